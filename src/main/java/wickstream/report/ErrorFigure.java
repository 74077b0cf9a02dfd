package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.config.StopCondition;
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

  private static final Pen TARGET = Pen.dashed(Ink.BLACK, 1.2);

  /** More lines could not be distinguished. */
  private static final int MAX_SHARDS = 24;

  private final ReportData reportData;
  private final List<Double> sigmaW;
  private final List<History> histories;

  private ErrorFigure(ReportData reportData) {
    this.reportData = reportData;
    this.sigmaW =
        SeriesSelection.spread(
            reportData.sigmaW(), Math.max(1, MAX_SHARDS / reportData.widths().size()));
    this.histories =
        reportData.shards().stream()
            .filter(shard -> sigmaW.contains(shard.result().ensemble().sigmaW()))
            .flatMap(this::history)
            .toList();
  }

  /** The errors of a shard from block to block; the last of its spots is where it stands. */
  private record History(ShardResult shard, List<Spot> spots) {
    Spot last() {
      return spots.get(spots.size() - 1);
    }
  }

  /** The figure, if any shard has an error. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    ErrorFigure figure = new ErrorFigure(reportData);
    return figure.histories.isEmpty() ? List.of() : List.of(figure.figure(lettering));
  }

  private Figure figure(Lettering lettering) {
    Picture picture =
        new Sheet(List.of(plot()), 1, HEIGHT, legend())
            .drawn(
                "error of %s against networks".formatted(reportData.target()),
                "The standard error of %s against the number of networks measured, on logarithmic axes: a line for each of %d shards, which ends at its marker."
                    .formatted(reportData.target(), histories.size()),
                lettering);
    return new Figure("errors", caption(), picture);
  }

  private Plot plot() {
    Range up = range(Spot::y);
    if (isRelative()) {
      up = up.with(target().orElse(up.least()));
    }
    Plot plot =
        new Plot(
            "",
            Axis.logarithmic(range(Spot::x), "number of networks"),
            Axis.logarithmic(up, title()));
    for (History history : histories) {
      Pen pen = reportData.styleOf(history.shard().width()).pen().ofWidth(0.8);
      plot.add(Layers.line(history.spots(), pen, Part.LINE));
    }
    target().ifPresent(error -> plot.add(Layers.level(error, TARGET)));
    for (History history : histories) {
      DataPoint point = DataPoint.bare(history.last(), true, isTrusted(history.shard()));
      plot.add(Layers.point(point, reportData.styleOf(history.shard().width())));
    }
    return plot;
  }

  private Range range(ToDoubleFunction<Spot> coordinate) {
    return Range.ofPositive(
        histories.stream().flatMap(history -> history.spots().stream()).mapToDouble(coordinate));
  }

  private boolean isTrusted(ShardResult shard) {
    return shard.vouchesFor(reportData.target());
  }

  private boolean isRelative() {
    StopCondition stop = reportData.config().stop();
    return stop.relativeError().isPresent() || stop.absoluteError().isEmpty();
  }

  private OptionalDouble target() {
    return isRelative()
        ? reportData.config().stop().relativeError()
        : reportData.config().stop().absoluteError();
  }

  private Stream<History> history(MeasuredShard measured) {
    ShardResult shard = measured.result();
    Optional<MeasuredValue> value = ReportData.value(shard, reportData.target());
    double unit = value.map(v -> unit(shard, v)).orElse(1.0);
    double error = value.map(MeasuredValue::standardError).orElse(Double.NaN) / unit;
    if (!isError(error)) {
      return Stream.empty();
    }
    List<Spot> spots = new ArrayList<>();
    int series = measured.series().indexOf(reportData.target());
    if (series >= 0 && !measured.totals().isPooled()) {
      errorsByBlock(measured.totals().blocks(), series, unit, spots);
    }
    spots.add(new Spot(shard.networks(), error));
    return Stream.of(new History(shard, spots));
  }

  private static boolean isError(double error) {
    return error > 0 && error < Double.POSITIVE_INFINITY;
  }

  /** The errors with the first block, the first two, and so on until the last but one. */
  private static void errorsByBlock(List<Block> blocks, int series, double unit, List<Spot> spots) {
    CentralMoments sum = CentralMoments.EMPTY;
    for (Block block : blocks.subList(0, blocks.size() - 1)) {
      sum = sum.plus(block.sums().series().get(series));
      double error = sum.estimate().standardError() / unit;
      if (isError(error)) {
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
    String symbol = Symbols.of(reportData.target());
    return isRelative()
        ? "standard error of %s / |%s|".formatted(symbol, symbol)
        : "standard error of " + symbol;
  }

  private Legend legend() {
    Legend legend = reportData.legend(reportData.widths(), style -> Sample.of(style, style.pen()));
    target().ifPresent(error -> legend.add(Sample.line(TARGET), "target " + Symbols.number(error)));
    return legend.addIf(
        !histories.stream().map(History::shard).allMatch(this::isTrusted),
        Sample.crossed(),
        "error not to be trusted");
  }

  private String caption() {
    return "Standard error of %s%s against the number of networks, a line for each shard (estimator: %s). Honest errors fall as one over the root of their number; jumps are single networks that outweigh all before them.%s%s"
        .formatted(
            reportData.target(),
            isRelative()
                ? " relative to its value (the exact one, if known, where the target was not reached)"
                : "",
            reportData.config().estimator().label(),
            ofSeveralLayers(),
            sigmaW.size() < reportData.sigmaW().size()
                ? " Shown for σ_W = %s."
                    .formatted(
                        sigmaW.stream().map(Symbols::plain).collect(Collectors.joining(", ")))
                : "");
  }

  private String ofSeveralLayers() {
    return reportData.config().depth() > 1 && reportData.target().equals("u4")
        ? " Of several layers u4 has products of averages as well: marks are from the jackknife, which counts them; lines leave them out."
        : "";
  }
}
