package wickstream.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import wickstream.physics.PowerLaw;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Estimate;
import wickstream.statistics.LineFit;

/**
 * The active flow of a coupling from one σ_W to the next: d log|u|/d log σ_W. By the {@link
 * wickstream.physics.ScalingIdentity} that is a power known beforehand plus the slope of u at σ_W =
 * 1 and points σ_W x.
 *
 * @param width N
 * @param coupling u4, u4Canonical, u6 or u6Canonical
 * @param from the smaller σ_W
 * @param to the larger σ_W
 * @param slope with its standard error; {@link Estimate#NONE} where the coupling changes its sign
 *     or a value is within three errors of zero
 * @param predicted that power, which is all for points small against 1/σ_W, of gauss with σ_b &gt;
 *     0 and of cos; empty for others
 * @param exact the same slope of the exact values; empty where these are not known or of both signs
 * @param isTrusted whether both shards can vouch for their errors
 */
public record LocalSlope(
    int width,
    String coupling,
    double from,
    double to,
    Estimate slope,
    OptionalDouble predicted,
    OptionalDouble exact,
    boolean isTrusted) {

  /** The couplings whose flow is looked at. */
  public static final List<String> COUPLINGS = List.of("u4", "u4Canonical", "u6", "u6Canonical");

  /** The slopes of all couplings between neighbouring shards of the same N: by N, then by σ_W. */
  public static List<LocalSlope> of(List<ShardResult> shards) {
    List<ShardResult> ordered =
        shards.stream()
            .sorted(
                Comparator.comparingInt(ShardResult::width)
                    .thenComparingDouble(shard -> shard.ensemble().sigmaW()))
            .toList();
    List<LocalSlope> slopes = new ArrayList<>();
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i - 1).width() == ordered.get(i).width()) {
        for (String coupling : COUPLINGS) {
          add(slopes, coupling, ordered.get(i - 1), ordered.get(i));
        }
      }
    }
    return slopes;
  }

  private static void add(
      List<LocalSlope> slopes, String coupling, ShardResult from, ShardResult to) {
    MeasuredValue first = from.couplings().get(coupling);
    MeasuredValue second = to.couplings().get(coupling);
    if (first == null || second == null || !first.isKnown() || !second.isKnown()) {
      return;
    }
    slopes.add(
        new LocalSlope(
            from.width(),
            coupling,
            from.ensemble().sigmaW(),
            to.ensemble().sigmaW(),
            slope(from.ensemble().sigmaW(), first, to.ensemble().sigmaW(), second),
            predicted(coupling, from),
            exact(from.ensemble().sigmaW(), first, to.ensemble().sigmaW(), second),
            from.vouchesFor(coupling) && to.vouchesFor(coupling)));
  }

  private static Estimate slope(double from, MeasuredValue start, double to, MeasuredValue end) {
    Estimate first = new Estimate(start.value(), start.standardError());
    Estimate second = new Estimate(end.value(), end.standardError());
    boolean hasLogarithm =
        first.value() * second.value() > 0 && first.isClearOfZero() && second.isClearOfZero();
    if (!hasLogarithm) {
      return Estimate.NONE;
    }
    double[] x = {StrictMath.log(from), StrictMath.log(to)};
    double[] y = {
      StrictMath.log(Math.abs(first.value())), StrictMath.log(Math.abs(second.value()))
    };
    double[] errors = {first.relativeError(), second.relativeError()};
    return LineFit.of(x, y, errors).slope();
  }

  private static OptionalDouble exact(
      double from, MeasuredValue first, double to, MeasuredValue second) {
    double ratio = second.exact().orElse(Double.NaN) / first.exact().orElse(Double.NaN);
    return ratio > 0 && Double.isFinite(ratio)
        ? OptionalDouble.of(StrictMath.log(ratio) / StrictMath.log(to / from))
        : OptionalDouble.empty();
  }

  /** The exponents of arXiv 2212.11811: u4 by eq. 8, u4/Z0² by eq. 13, u6/Z0³ below it. */
  private static OptionalDouble predicted(String coupling, ShardResult shard) {
    return Arrays.stream(PowerLaw.values())
        .filter(law -> law.quantity().equals(coupling))
        .findFirst()
        .orElseThrow()
        .ofSigmaW(shard.ensemble());
  }
}
