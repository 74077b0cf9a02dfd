package wickstream.campaign;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import wickstream.config.CampaignConfig;
import wickstream.config.InvalidConfiguration;
import wickstream.config.StopCondition;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.sampling.BagSampler;
import wickstream.sampling.ComputeBackend;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;
import wickstream.sampling.TrainedMeasurement;
import wickstream.sampling.VarianceLaws;
import wickstream.statistics.Budget;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.JointRule;
import wickstream.statistics.ShardRule;
import wickstream.statistics.StoppingRule;
import wickstream.statistics.Target;

/**
 * The shards of a campaign, in the order of its grid: by σ_W, then by N. Theories are computed when
 * first asked for and shared by all widths.
 */
public final class CampaignPlan {
  /** Relative to the variances; m4 and m6 are differences from what follows from the kernel. */
  private static final double MAX_UNCERTAIN_KERNEL = 1e-6;

  /** Relative to what has been learnt. */
  private static final double MAX_UNCERTAIN_LEARNT = 1e-6;

  /** The relative error with which a value is three standard errors from zero. */
  private static final double CLEAR_OF_ZERO = 1.0 / 3;

  private final CampaignConfig config;
  private final ComputeBackend computeBackend;
  private final List<Shard> shards;
  private final Map<String, Integer> indices = new HashMap<>();
  private final List<String> ids;
  private final Map<Double, Theory> theories = new ConcurrentHashMap<>();
  private final Map<Double, VarianceLaws> variances = new ConcurrentHashMap<>();

  /** The plan of a campaign of which no networks are drawn. */
  public CampaignPlan(CampaignConfig config) {
    this(config, ComputeBackend.UNUSED);
  }

  /** The plan of a campaign. Hashes all shards; nothing else is computed yet. */
  public CampaignPlan(CampaignConfig config, ComputeBackend computeBackend) {
    this(
        config,
        config.sigmaW().stream()
            .flatMap(sigmaW -> config.widths().stream().map(width -> shard(config, sigmaW, width)))
            .toList(),
        computeBackend);
  }

  private CampaignPlan(CampaignConfig config, List<Shard> shards, ComputeBackend computeBackend) {
    this.config = config;
    this.computeBackend = computeBackend;
    this.shards = shards;
    this.ids = shards.stream().map(Shard::id).toList();
    for (int i = 0; i < ids.size(); i++) {
      indices.put(ids.get(i), i);
    }
  }

  private static Shard shard(CampaignConfig config, double sigmaW, int width) {
    return new Shard(
        config.ensemble(sigmaW),
        width,
        config.points(),
        config.estimator(),
        config.orders(),
        config.bagSize(),
        config.training());
  }

  /** The configuration. */
  public CampaignConfig config() {
    return config;
  }

  /** The shards, in the order of the grid. */
  public List<Shard> shards() {
    return shards;
  }

  /** The identities of the shards, in the same order. */
  List<String> ids() {
    return ids;
  }

  /** Where in the grid the shard of this identity is. */
  int indexOf(String id) {
    return indices.get(id);
  }

  /** The inner loop that samples. */
  public ComputeBackend computeBackend() {
    return computeBackend;
  }

  /** The same plan for a process that has nothing else to do. */
  public CampaignPlan alone() {
    double expectedWork =
        shards.stream().mapToDouble(s -> ComputeBackend.work(s, expectedNetworks(s))).sum();
    return new CampaignPlan(config, shards, computeBackend.forOne(expectedWork));
  }

  /** The theory of a σ_W of the grid; takes up to a few seconds the first time. */
  public Theory theory(double sigmaW) {
    return theories.computeIfAbsent(
        sigmaW, s -> Theory.of(config.ensemble(s), config.points(), config.orders()));
  }

  /**
   * Checks that the kernels of all σ_W are known well enough, and that the target is defined at the
   * points of this campaign, before anything runs.
   *
   * @throws InvalidConfiguration if they are not, or it is not
   */
  public void requireDefinedTarget() {
    config.sigmaW().forEach(this::requireFeasible);
    sigmaWToCheck().distinct().map(this::theory).forEach(this::requireDefined);
  }

