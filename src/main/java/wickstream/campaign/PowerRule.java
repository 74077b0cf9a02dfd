package wickstream.campaign;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.config.PowerGoal;
import wickstream.results.GridPower;
import wickstream.results.GridValue;
import wickstream.sampling.Shard;
import wickstream.statistics.Assessment;
import wickstream.statistics.Estimate;
import wickstream.statistics.Grant;
import wickstream.statistics.Judgement;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.NumberText;
import wickstream.statistics.Objection;
import wickstream.statistics.PowerLawFit;
import wickstream.statistics.SlopeDesign;
import wickstream.statistics.Verdict;

/**
 * Decides for all shards together, when each has run what it was granted, whether the power of the
 * grid is known precisely enough, and else which shards get more networks: those that reduce its
 * error most for their work. A pure function of what has been measured.
 *
 * @param goal which power, and how precisely
 * @param shards the grid
 */
record PowerRule(PowerGoal goal, List<Shard> shards) {
  /** Safety factor on the predicted number of networks, so that a round rarely falls just short. */
  private static final double MARGIN = 1.05;

  /**
   * The share of the work that all shards get in equal parts, so that χ² tests whether there is one
   * power where the shards that fix it best could not.
   */
  static final double FLOOR = 0.2;

  private static final double MIN_GROWTH = 1.25;
  private static final double MAX_GROWTH = 4;

  /** While nothing can be predicted. */
  private static final double BLIND_GROWTH = 2;

  PowerRule {
    shards = List.copyOf(shards);
  }

  /**
   * A shard at the end of a round.
   *
   * @param index its place in the grid
   * @param bags how many it has measured, at least one
   * @param mostBags how many it may have measured in the end, at least as many
   * @param assessment of the quantity whose power is wanted
   */
  record Standing(int index, long bags, long mostBags, Assessment assessment) {
    boolean mayGoOn() {
      return bags < mostBags;
    }
  }

  /** One judgement a shard, of those that have not ended otherwise. */
  List<Judgement> judge(List<Standing> standings) {
    return new Round(standings, "when the budget was spent").judgements();
  }

  /** The verdicts on shards to which nothing will be added. */
  List<Verdict> conclude(List<Standing> standings) {
    return new Round(standings, "with all the networks there are")
        .judgements().stream().map(Judgement::verdict).toList();
  }

  /** What all shards tell together. */
  private final class Round {
    private final List<Standing> standings;
    private final String when;
    private final GridPower power;
    private final Optional<double[]> needed;

    Round(List<Standing> standings, String when) {
      this.standings = standings;
      this.when = when;
      this.power = GridPower.of(standings.stream().map(this::value).toList(), goal.variable());
      this.needed = power.fit().flatMap(fit -> unlimited().countsWithFloor(goal.error(), FLOOR));
    }

    private GridValue value(Standing standing) {
      Shard shard = shards.get(standing.index());
      Assessment known = standing.assessment();
      return new GridValue(
          shard.width(),
          shard.ensemble().sigmaW(),
          known.estimate(),
          !known.tail().isHeavy(),
          Double.NaN);
    }

    List<Judgement> judgements() {
      long[] ends = isReached() ? new long[standings.size()] : ends();
      boolean goesOn =
          IntStream.range(0, ends.length).anyMatch(i -> ends[i] > standings.get(i).bags());
      return IntStream.range(0, ends.length)
          .mapToObj(
              i ->
                  new Judgement(
                      Optional.of(assessment(i)),
                      goesOn ? further(standings.get(i), ends[i]) : ended(i)))
          .toList();
    }

    private boolean isReached() {
      return power.fit().filter(fit -> error(fit) <= goal.error()).isPresent();
    }

    private static double error(PowerLawFit fit) {
      return fit.exponent().standardError();
    }

    /** Where the next grant of each shard ends; no further than it is where it gets none. */
    private long[] ends() {
      Optional<double[]> wanted =
          power
              .fit()
              .flatMap(
                  fit -> design(true).countsWithFloor(goal.error() / Math.sqrt(MARGIN), FLOOR));
      double growth = power.fit().isPresent() ? MAX_GROWTH : BLIND_GROWTH;
      return IntStream.range(0, standings.size())
          .mapToLong(
              i -> end(i, wanted.map(all -> all[i]).orElse(Double.POSITIVE_INFINITY), growth))
          .toArray();
    }

