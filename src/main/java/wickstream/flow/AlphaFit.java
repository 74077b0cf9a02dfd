package wickstream.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wickstream.physics.Estimator;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Bonferroni;
import wickstream.statistics.Estimate;
import wickstream.statistics.LineFit;
import wickstream.statistics.Verdict;

/**
 * The strength α of the regulator with which Wetterich's equation at order zero describes the
 * couplings of one N (arXiv 2212.11811, eq. 13): u4/Z0² is proportional to (1−α)/α, which is fitted
 * to all σ_W by weighted least squares.
 *
 * <p>A relative target makes the error of a value a fixed part of the value as it was measured, and
 * so do contributions that are squares, as those of all estimators but plain are. Weighted by such
 * errors, values that came out small would count most, and the amplitude would be too small by
 * twice the square of the relative error. So each value has the error that it would have if the law
 * were true: the same part of the law. Errors that do not follow the value are taken as they are.
 *
 * <p>A good χ² bears out the power of σ_W, which is that of the {@link
 * wickstream.physics.ScalingIdentity}; the size is what α was fitted to.
 *
 * @param dIn d, the dimension of the inputs
 * @param width N
 * @param amplitude (1−α)/α as published, with its standard error
 * @param chiSquare χ² of the fit, by the errors of the law
 * @param degreesOfFreedom the number of σ_W that were fitted, less 1
 * @param rows measurement beside prediction, by σ_W, also of shards that were left out
 */
public record AlphaFit(
    int dIn,
    int width,
    Estimate amplitude,
    double chiSquare,
    int degreesOfFreedom,
    List<Row> rows) {
  /** A χ² less likely than this is no chance, if there is one fit. */
  public static final double UNLIKELY = 1e-3;

  private static final String COUPLING = "u4Canonical";
  private static final int MAX_STEPS = 100;
  private static final double SETTLED = 1e-13;

  /**
   * One σ_W.
   *
   * @param sigmaW σ_W
   * @param measured u4/Z0², with its standard error
   * @param predicted with the fitted α, and the error of a measurement of it; NaN where none was
   * @param isFitted false if nothing vouches for the error
   */
  public record Row(double sigmaW, Estimate measured, Estimate predicted, boolean isFitted) {

    /** (measured − predicted)/error, with the error of the prediction. */
    public double pull() {
      return (measured.value() - predicted.value()) / predicted.standardError();
    }
  }

  public AlphaFit {
    rows = List.copyOf(rows);
  }

  /**
   * A fit for every N that measured u4Canonical of a Gaussian kernel, whose scale is Λ, the
   * smallest N first.
   */
  public static List<AlphaFit> of(List<ShardResult> shards) {
    Map<Integer, List<ShardResult>> byWidth =
        shards.stream()
            .filter(AlphaFit::isMeasured)
            .sorted(Comparator.comparingDouble(shard -> shard.ensemble().sigmaW()))
            .collect(Collectors.groupingBy(ShardResult::width, TreeMap::new, Collectors.toList()));
    List<AlphaFit> fits = new ArrayList<>();
    byWidth.forEach((width, same) -> fits.add(fit(width, same)));
    return fits;
  }

  private static boolean isMeasured(ShardResult shard) {
    MeasuredValue value = shard.couplings().get(COUPLING);
    return value != null && value.isKnown() && !shard.ensemble().hasExponentialKernel();
  }

  private static AlphaFit fit(int width, List<ShardResult> shards) {
    List<ShardResult> trusted =
        shards.stream().filter(shard -> shard.vouchesFor(COUPLING)).toList();
    Law law = Law.settled(trusted);
    List<Row> rows = shards.stream().map(law::row).toList();
    double chiSquare =
        rows.stream().filter(Row::isFitted).mapToDouble(row -> row.pull() * row.pull()).sum();
    int dIn = shards.get(0).ensemble().dIn();
    return new AlphaFit(
        dIn, width, law.amplitude, chiSquare, Math.max(0, trusted.size() - 1), rows);
  }

  private static Estimate measured(ShardResult shard) {
    MeasuredValue value = shard.couplings().get(COUPLING);
    return new Estimate(value.value(), value.standardError());
  }

  private static double unit(ShardResult shard) {
    return Wetterich.unit(shard.ensemble().dIn(), shard.ensemble().sigmaW());
  }

  /** (1−α)/α, with its standard error; none where no α gives what was measured. */
  public Estimate amplitude(WetterichReading reading) {
    return reading.amplitude(dIn, amplitude);
  }

  /** α = 1/(1 + amplitude), with its standard error; none where that is not above 0. */
  public Estimate alpha(WetterichReading reading) {
    Estimate read = amplitude(reading);
    double inverse = 1 + read.value();
    return inverse > 0
        ? new Estimate(1 / inverse, read.standardError() / (inverse * inverse))
        : Estimate.NONE;
  }

  /** The probability of a χ² as large or larger if eq. 13 holds; NaN for a single σ_W. */
  public double probability() {
    return LineFit.upperTail(chiSquare, degreesOfFreedom);
  }

  /**
   * Those of some fits, read together, of which so large a χ² speaks against eq. 13: if it holds at
   * every N, there is one with a probability below {@link #UNLIKELY}. A single σ_W refutes nothing.
   */
  public static List<AlphaFit> refuted(List<AlphaFit> fits) {
    Bonferroni together =
        new Bonferroni((int) fits.stream().filter(fit -> fit.degreesOfFreedom > 0).count());
    return fits.stream().filter(fit -> fit.probability() < together.level(UNLIKELY)).toList();
  }

  /**
   * An amplitude, and by what errors values are weighted.
   *
   * @param followed the amplitude that errors follow; empty where they are taken as measured
   */
  private record Law(Estimate amplitude, OptionalDouble followed) {

    /** The amplitude that is the weighted mean by the errors that it implies itself. */
    static Law settled(List<ShardResult> shards) {
      Law first = mean(shards, OptionalDouble.empty());
      Law law = first;
      for (int step = 0; step < MAX_STEPS && law.amplitude.isClearOfZero(); step++) {
        double before = law.amplitude.value();
        law = mean(shards, OptionalDouble.of(before));
        if (Math.abs(law.amplitude.value() - before) <= SETTLED * Math.abs(before)) {
          return law;
        }
      }
      return first; // no error can be a part of a law that is nearly zero
    }

    /** The weighted mean of what every σ_W says of (1−α)/α. */
    private static Law mean(List<ShardResult> shards, OptionalDouble followed) {
      double sum = 0;
      double weights = 0;
      for (ShardResult shard : shards) {
        double error = error(shard, followed) / unit(shard);
        double weight = 1 / (error * error);
        sum += weight * measured(shard).value() / unit(shard);
        weights += weight;
      }
      return new Law(
          weights == 0 ? Estimate.NONE : new Estimate(sum / weights, 1 / Math.sqrt(weights)),
          followed);
    }

    private static double error(ShardResult shard, OptionalDouble followed) {
      Estimate measured = measured(shard);
      boolean follows =
          shard.estimator() != Estimator.PLAIN || shard.verdict() instanceof Verdict.Converged;
      return followed.isPresent() && follows && measured.isClearOfZero()
          ? measured.relativeError() * Math.abs(followed.getAsDouble() * unit(shard))
          : measured.standardError();
    }

    Row row(ShardResult shard) {
      return new Row(
          shard.ensemble().sigmaW(),
          measured(shard),
          new Estimate(amplitude.value() * unit(shard), error(shard, followed)),
          shard.vouchesFor(COUPLING));
    }
  }
}
