package wickstream.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Priors;
import wickstream.physics.StableStep;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

/**
 * What a {@link CampaignConfig} must be whose networks are trained. Each check throws {@link
 * InvalidConfiguration}, naming the setting, what it must be and what it was.
 *
 * @param training of the networks
 * @param ensemble with the largest σ_W of the campaign, at which descent diverges first
 * @param narrowest the smallest N, likewise
 */
record TrainingRules(Training training, Ensemble ensemble, int narrowest) {
  private static final int MAX_TIMES = 100;
  private static final double MAX_TARGET = 1e50;

  /** Numbers that a bag may compute to find eigenvalues: some minutes. */
  private static final double MAX_CUBES = 1e10;

  private static final String DATA = TrainingSection.PATH + ".data";
  private static final String DESCENT = TrainingSection.PATH + ".dynamics.descent";
  private static final String AT_TIME = StopCondition.PATH + ".at-time";

  void check(InputPoints points, Estimator estimator, List<Integer> orders, StopCondition stop) {
    checkDimension(ensemble.dIn());
    checkPriors();
    checkExamples();
    checkTargets();
    checkSize(points.count());
    checkTimes();
    stop.atTime().ifPresent(this::checkAtTime);
    if (training.isOfAllLayers()) {
      checkAllLayers(estimator);
      checkStep();
    } else {
      checkDescent();
    }
    if (estimator == Estimator.POOLED) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be plain, conditional, tilted or auto with training, after which networks are no sums over independent units, was pooled");
    }
    if (estimator == Estimator.PLAIN && training.isPosterior()) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be conditional, tilted or auto with layers = posterior, whose readouts are integrated, was plain");
    }
    if (!orders.contains(2) || !orders.contains(4)) {
      throw new InvalidConfiguration(
          "campaign.orders", "must contain 2 and 4 with training, was " + orders);
    }
  }

  /** Checks that points are kept as they are given, so that data may be given beside them. */
  static void checkDimension(int dIn) {
    if (dIn > CampaignRules.MAX_UNROTATED_D_IN) {
      throw new InvalidConfiguration(
          "campaign.ensemble.d-in",
          "must be at most %d with training, beyond which points are kept up to a rotation, was %d"
              .formatted(CampaignRules.MAX_UNROTATED_D_IN, dIn));
    }
  }

  /** Checks that readouts are normal given the hidden layers, and steps proven to be stable. */
  private void checkPriors() {
    Priors priors = ensemble.priors();
    if (!priors.hasNormalReadout()) {
      throw new InvalidConfiguration(
          TrainingSection.PATH,
          "must be null unless readout = normal and shared-scale = null, with which networks are Gaussian given their hidden layer");
    }
    if (training.isOfAllLayers() && !priors.equals(Priors.NORMAL)) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".layers",
          "must be readout or posterior with frequencies = cauchy, which have no bound, so that steps of any size let some networks diverge, was all");
    }
  }

  /** Checks what is known before all data are there. */
  static void checkRows(String path, int count) {
    if (count > CampaignRules.MAX_POINTS) {
      throw new InvalidConfiguration(
          path, "must have at most %d rows, had %d".formatted(CampaignRules.MAX_POINTS, count));
    }
  }

  private void checkExamples() {
    int dIn = ensemble.dIn();
    int dOut = ensemble.dOut();
    for (int i = 0; i < training.examples().size(); i++) {
      Example example = training.examples().get(i);
      if (example.input().size() != dIn || example.targets().size() != dOut) {
        throw new InvalidConfiguration(
            "%s[%d]".formatted(DATA, i),
            "must have %s numbers, had %d + %d"
                .formatted(
                    TrainingSection.width(dIn, dOut),
                    example.input().size(),
                    example.targets().size()));
      }
    }
  }

  /** Fourth powers of outputs must be in the range of a double. */
  private void checkTargets() {
    for (int i = 0; i < training.examples().size(); i++) {
      for (double target : training.examples().get(i).targets()) {
        if (Math.abs(target) > MAX_TARGET) {
          throw new InvalidConfiguration(
              "%s[%d]".formatted(DATA, i),
              "must have targets of at most %.0e in size, had %s".formatted(MAX_TARGET, target));
        }
      }
    }
    double noise = training.noiseVariance().orElse(1);
    if (noise > MAX_TARGET || noise < 1 / MAX_TARGET) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".noise-variance",
          "must be between %.0e and %.0e, was %s".formatted(1 / MAX_TARGET, MAX_TARGET, noise));
    }
  }

  private void checkSize(int points) {
    int rows = training.examples().size();
    int ofPoints = points * ensemble.dIn();
    int ofRows = rows * (ensemble.dIn() + ensemble.dOut());
    checkTogether("rows", rows, "%d points".formatted(points), points, CampaignRules.MAX_POINTS);
    checkTogether(
        "numbers",
        ofRows,
        "%d of points".formatted(ofPoints),
        ofPoints,
        CampaignRules.MAX_KEPT_COORDINATES);
  }

  private static void checkTogether(String what, int had, String beside, int others, int most) {
    if (had > most - others) {
      throw new InvalidConfiguration(
          DATA,
          "must have at most %d %s beside %s, together %d, had %d"
              .formatted(most - others, what, beside, most, had));
    }
  }

  private void checkTimes() {
    if (training.times().size() > MAX_TIMES) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".times",
          "must be at most %d, were %d".formatted(MAX_TIMES, training.times().size()));
    }
  }

  private void checkAtTime(double time) {
    if (time == 0) {
      throw new InvalidConfiguration(
          AT_TIME,
          "must be above 0 (at 0 nothing has been learnt, and observable may be %s), was 0.0"
              .formatted(Observable.untrainedLabels()));
    }
    if (!training.times().contains(time)) {
      throw new InvalidConfiguration(
          AT_TIME,
          "must be one of the training.times %s, was %s"
              .formatted(
                  training.times().stream().map(TrainingSection::time).toList(),
                  TrainingSection.time(time)));
    }
  }

  /** Checks that networks are such that a step is known to be stable, and that they are there. */
  private void checkAllLayers(Estimator estimator) {
    if (!StableStep.isKnownFor(ensemble.activation())) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".layers",
          "must be readout or posterior for %s, whose units or slopes have no known bound, so that steps of any size let some networks diverge, was all"
              .formatted(ensemble.activation().label()));
    }
    if (ensemble.depth() > 1) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".layers",
          "must be readout or posterior with several hidden layers, of which no step is proven to be stable, was all with depth = %d"
              .formatted(ensemble.depth()));
    }
    if (estimator != Estimator.PLAIN) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be plain or auto with layers = all, whose readouts have to be drawn, was "
              + estimator.label());
    }
  }

  /** Checks that no step raises the loss of any network. */
  private void checkStep() {
    double rate = training.rate().orElseThrow();
    double bound = StableStep.largest(ensemble, narrowest, training);
    double last = training.times().get(training.times().size() - 1);
    if (bound == 0) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".data",
          "must be smaller with layers = all: of inputs and targets so large no step is proven to be stable");
    }
    if (!(rate <= bound)) {
      throw new InvalidConfiguration(
          DESCENT,
          "must be at most %s with N = %d, sigma-w = %s and %d rows until time %s, as longer steps may raise the loss of a network (see wickstream explain all layers), was %s"
              .formatted(
                  roundedDown(bound),
                  narrowest,
                  ensemble.sigmaW(),
                  training.examples().size(),
                  Training.timeText(last),
                  rate));
    }
  }

  /** Checks that a bag, which is measured as a whole, takes minutes at most. */
  void checkBag(int bagSize, int widest) {
    int rows = training.examples().size();
    if (!training.isOfAllLayers()) {
      checkEigenvalues(bagSize, rows);
      return;
    }
    long steps = training.steps(training.times().get(training.times().size() - 1));
    double work = (double) widest * rows * Math.max(1, steps);
    if (bagSize > CampaignRules.MAX_UNITS_PER_BAG / work) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "must be at most %d with a width of %d, %d rows and %d steps of descent (a bag may take 10^11 units of them all), was %d"
              .formatted(
                  (long) (CampaignRules.MAX_UNITS_PER_BAG / work), widest, rows, steps, bagSize));
    }
  }

  private static void checkEigenvalues(int bagSize, int rows) {
    double cube = Math.pow(rows, 3);
    if (bagSize > MAX_CUBES / cube) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "must be at most %d with %d rows of data (eigenvalues of a network take as many steps as the cube of that, and a bag may take 10^10), was %d"
              .formatted((long) (MAX_CUBES / cube), rows, bagSize));
    }
  }

  private static String roundedDown(double bound) {
    return new BigDecimal(bound).round(new MathContext(4, RoundingMode.FLOOR)).toString();
  }

  /** Checks that no network diverges: all eigenvalues of C are at most its trace. */
  private void checkDescent() {
    if (training.rate().isEmpty()) {
      return;
    }
    double rate = training.rate().getAsDouble();
    OptionalDouble square = ensemble.activation().largestSquare();
    if (square.isEmpty()) {
      throw new InvalidConfiguration(
          TrainingSection.PATH + ".dynamics",
          "must be flow for %s, of which some networks have so large a covariance that descent in steps of any size diverges, was descent = %s"
              .formatted(ensemble.activation().label(), rate));
    }
    int rows = training.examples().size();
    double largest =
        ensemble.sigmaW() * ensemble.sigmaW() * square.getAsDouble()
            + ensemble.sigmaB() * ensemble.sigmaB();
    double bound = 2 / (rows * largest);
    if (!(rate < bound)) {
      throw new InvalidConfiguration(
          DESCENT,
          "must be below %.4g = 2/(n (sigma-w^2 max g^2 + sigma-b^2)) with n = %d rows, sigma-w = %s, max g^2 = %.0f, as networks may diverge beyond, was %s"
              .formatted(bound, rows, ensemble.sigmaW(), square.getAsDouble(), rate));
    }
  }

  /** Checks that what is asked of trained networks is not asked of those that are not. */
  static void checkTrained(Observable observable, boolean areTrained) {
    if (observable.isOfTraining() && !areTrained) {
      throw new InvalidConfiguration(
          StopCondition.PATH + ".observable",
          "must be one of %s without a training section, was %s"
              .formatted(Observable.untrainedLabels(), observable.label()));
    }
  }
}
