package wickstream.results;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import wickstream.config.CampaignConfig;
import wickstream.config.FitVariable;
import wickstream.physics.PowerLaw;
import wickstream.statistics.Bonferroni;
import wickstream.statistics.Estimate;
import wickstream.statistics.PowerLawFit;

/**
 * Fits power laws to the shards of a campaign: couplings against σ_W; couplings, deviations and
 * connected functions against N. Of each quantity first one fit of the whole grid, with an exponent
 * that all its lines share, then one for each line. Nothing is fitted to a line with fewer than
 * three points. A fit of the whole grid for which there are too few is still listed, without
 * numbers, as it tells that nothing was found; so are those against N of the pooled estimator,
 * which assumes them.
 */
final class Fits {
  private static final int MIN_POINTS = 3;

  private final CampaignConfig config;
  private final List<ShardResult> shards;
  private final List<Found> found = new ArrayList<>();

  Fits(CampaignConfig config, List<ShardResult> shards) {
    this.config = config;
    this.shards = shards;
  }

  List<Fit> all() {
    found.clear();
    for (FitVariable variable : FitVariable.values()) {
      variable.laws().forEach(law -> add(law, variable));
    }
    Bonferroni together = new Bonferroni((int) found.stream().filter(Found::isTest).count());
    return found.stream().map(fit -> fit(fit, together)).toList();
  }

  private void add(PowerLaw law, FitVariable variable) {
    List<FitLine> lines = lines(law, variable);
    int longest = lines.stream().mapToInt(line -> line.all().size()).max().orElse(0);
    if (longest < MIN_POINTS) {
      return;
    }
    if (variable == FitVariable.WIDTH && config.estimator().assumesPowersOfWidth(config.depth())) {
      int left = lines.stream().mapToInt(line -> line.all().size()).sum();
      found.add(
          new Found(place(law, variable, lines), Outcome.nothing(left), OptionalDouble.empty()));
      return;
    }
    add(place(law, variable, lines), lines);
    for (FitLine line : lines.size() > 1 ? lines : List.<FitLine>of()) {
      if (PowerLawFit.of(List.of(line.series())).isPresent()) {
        add(place(law, variable, List.of(line)), List.of(line));
      }
    }
  }

  /** The shards that have a quantity, those with the same other parameter together. */
  private List<FitLine> lines(PowerLaw law, FitVariable variable) {
    return FitLine.linesOf(
        shards.stream()
            .filter(shard -> shard.value(law.quantity()).isPresent())
            .map(shard -> GridValue.of(shard, law.quantity()))
            .toList(),
        variable);
  }

  private static Place place(PowerLaw law, FitVariable variable, List<FitLine> lines) {
    GridValue first = lines.get(0).all().get(0);
    boolean isOneWidth = lines.size() == 1 && variable == FitVariable.SIGMA_W;
    boolean isOneSigmaW = lines.size() == 1 && variable == FitVariable.WIDTH;
    return new Place(
        law,
        variable,
        isOneWidth ? OptionalInt.of(first.width()) : OptionalInt.empty(),
        isOneSigmaW ? OptionalDouble.of(first.sigmaW()) : OptionalDouble.empty());
  }

  private void add(Place place, List<FitLine> lines) {
    int shards = lines.stream().mapToInt(line -> line.all().size()).sum();
    Outcome outcome =
        PowerLawFit.of(lines.stream().map(FitLine::series).toList())
            .map(fit -> Outcome.of(fit, shards, lines.stream().map(FitLine::exact).toList()))
            .orElse(Outcome.nothing(shards));
    OptionalDouble predicted =
        place.variable() == FitVariable.WIDTH
            ? place.law().ofWidth(config.priors())
            : place.law().ofSigmaW(config.ensemble(config.sigmaW().get(0)));
    found.add(new Found(place, outcome, predicted));
  }

  private Fit fit(Found found, Bonferroni together) {
    Place place = found.place();
    Outcome outcome = found.outcome();
    return new Fit(
        place.law().quantity(),
        place.variable().label(),
        place.width(),
        place.sigmaW(),
        outcome.exponent().value(),
        outcome.exponent().standardError(),
        outcome.logAmplitude().value(),
        outcome.logAmplitude().standardError(),
        outcome.chiSquare(),
        outcome.degreesOfFreedom(),
        outcome.probability(),
        outcome.points(),
        outcome.leftOut(),
        found.predicted(),
        outcome.exact(),
        new FitStatement(config, place, outcome, found.predicted(), together).text());
  }

  /** A fit with the exponent that is known beforehand, where one is. */
  private record Found(Place place, Outcome outcome, OptionalDouble predicted) {
    boolean isTest() {
      return predicted.isPresent() && outcome.points() > 0;
    }
  }

  /** What is fitted against what, on which line of the grid; neither is fixed for all of it. */
  record Place(PowerLaw law, FitVariable variable, OptionalInt width, OptionalDouble sigmaW) {}

  /** The result. */
  record Outcome(
      Estimate exponent,
      Estimate logAmplitude,
      double chiSquare,
      int degreesOfFreedom,
      double probability,
      int points,
      int leftOut,
      OptionalDouble exact) {

    static Outcome of(PowerLawFit fit, int shards, List<double[]> exactValues) {
      double exact = fit.exponentOf(exactValues);
      return new Outcome(
          fit.exponent(),
          fit.logAmplitude(),
          fit.chiSquare(),
          fit.degreesOfFreedom(),
          fit.probability(),
          fit.points(),
          shards - fit.points(),
          Double.isNaN(exact) ? OptionalDouble.empty() : OptionalDouble.of(exact));
    }

    /** Of shards that tell nothing. */
    static Outcome nothing(int shards) {
      return new Outcome(
          Estimate.NONE,
          Estimate.NONE,
          Double.NaN,
          0,
          Double.NaN,
          0,
          shards,
          OptionalDouble.empty());
    }
  }
}
