package wickstream.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wickstream.physics.Wetterich;
import wickstream.statistics.Estimate;
import wickstream.statistics.LineFit;
import wickstream.store.ShardResult;
import wickstream.store.Value;

/**
 * The strength α of the regulator with which Wetterich's equation at order zero describes the
 * couplings of one N (arXiv 2212.11811, eq. 13): u4/Z0² is proportional to (1−α)/α, which is fitted
 * to all σ_W by weighted least squares.
 *
 * @param width N
 * @param amplitude (1−α)/α, with its standard error
 * @param chiSquare χ² of the fit
 * @param degreesOfFreedom the number of σ_W that were fitted, less 1
 * @param rows measurement beside prediction, by σ_W, also of shards that were left out
 */
public record AlphaFit(
    int width, Estimate amplitude, double chiSquare, int degreesOfFreedom, List<Row> rows) {
  /** A χ² less likely than this is no chance. */
  public static final double UNLIKELY = 1e-3;

  private static final String COUPLING = "u4Canonical";

  /**
   * One σ_W.
   *
   * @param sigmaW σ_W
   * @param measured u4/Z0², with its standard error
   * @param predicted with the fitted α; NaN where none was
   * @param isFitted false if nothing vouches for the error
   */
  public record Row(double sigmaW, Estimate measured, double predicted, boolean isFitted) {

    /** (measured − predicted)/error. */
    public double pull() {
      return (measured.value() - predicted) / measured.standardError();
    }
  }

  public AlphaFit {
    rows = List.copyOf(rows);
  }

  /** A fit for every N that measured u4Canonical, the smallest N first. */
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
    Value value = shard.couplings().get(COUPLING);
    return value != null && value.isKnown();
  }

  private static AlphaFit fit(int width, List<ShardResult> shards) {
    List<ShardResult> trusted =
        shards.stream().filter(shard -> shard.vouchesFor(COUPLING)).toList();
    Estimate amplitude = amplitude(trusted);
    List<Row> rows = shards.stream().map(shard -> row(shard, amplitude.value())).toList();
    double chiSquare =
        rows.stream().filter(Row::isFitted).mapToDouble(row -> row.pull() * row.pull()).sum();
    return new AlphaFit(width, amplitude, chiSquare, Math.max(0, trusted.size() - 1), rows);
  }

  /** The weighted mean of what every σ_W says of (1−α)/α. */
  private static Estimate amplitude(List<ShardResult> shards) {
    double sum = 0;
    double weights = 0;
    for (ShardResult shard : shards) {
      Estimate one = measured(shard).times(1 / unit(shard));
      double weight = 1 / (one.standardError() * one.standardError());
      sum += weight * one.value();
      weights += weight;
    }
    return weights == 0 ? Estimate.NONE : new Estimate(sum / weights, 1 / Math.sqrt(weights));
  }

  private static Row row(ShardResult shard, double amplitude) {
    return new Row(
        shard.ensemble().sigmaW(),
        measured(shard),
        amplitude * unit(shard),
        shard.vouchesFor(COUPLING));
  }

  private static Estimate measured(ShardResult shard) {
    Value value = shard.couplings().get(COUPLING);
    return new Estimate(value.value(), value.standardError());
  }

  private static double unit(ShardResult shard) {
    return Wetterich.unit(shard.ensemble().dIn(), shard.ensemble().sigmaW());
  }

  /** α = 1/(1 + amplitude), with its standard error; none where that is not above 0. */
  public Estimate alpha() {
    double inverse = 1 + amplitude.value();
    return inverse > 0
        ? new Estimate(1 / inverse, amplitude.standardError() / (inverse * inverse))
        : Estimate.NONE;
  }

  /** The probability of a χ² as large or larger if eq. 13 holds; NaN for a single σ_W. */
  public double probability() {
    return LineFit.upperTail(chiSquare, degreesOfFreedom);
  }

  /** Whether so large a χ² speaks against eq. 13; false for a single σ_W. */
  public boolean isRefuted() {
    return probability() < UNLIKELY;
  }
}
