package wickstream.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import wickstream.config.CampaignConfig;
import wickstream.physics.exact.Theory;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.MeasuredCampaign;
import wickstream.results.MeasuredShard;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;

/**
 * What a report is made from.
 *
 * @param result what was found
 * @param shards the same shards beside what they were made of, in the same order
 * @param seeds under which they were measured: one, unless runs were merged
 * @param fits power laws of the results
 * @param theories the theory of each σ_W
 */
public record ReportData(
    CampaignResult result,
    List<MeasuredShard> shards,
    List<Long> seeds,
    List<Fit> fits,
    DoubleFunction<Theory> theories) {

  public ReportData {
    shards = List.copyOf(shards);
    seeds = List.copyOf(seeds);
    fits = List.copyOf(fits);
  }

  /**
   * Of what a campaign found.
   *
   * @param theories the theory of each σ_W
   */
  public static ReportData of(MeasuredCampaign measured, DoubleFunction<Theory> theories) {
    return new ReportData(
        measured.result(), measured.shards(), measured.seeds(), measured.result().fits(), theories);
  }

  CampaignConfig config() {
    return result.config();
  }

  /** The widths from the smallest. */
  List<Integer> widths() {
    return config().widths().stream().sorted().toList();
  }

  /** The σ_W from the smallest. */
  List<Double> sigmaW() {
    return config().sigmaW().stream().sorted().toList();
  }

  /** The shards of a width, from the smallest σ_W. */
  List<ShardResult> ofWidth(int width) {
    return result.shards().stream()
        .filter(shard -> shard.width() == width)
        .sorted((a, b) -> Double.compare(a.ensemble().sigmaW(), b.ensemble().sigmaW()))
        .toList();
  }

  /** The shards of a σ_W, from the smallest width. */
  List<ShardResult> ofSigmaW(double sigmaW) {
    return result.shards().stream()
        .filter(shard -> shard.ensemble().sigmaW() == sigmaW)
        .sorted((a, b) -> Integer.compare(a.width(), b.width()))
        .toList();
  }

  /** How a series of a width looks: the same in all figures. */
  Style styleOf(int width) {
    return Style.of(widths().indexOf(width));
  }

  /** A legend that begins with some widths. */
  Legend legend(List<Integer> widths, Function<Style, Sample> sample) {
    Legend legend = new Legend();
    widths.forEach(n -> legend.add(sample.apply(styleOf(n)), Symbols.N + " = " + n));
    return legend;
  }

  /** What the intervals of values are. */
  String interval() {
    return "interval at %s %%".formatted(Symbols.plain(100 * config().stop().confidence()));
  }

  /** The name of the quantity that was asked for. */
  String target() {
    return config().stop().quantity();
  }

  /** A quantity of a shard, if it was measured. */
  static Optional<MeasuredValue> value(ShardResult shard, String quantity) {
    return shard.value(quantity).filter(value -> Double.isFinite(value.value()));
  }

  /** The exact value of a quantity, whether it was measured or not. */
  static OptionalDouble exact(ShardResult shard, String quantity) {
    return shard.value(quantity).map(MeasuredValue::exact).orElse(OptionalDouble.empty());
  }

  /** What theory says of a quantity to leading order in 1/N, where there is no exact value. */
  static OptionalDouble theory(ShardResult shard, String quantity) {
    return shard.value(quantity).stream()
        .filter(value -> value.exact().isEmpty())
        .flatMap(value -> value.theory().stream())
        .mapToDouble(TheoryValue::value)
        .findFirst();
  }

  /** Whether a power law was fitted to the whole grid, not to a line of it. */
  boolean isOfAll(Fit fit) {
    return fit.variable().equals("sigmaW")
        ? fit.width().isEmpty() || config().widths().size() == 1
        : fit.sigmaW().isEmpty() || config().sigmaW().size() == 1;
  }

  /** Whether any shard has a value of a quantity. */
  boolean has(String quantity) {
    return result.shards().stream().anyMatch(shard -> value(shard, quantity).isPresent());
  }

  /** The couplings that some shard has. */
  List<String> couplings() {
    return names(ShardResult::couplings);
  }

  /** The deviations that some shard has. */
  List<String> deviations() {
    return names(ShardResult::deviations);
  }

  /** The connected functions that some shard has. */
  List<String> connected() {
    return names(ShardResult::connected);
  }

  /** The functions of trained networks that some shard has, by their names, at all times. */
  List<String> trained() {
    return names(ShardResult::trainedMeans);
  }

  private List<String> names(Function<ShardResult, Map<String, MeasuredValue>> values) {
    return result.shards().stream()
        .map(values)
        .map(Map::keySet)
        .flatMap(Collection::stream)
        .distinct()
        .filter(this::has)
        .toList();
  }
}