    /** Grants grow geometrically, as a prediction from few networks is a poor one. */
    private long end(int i, double wantedNetworks, double growth) {
      Standing standing = standings.get(i);
      long bags = standing.bags();
      double wanted = wantedNetworks / bagSize(i);
      if (wanted <= bags) {
        return bags;
      }
      double next = Math.max(MIN_GROWTH * bags, Math.min(growth * bags, wanted));
      return (long) Math.min(standing.mostBags(), Math.ceil(next));
    }

    private int bagSize(int i) {
      return shards.get(standings.get(i).index()).bagSize();
    }

    private SlopeDesign unlimited() {
      return design(false);
    }

    /**
     * @param isLimited whether budgets count
     */
    private SlopeDesign design(boolean isLimited) {
      return new SlopeDesign(
          IntStream.range(0, standings.size()).mapToObj(i -> point(i, isLimited)).toList());
    }

    private SlopeDesign.Point point(int i, boolean isLimited) {
      Standing standing = standings.get(i);
      GridPower.Point fitted = power.points().get(i);
      double networks = standing.assessment().networks();
      return new SlopeDesign.Point(
          fitted.line(),
          fitted.logVariable(),
          fitted.relativeError() * Math.sqrt(networks),
          shards.get(standing.index()).cost(),
          networks,
          isLimited ? (double) standing.mostBags() * bagSize(i) : Double.POSITIVE_INFINITY);
    }

    /**
     * What is known of a shard. Its tolerance is the error that it has where all shards have what
     * the power takes.
     */
    private Assessment assessment(int i) {
      Assessment known = standings.get(i).assessment();
      double error = known.estimate().standardError();
      double tolerance =
          isReached()
              ? error * (goal.error() / error(power.fit().orElseThrow()))
              : needed
                  .map(all -> error * Math.sqrt(Math.min(1, known.networks() / all[i])))
                  .orElse(known.tolerance());
      return new Assessment(known.networks(), known.estimate(), tolerance, known.tail());
    }

    private Verdict further(Standing standing, long end) {
      boolean waits = end <= standing.bags();
      return new Verdict.Continue(
          waits ? new Grant(0, standing.bags()) : new Grant(standing.bags(), end),
          found() + (waits ? "; this shard waits for the others" : ""));
    }

    private Verdict ended(int i) {
      Assessment known = standings.get(i).assessment();
      Optional<Objection> objection = known.tail().reason();
      if (objection.isPresent()) {
        return Verdict.against(
            objection.get(),
            "%s; this shard takes no part: %s, but %s"
                .formatted(found(), precision(known.estimate()), objection.get().why()),
            Optional.empty());
      }
      String part =
          power.points().get(i).isFitted()
              ? precision(known.estimate())
              : precision(known.estimate()) + ", too near zero for it to take part";
      return isReached()
          ? new Verdict.Converged("%s; here %s".formatted(found(), part))
          : new Verdict.BudgetExhausted(
              "%s %s%s; here %s".formatted(found(), when, together(), part), needed(i));
    }

    /** "the power of u4 in sigma-w is -2.9998 ± 0.0043, allowed 0.001 (χ² = 5 for …)". */
    private String found() {
      return power
          .fit()
          .map(
              fit ->
                  "the %s is %s, allowed %s (χ² = %s for %d degrees of freedom)"
                      .formatted(
                          goal.name(),
                          NumberText.measured(fit.exponent().value(), error(fit)),
                          NumberText.brief(goal.error()),
                          NumberText.brief(fit.chiSquare()),
                          fit.degreesOfFreedom()))
          .orElse(
              "the %s cannot be fitted yet, as too few shards have a value that differs from zero and an error to be believed"
                  .formatted(goal.name()));
    }

    private static String precision(Estimate estimate) {
      return "the standard error is %s (%s of the value)"
          .formatted(
              NumberText.brief(estimate.standardError()),
              NumberText.percent(estimate.relativeError()));
    }

    private String together() {
      return needed
          .map(all -> IntStream.range(0, all.length).mapToDouble(i -> all[i]).sum())
          .map(sum -> "; it would take %s networks in all".formatted(NumberText.brief(sum)))
          .orElse("");
    }

    private Optional<NetworksNeeded> needed(int i) {
      return needed.map(
          all -> new NetworksNeeded(Math.ceil(all[i]), NetworksNeeded.Basis.MEASURED_SPREAD));
    }
  }
}