  /**
   * The σ_W among which there is one at which an integral vanishes, if it vanishes for any. It does
   * so for all, or underflows: a Gaussian's, as σ_W^a exp(−bσ_W²), first at an end of the grid;
   * others, which take seconds, where σ_W is smallest.
   */
  private Stream<Double> sigmaWToCheck() {
    Double smallest = Collections.min(config.sigmaW());
    return config.activation().hasGaussianKernel()
        ? Stream.of(smallest, Collections.max(config.sigmaW()))
        : Stream.of(smallest);
  }

  /** Checks what can be told of a σ_W without its theory, which may take seconds. */
  private void requireFeasible(double sigmaW) {
    Ensemble ensemble = config.ensemble(sigmaW);
    double uncertainty = Theory.kernelUncertainty(ensemble, config.points());
    if (ensemble.activation().family() == Activation.Family.FORMULA
        && !(uncertainty <= MAX_UNCERTAIN_KERNEL)) {
      throw new InvalidConfiguration(
          "campaign.sigma-w",
          "must be lower than %s for %s: the kernel %s"
              .formatted(
                  sigmaW,
                  ensemble.activation().label(),
                  Double.isNaN(uncertainty)
                      ? "does not exist, or is made in the tails of the weights alone"
                      : "is uncertain by %.0e, allowed %.0e, as its values change too fast for a quadrature"
                          .formatted(uncertainty, MAX_UNCERTAIN_KERNEL)));
    }
    if (uncertainty > MAX_UNCERTAIN_KERNEL) {
      throw new InvalidConfiguration(
          "campaign.points",
          "are too close to each other for a kernel of %d saturated layers, of which rounding leaves %.0e uncertain at sigma-w = %s, allowed %.0e: move them apart, or lower sigma-w or depth"
              .formatted(ensemble.depth(), uncertainty, sigmaW, MAX_UNCERTAIN_KERNEL));
    }
    config
        .training()
        .filter(training -> !training.isOfAllLayers()) // steps divide by no eigenvalue
        .ifPresent(training -> requireLearnable(ensemble, training));
    if (isCoupling(config.stop().observable())
        && CouplingIntegrals.takeTooLong(ensemble, config.points())) {
      throw new InvalidConfiguration(
          config.stop().goalPath(),
          "must be one that can be computed, but the coupling integrals of %s over [-c, c] with cutoff = %s take too long at sigma-w = %s, sigma-b = %s: lower them, or set observable = m4"
              .formatted(
                  config.stop().observable().label(),
                  ensemble.cutoff().orElseThrow(),
                  sigmaW,
                  ensemble.sigmaB()));
    }
  }

  private static void requireLearnable(Ensemble ensemble, Training training) {
    List<Double> times = training.times();
    double last = times.get(times.size() - 1);
    double once = TrainedMeasurement.uncertainty(ensemble, training, 1);
    if (training.isPosterior()) {
      double noise = training.noiseVariance().getAsDouble();
      if (TrainedMeasurement.uncertainty(ensemble, training, 1 / noise) > MAX_UNCERTAIN_LEARNT) {
        throw new InvalidConfiguration(
            "campaign.training.noise-variance",
            "must be at least %.0e at sigma-w = %s: with less noise networks are told differences between the data that rounding hides, was %s"
                .formatted(once / MAX_UNCERTAIN_LEARNT, ensemble.sigmaW(), noise));
      }
      return;
    }
    if (TrainedMeasurement.uncertainty(ensemble, training, last) > MAX_UNCERTAIN_LEARNT) {
      throw new InvalidConfiguration(
          "campaign.training.times",
          "must end at %.0e or before at sigma-w = %s: later networks learn differences between the data that rounding hides from them, inputs being too close to each other or always giving the same, was %s"
              .formatted(MAX_UNCERTAIN_LEARNT / once, ensemble.sigmaW(), Training.timeText(last)));
    }
  }

  private String couplingIntegral() {
    return config.activation().family() == Activation.Family.FORMULA
        ? "coupling integral that cannot be computed to 1e-5 (a lower cutoff may help), or one"
        : "coupling integral";
  }

  private static boolean isCoupling(Observable observable) {
    return observable == Observable.U4 || observable == Observable.U6;
  }

