package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import wickstream.physics.Ensemble;
import wickstream.physics.PowerLaw;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * How couplings of either sign are drawn on logarithmic axes: their size, full where they are above
 * zero and hollow where below.
 */
final class Couplings {
  private Couplings() {}

  /** A plot of a coupling and, where it was measured, one of the canonical coupling. */
  static List<Plot> plots(String name, boolean isCanonical, BiFunction<String, String, Plot> plot) {
    Plot sampled = plot.apply(name, "field as sampled");
    return isCanonical
        ? List.of(sampled, plot.apply(name + "Canonical", "field canonically normalised"))
        : List.of(sampled);
  }

  /**
   * An axis for all sizes of a quantity: measured, with ends of intervals, and exact or theory's.
   */
  static Axis axis(ReportData reportData, String quantity) {
    DoubleStream sizes =
        reportData.result().shards().stream()
            .flatMapToDouble(
                shard ->
                    DoubleStream.concat(
                        point(shard, quantity, 0).stream().flatMapToDouble(DataPoint::upperRange),
                        DoubleStream.concat(
                                ReportData.exact(shard, quantity).stream(),
                                ReportData.theory(shard, quantity).stream())
                            .map(Math::abs)));
    return Axis.logarithmic(Range.ofPositive(sizes), Symbols.magnitude(quantity));
  }

  private static Optional<DataPoint> point(ShardResult shard, String quantity, double x) {
    return ReportData.value(shard, quantity)
        .map(
            value ->
                DataPoint.sizeOf(
                    x,
                    value.value(),
                    (value.high() - value.low()) / 2,
                    shard.vouchesFor(quantity)));
  }

  /** The value of a shard with its interval, unless it is zero. */
  static Optional<Layer> measured(ShardResult shard, String quantity, double x, Style style) {
    return point(shard, quantity, x)
        .filter(point -> point.y() > 0)
        .map(point -> Layers.point(point, style));
  }

  /**
   * The exact values of shards as lines, and in short dashes what theory says where there are none.
   */
  static List<Layer> known(
      List<ShardResult> shards, String quantity, ToDoubleFunction<ShardResult> x, Pen pen) {
    return Stream.concat(
            lines(shards, x, shard -> ReportData.exact(shard, quantity), pen),
            lines(
                shards,
                x,
                shard -> ReportData.theory(shard, quantity),
                theory(pen.ink(), pen.stroke().getLineWidth())))
        .toList();
  }

  /** The line of theory to leading order in 1/N. */
  static Pen theory(Ink ink, double width) {
    return Pen.of(ink, width, 3, 2);
  }

  private static Stream<Layer> lines(
      List<ShardResult> shards,
      ToDoubleFunction<ShardResult> x,
      Function<ShardResult, OptionalDouble> number,
      Pen pen) {
    List<Spot> spots =
        shards.stream()
            .map(shard -> new Spot(x.applyAsDouble(shard), number.apply(shard).orElse(0)))
            .toList();
    return sizes(spots).stream().map(line -> Layers.line(line, pen, Part.LINE));
  }

  /** Lines through the sizes of numbers, which end where the sign changes, and where there is 0. */
  static List<List<Spot>> sizes(List<Spot> spots) {
    List<List<Spot>> lines = new ArrayList<>();
    double sign = 0;
    for (Spot spot : spots) {
      if (Math.signum(spot.y()) != sign) {
        lines.add(new ArrayList<>());
        sign = Math.signum(spot.y());
      }
      if (sign != 0) {
        lines.get(lines.size() - 1).add(new Spot(spot.x(), Math.abs(spot.y())));
      }
    }
    return lines;
  }

  /** Says what full, hollow and crossed-out marks are, as far as there are any. */
  static void explain(
      Legend legend, ReportData reportData, List<ShardResult> shards, String quantity) {
    List<MeasuredValue> values =
        shards.stream().flatMap(shard -> ReportData.value(shard, quantity).stream()).toList();
    String symbol = Symbols.of(quantity);
    legend
        .addIf(values.stream().anyMatch(v -> v.value() > 0), Sample.plain(true), symbol + " > 0")
        .addIf(values.stream().anyMatch(v -> v.value() < 0), Sample.plain(false), symbol + " < 0")
        .addIf(
            shards.stream()
                .anyMatch(
                    s -> ReportData.value(s, quantity).isPresent() && !s.vouchesFor(quantity)),
            Sample.crossed(),
            "error not to be trusted")
        .addBars(!values.isEmpty(), Sample.bar(), reportData.interval())
        .addIf(
            values.stream().anyMatch(v -> v.exact().isPresent()),
            Sample.line(Pen.solid(Ink.BLACK, 1)),
            "exact")
        .addIf(
            hasTheory(shards, quantity),
            Sample.line(theory(Ink.BLACK, 1)),
            "theory, order 1/" + Symbols.N);
  }

  private static boolean hasTheory(List<ShardResult> shards, String quantity) {
    return shards.stream().anyMatch(shard -> ReportData.theory(shard, quantity).isPresent());
  }

  /**
   * What the values stand beside, in a caption.
   *
   * @param exact how exact values are called
   */
  static String knownBeside(List<ShardResult> shards, String quantity, String exact) {
    return hasTheory(shards, quantity) ? "theory to leading order in 1/N (short dashes)" : exact;
  }

  /**
   * The power of σ_W of the scaling identity for a coupling of a kernel that decays: d − 4 and d −
   * 6 for u4 and u6 of eq. 8, 4 − d and 6 − 2d for the canonical ones.
   */
  static int slope(ReportData reportData, String quantity) {
    return (int) law(quantity).leading(reportData.config().dIn()).orElseThrow();
  }

  private static PowerLaw law(String quantity) {
    return Arrays.stream(PowerLaw.values())
        .filter(law -> law.quantity().equals(quantity))
        .findFirst()
        .orElseThrow();
  }

  /** That power and the one of the canonical coupling. */
  static String slopes(ReportData reportData, String name) {
    return "%s, %s"
        .formatted(
            Symbols.number(slope(reportData, name)),
            Symbols.number(slope(reportData, name + "Canonical")));
  }

  /** The sentence that says that the predicted power does not hold; empty where it does. */
  static String whereNoLawHolds(ReportData reportData, String name) {
    Ensemble ensemble = reportData.config().ensemble(reportData.sigmaW().get(0));
    OptionalDouble instead = law(name).withoutBiases(reportData.config().dIn());
    boolean holds = law(name).ofSigmaW(ensemble).isPresent();
    return holds || !reportData.has(name + "Canonical")
        ? ""
        : " At σ_b = 0, as here, no points are small enough for it: the leading term cancels, the exact coupling goes as σ_W^%d, and a slope of %d in plain averages is that of their noise."
            .formatted((int) instead.orElseThrow(), slope(reportData, name));
  }
}
