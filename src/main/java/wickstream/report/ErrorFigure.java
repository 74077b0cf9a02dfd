package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import wickstream.results.MeasuredShard;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Block;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Verdict;

/**
 * The standard error of the target against the number of networks, as it fell from block to block
 * of the networks that are kept: for every shard, or for some σ_W where there are many.
 */
final class ErrorFigure {
  private static final double HEIGHT = 330;

  /** More lines could not be told apart. */
  private static final int MOST_SHARDS = 24;

  private final ReportData findings;
  private final List<Double> sigmaW;

  private ErrorFigure(ReportData findings) {
    this.findings = findings;
    this.sigmaW =
        SeriesSelection.spread(
            findings.sigmaW(), Math.max(1, MOST_SHARDS / findings.widths().size()));
  }

  /** The way of a shard: the last of its spots is where it stands. */
  private record Way(ShardResult shard, List<Spot> spots) {
    Spot last() {
      return spots.get(spots.size() - 1);
    }
  }

  /** The figure, if any shard has an error. */
  static List<Figure> of(ReportData findings, Lettering lettering) {
    return new ErrorFigure(findings).figure(lettering).stream().toList();
  }

  private Optional<Figure> figure(Lettering lettering) {
    List<Way> ways =
        findings.shards().stream()
            .filter(shard -> sigmaW.contains(shard.result().ensemble().sigmaW()))
            .map(this::way)
            .flatMap(Optional::stream)
            .toList();
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    Range across = range(ways, true);
    Range up = range(ways, false);
    if (isRelative()) {
      up = up.with(target().orElse(up.least()));
    }
    Plot plot =
        new Plot(
            Label.EMPTY,
            Axis.of(LogScale.around(across), "number of networks"),
            Axis.of(LogScale.around(up), title()));
    ways.forEach(way -> plot.add(path(way)));
    target().ifPresent(error -> plot.add(Layers.level(error, Pen.dashed(Ink.BLACK, 1.2))));
    for (Way way : ways) {
      plot.add(Layers.marker(way.last(), findings.styleOf(way.shard().width()), true));
      if (!way.shard().vouchesFor(findings.target())) {
        plot.add(Layers.cross(way.last()));
      }
    }
    Drawing drawing =
        new Sheet(List.of(plot), 1, HEIGHT, legend(ways))
            .drawn(
                "error of %s against networks".formatted(findings.target()),
                "The standard error of %s against the number of networks measured, on logarithmic axes: a line for each of %d shards, which ends at its marker."
                    .formatted(findings.target(), ways.size()),
                lettering);
    return Optional.of(new Figure("errors", caption(), drawing));
  }

  private static Range range(List<Way> ways, boolean horizontal) {
    return Range.ofPositive(
        ways.stream()
            .flatMap(way -> way.spots().stream())
            .mapToDouble(spot -> horizontal ? spot.x() : spot.y()));
  }

  private boolean isRelative() {
    return findings.config().stop().relativeError().isPresent();
  }

  private OptionalDouble target() {
    return isRelative()
        ? findings.config().stop().relativeError()
        : findings.config().stop().absoluteError();
  }

  private Layer path(Way way) {
    Style style = findings.styleOf(way.shard().width());
    Pen thin = new Pen(style.ink(), 0.8, style.pen().dashes());
    return Layers.line(way.spots(), thin, Part.LINE);
  }

  private Optional<Way> way(MeasuredShard measured) {
    ShardResult shard = measured.result();
    Optional<MeasuredValue> value = ReportData.value(shard, findings.target());
    if (value.isEmpty() || !(value.get().standardError() > 0)) {
      return Optional.empty();
    }
    double unit = unit(shard, value.get());
    List<Spot> spots = new ArrayList<>();
    int series = measured.series().indexOf(findings.target());
    if (series >= 0 && !measured.totals().isPooled()) {
      existingRun(measured.totals().blocks(), series, unit, spots);
    }
    double error = value.get().standardError() / unit;
    if (!(error > 0) || !Double.isFinite(error)) {
      return Optional.empty();
    }
    spots.add(new Spot(shard.networks(), error));
    return Optional.of(new Way(shard, spots));
  }

  /** The errors with the first block, the first two, and so on until the last but one. */
  private static void existingRun(List<Block> blocks, int series, double unit, List<Spot> spots) {
    CentralMoments sum = CentralMoments.EMPTY;
    for (Block block : blocks.subList(0, blocks.size() - 1)) {
      sum = sum.plus(block.sums().series().get(series));
      double error = sum.estimate().standardError() / unit;
      if (error > 0 && Double.isFinite(error)) {
        spots.add(new Spot(sum.count(), error));
      }
    }
  }

  /**
   * Errors are relative to the measured value, by which the stopping rule judges; where it has not
   * been reached, which may be all noise, to the exact one if that is known.
   */
  private double unit(ShardResult shard, MeasuredValue value) {
    if (!isRelative()) {
      return 1;
    }
    boolean isReached = shard.verdict() instanceof Verdict.Converged;
    return Math.abs(isReached ? value.value() : value.exact().orElse(value.value()));
  }

  private String title() {
    String symbol = Symbols.of(findings.target());
    return isRelative()
        ? "standard error of %s / |%s|".formatted(symbol, symbol)
        : "standard error of " + symbol;
  }

  private Legend legend(List<Way> ways) {
    Legend legend = new Legend();
    for (int width : findings.widths()) {
      Style style = findings.styleOf(width);
      legend.add(Sample.of(style, true, Optional.of(style.pen())), Symbols.N + " = " + width);
    }
    target()
        .ifPresent(
            error ->
                legend.add(
                    Sample.line(Pen.dashed(Ink.BLACK, 1.2)), "target " + Symbols.number(error)));
    if (ways.stream().anyMatch(way -> !way.shard().vouchesFor(findings.target()))) {
      Style plain = new Style(Ink.BLACK, Marker.CIRCLE, Pen.HAIR);
      legend.add(Sample.crossed(plain), "error not to be trusted");
    }
    return legend;
  }

  private String caption() {
    return "Standard error of %s%s against the number of networks, a line for each shard (estimator: %s). Honest errors fall as one over the root of their number; jumps are single networks that outweigh all before them.%s"
        .formatted(
            findings.target(),
            isRelative()
                ? " relative to its value (the exact one, if known, where the target was not reached)"
                : "",
            findings.config().estimator().label(),
            sigmaW.size() < findings.sigmaW().size()
                ? " Shown for σ_W = %s."
                    .formatted(
                        sigmaW.stream().map(Symbols::plain).collect(Collectors.joining(", ")))
                : "");
  }
}
