package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /** The sizes of a quantity that an axis must show: measured, ends of intervals, exact. */
  static Range sizes(ReportData findings, String quantity) {
    return Range.ofPositive(
        findings.result().shards().stream().flatMapToDouble(shard -> sizes(shard, quantity)));
  }

  private static DoubleStream sizes(ShardResult shard, String quantity) {
    DoubleStream measured =
        ReportData.value(shard, quantity).stream()
            .flatMapToDouble(
                value ->
                    DoubleStream.of(
                        Math.abs(value.value()), Math.abs(value.value()) + halfWidth(value)));
    return DoubleStream.concat(measured, ReportData.exact(shard, quantity).stream().map(Math::abs));
  }

  private static double halfWidth(MeasuredValue value) {
    return (value.high() - value.low()) / 2;
  }

  /** The value of a shard with its interval, crossed out where its error cannot be believed. */
  static Stream<Layer> measured(ShardResult shard, String quantity, double x, Style style) {
    return ReportData.value(shard, quantity).stream()
        .filter(value -> value.value() != 0)
        .flatMap(
            value -> {
              double size = Math.abs(value.value());
              Spot spot = new Spot(x, size);
              Stream<Layer> interval =
                  halfWidth(value) > 0 && halfWidth(value) < Double.POSITIVE_INFINITY
                      ? Stream.of(interval(x, size, halfWidth(value), style))
                      : Stream.empty();
              Stream<Layer> marker = Stream.of(Layers.marker(spot, style, value.value() > 0));
              Stream<Layer> cross =
                  !shard.vouchesFor(quantity) ? Stream.of(Layers.cross(spot)) : Stream.empty();
              return Stream.of(interval, marker, cross).flatMap(layers -> layers);
            });
  }

  private static Layer interval(double x, double size, double halfWidth, Style style) {
    return Layers.interval(
        x, Math.max(size - halfWidth, Double.MIN_NORMAL), size + halfWidth, style);
  }

  /** The exact values of shards as lines, which end where the sign changes. */
  static List<Layer> exact(
      List<ShardResult> shards, String quantity, ToDoubleFunction<ShardResult> x, Style style) {
    List<Layer> lines = new ArrayList<>();
    List<Spot> spots = new ArrayList<>();
    double sign = 0;
    for (ShardResult shard : shards) {
      OptionalDouble exact = ReportData.exact(shard, quantity);
      double next = Math.signum(exact.orElse(0));
      if (next != sign || next == 0) {
        lines.add(Layers.line(List.copyOf(spots), style.pen(), Part.LINE));
        spots.clear();
      }
      sign = next;
      if (sign != 0) {
        spots.add(new Spot(x.applyAsDouble(shard), Math.abs(exact.getAsDouble())));
      }
    }
    lines.add(Layers.line(List.copyOf(spots), style.pen(), Part.LINE));
    return lines;
  }

  /** Says what full, hollow and crossed-out marks are, as far as there are any. */
  static void explain(Legend legend, List<ShardResult> shards, String quantity) {
    Style plain = new Style(Ink.BLACK, Marker.CIRCLE, Pen.HAIR);
    List<MeasuredValue> values =
        shards.stream().flatMap(shard -> ReportData.value(shard, quantity).stream()).toList();
    String symbol = Symbols.of(quantity);
    if (values.stream().anyMatch(value -> value.value() > 0)) {
      legend.add(Sample.of(plain, true, Optional.empty()), symbol + " > 0");
    }
    if (values.stream().anyMatch(value -> value.value() < 0)) {
      legend.add(Sample.of(plain, false, Optional.empty()), symbol + " < 0");
    }
    if (shards.stream()
        .anyMatch(s -> ReportData.value(s, quantity).isPresent() && !s.vouchesFor(quantity))) {
      legend.add(Sample.crossed(plain), "error not to be trusted");
    }
    if (values.stream().anyMatch(value -> value.exact().isPresent())) {
      legend.add(Sample.line(Pen.solid(Ink.BLACK, 1)), "exact");
    }
  }

  /**
   * The power of σ_W that theory predicts for a coupling of a kernel that decays: d − 4 and d − 6
   * for u4 and u6 of eq. 8, 4 − d and 6 − 2d for the canonical ones.
   */
  static int slope(ReportData findings, String quantity) {
    return (int) law(quantity).leading(findings.config().dIn()).orElseThrow();
  }

  private static PowerLaw law(String quantity) {
    return Arrays.stream(PowerLaw.values())
        .filter(law -> law.quantity().equals(quantity))
        .findFirst()
        .orElseThrow();
  }

  /** That power and the one of the canonical coupling. */
  static String slopes(ReportData findings, String name) {
    return "%s, %s"
        .formatted(
            Symbols.number(slope(findings, name)),
            Symbols.number(slope(findings, name + "Canonical")));
  }

  /** The sentence that says that the predicted power does not hold; empty where it does. */
  static String whereNoLawHolds(ReportData findings, String name) {
    Ensemble ensemble = findings.config().ensemble(findings.sigmaW().get(0));
    OptionalDouble instead = law(name).withoutBiases(findings.config().dIn());
    boolean holds = law(name).ofSigmaW(ensemble).isPresent();
    return holds || !findings.has(name + "Canonical")
        ? ""
        : " At σ_b = 0, as here, the predicted law does not hold: the leading term cancels, the exact coupling goes as σ_W^%d, and a slope of %d in plain averages is that of their noise."
            .formatted((int) instead.orElseThrow(), slope(findings, name));
  }
}
