package wickstream.report;

import static wickstream.statistics.TailDiagnosis.MAX_VARIANCE_OF_VARIANCE;
import static wickstream.statistics.TailDiagnosis.MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE;
import static wickstream.statistics.TailDiagnosis.SHAPE_OF_CONCERN;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.Stream;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;

/**
 * How heavy the tails of the contributions to the target are, shard by shard, and what is too much.
 */
final class TailFigure {
  private static final double HEIGHT = 300;

  private final ReportData reportData;
  private final List<ShardResult> shards;

  private TailFigure(ReportData reportData) {
    this.reportData = reportData;
    this.shards =
        reportData.result().shards().stream()
            .filter(shard -> shard.tail().varianceOfVariance() > 0)
            .toList();
  }

  /** The figure, if any shard was examined. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    TailFigure figure = new TailFigure(reportData);
    return figure.shards.isEmpty() ? List.of() : List.of(figure.figure(lettering));
  }

  private Figure figure(Lettering lettering) {
    Range variances =
        Range.ofPositive(shards.stream().mapToDouble(shard -> shard.tail().varianceOfVariance()))
            .with(MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE / 3)
            .with(MAX_VARIANCE_OF_VARIANCE * 3);
    Range shapes =
        Range.of(shards.stream().mapToDouble(shard -> shard.tail().shape()))
            .with(0)
            .with(SHAPE_OF_CONCERN + 0.3);
    Plot plot =
        new Plot(
            "",
            Axis.logarithmic(variances, "variance of variance"),
            Axis.linear(shapes, "tail shape *k̂*"));
    plot.add(TailFigure::region);
    for (ShardResult shard : shards) {
      plot.add(Layers.point(point(shard, shapes), reportData.styleOf(shard.width())));
    }
    Picture picture =
        new Sheet(List.of(plot), 1, HEIGHT, legend())
            .drawn(
                "tails of the contributions to " + reportData.target(), description(), lettering);
    return new Figure("tails", caption(), picture);
  }

  private String description() {
    long heavy = shards.stream().filter(TailFigure::hasHeavyTail).count();
    long others = shards.stream().filter(shard -> shard.tail().isHeavy()).count() - heavy;
    return "Tail shape against variance of variance of the contributions to %s for %d shards; %d of them %s%s."
        .formatted(
            reportData.target(),
            shards.size(),
            heavy,
            heavy == 1 ? "has a heavy tail" : "have heavy tails",
            others == 0
                ? ""
                : "; %d %s cannot vouch for %s for another reason"
                    .formatted(
                        others,
                        others == 1 ? "other" : "others",
                        others == 1 ? "its error" : "their errors"));
  }

  /** Where errors are not believed is grey, with its border dashed. */
  private static Stream<Mark> region(Frame frame) {
    Path2D border = frame.path(border(frame));
    Path2D region = new Path2D.Double(border);
    region.lineTo(frame.area().getMaxX(), frame.area().getMaxY());
    region.lineTo(frame.area().getMaxX(), frame.area().getMinY());
    region.closePath();
    return Stream.of(
        new Mark.Filled(Part.REGION, region, Ink.PALE),
        new Mark.Drawn(Part.GUIDE, border, Pen.dashed(Ink.BLACK, 1)));
  }

  private static List<Spot> border(Frame frame) {
    return List.of(
        new Spot(MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE, frame.y().last()),
        new Spot(MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE, SHAPE_OF_CONCERN),
        new Spot(MAX_VARIANCE_OF_VARIANCE, SHAPE_OF_CONCERN),
        new Spot(MAX_VARIANCE_OF_VARIANCE, frame.y().first()));
  }

  /** By the tail alone, so within the grey region. */
  private static boolean hasHeavyTail(ShardResult shard) {
    TailDiagnosis tail = shard.tail();
    return new TailDiagnosis(tail.varianceOfVariance(), tail.shape()).isHeavy();
  }

  private static boolean isFitted(ShardResult shard) {
    return !Double.isNaN(shard.tail().shape());
  }

  private static DataPoint point(ShardResult shard, Range shapes) {
    TailDiagnosis tail = shard.tail();
    double shape = isFitted(shard) ? tail.shape() : shapes.least();
    return DataPoint.bare(
        new Spot(tail.varianceOfVariance(), shape), isFitted(shard), !tail.isHeavy());
  }

  private Legend legend() {
    return reportData
        .legend(reportData.widths(), Sample::of)
        .add(Sample.box(Ink.PALE), "errors not to be trusted")
        .addIf(
            !shards.stream().allMatch(TailFigure::isFitted),
            Sample.plain(false),
            "*k̂* could not be fitted");
  }

  private String caption() {
    return "Each marker is a shard. The square root of the variance of variance is the relative error of the variance itself; k̂ is the shape of a generalised Pareto distribution fitted to the largest contributions to %s. In the grey region (variance of variance above %s, or above %s with k̂ of at least %s) the contributions cannot vouch for their own error. A cross outside it marks a shard that cannot vouch for its error for another reason, which its verdict gives."
        .formatted(
            reportData.target(),
            MAX_VARIANCE_OF_VARIANCE,
            MAX_VARIANCE_OF_VARIANCE_WITH_SHAPE,
            SHAPE_OF_CONCERN);
  }
}