  private void requireDefined(Theory theory) {
    Observable target = config.stop().observable();
    if (!target.isOfTraining() && !theory.observables().contains(target)) {
      throw new InvalidConfiguration(
          config.stop().goalPath(),
          "must be defined at all points, but %s divides by a %s that vanishes for some of them; defined here: %s"
              .formatted(
                  target.label(),
                  isCoupling(target) ? couplingIntegral() : "free Green function",
                  theory.observables().stream().map(Observable::label).toList()));
    }
  }

  /**
   * What shard {@code index} needs to run; may take as long as its theory.
   *
   * @throws InvalidConfiguration if the target is not defined for it
   */
  ShardPlan plan(int index) {
    Shard shard = shards.get(index);
    requireFeasible(shard.ensemble().sigmaW());
    Theory theory = theory(shard.ensemble().sigmaW());
    requireDefined(theory);
    Measurement measurement = new Measurement(shard, theory);
    BagSampler sampler = new BagSampler(measurement, computeBackend, config.seed());
    return new ShardPlan(measurement, sampler, config.stop(), rule(measurement));
  }

  private ShardRule rule(Measurement measurement) {
    if (!config.stop().goal().isOfAll()) {
      return rule(measurement, Wanted.of(measurement, config.stop()));
    }
    Map<String, StoppingRule> rules = new LinkedHashMap<>();
    Wanted.all(measurement, config.stop())
        .forEach(wanted -> rules.put(wanted.name(), rule(measurement, wanted)));
    return new JointRule(rules);
  }

  private StoppingRule rule(Measurement measurement, Wanted wanted) {
    Shard shard = measurement.shard();
    ConfidenceSequence sequence = sequence(shard);
    return new StoppingRule(
        wanted.quantity(),
        target(),
        budget(shard),
        sequence,
        wanted.exact(),
        measurement.checks(variances(measurement), sequence));
  }

  /** What decides for all shards together, if that is what is asked for. */
  Optional<PowerRule> powerRule() {
    return config.stop().goal().power().map(power -> new PowerRule(power, shards));
  }

  private Budget budget(Shard shard) {
    long most = config.stop().maxNetworks() / shard.bagSize();
    return new Budget(Math.min(config.leastBags(), most), most, config.stop().maxTime());
  }

  private VarianceLaws variances(Measurement measurement) {
    Shard shard = measurement.shard();
    return variances.computeIfAbsent(
        shard.ensemble().sigmaW(), s -> new VarianceLaws(shard, measurement.theory()));
  }

  /** How precisely the observable of each shard is wanted; of a power, so that it can take part. */
  Target target() {
    StopCondition stop = config.stop();
    return stop.goal().power().isPresent()
        ? new Target(OptionalDouble.of(CLEAR_OF_ZERO), OptionalDouble.empty())
        : new Target(stop.relativeError(), stop.absoluteError());
  }

  /** The interval around what a shard measures. */
  ConfidenceSequence sequence(Shard shard) {
    return new ConfidenceSequence(config.stop().confidence(), expectedNetworks(shard));
  }

  /** What the budget still allows a shard that has been running for so long. */
  ShardStatus.Allowance allowance(Shard shard, Duration spent) {
    StopCondition stop = config.stop();
    return new ShardStatus.Allowance(
        stop.maxNetworks() / shard.bagSize() * shard.bagSize(),
        stop.maxTime()
            .map(limit -> limit.compareTo(spent) > 0 ? limit.minus(spent) : Duration.ZERO));
  }

  /**
   * The number of networks for which intervals are made tightest: what the target takes with a
   * relative standard deviation of 1.4 a network, which conditional and tilted estimators have or
   * beat; of a power, an equal part of what it takes on lines of length 1. Must not depend on the
   * data.
   */
  private double expectedNetworks(Shard shard) {
    StopCondition stop = config.stop();
    double parts = stop.goal().power().isPresent() ? shards.size() : 1;
    OptionalDouble error =
        stop.goal()
            .power()
            .map(power -> OptionalDouble.of(power.error()))
            .orElse(stop.relativeError());
    double wanted = error.isPresent() ? 2 / (error.getAsDouble() * error.getAsDouble()) / parts : 0;
    double least = (double) config.leastBags() * shard.bagSize();
    return Math.min(stop.maxNetworks(), Math.max(least, wanted));
  }
}
