package wickstream.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures, each by its own class: to add one, add its class here. */
final class Gallery {
  private static final List<BiFunction<ReportData, Lettering, List<Figure>>> FIGURES =
      List.of(
          DeviationFigure::of,
          CouplingFigure::of,
          WidthFigure::of,
          VertexFigure::of,
          PassiveFlowFigure::of,
          SlopeFigure::of,
          WetterichFigure::of,
          DepthFlowFigure::of,
          TrainedMeanFigure::of,
          TrainedConnectedFigure::of,
          TrainedFlowFigure::of,
          TrainedRemainderFigure::of,
          ErrorFigure::of,
          TailFigure::of);

  private Gallery() {}

  /** The figures that some findings allow, with captions that say where they come from. */
  static Stream<Figure> of(ReportData reportData, Lettering lettering) {
    return FIGURES.stream()
        .flatMap(figure -> figure.apply(reportData, lettering).stream())
        .map(figure -> figure.from(origin(reportData)));
  }

  private static String origin(ReportData reportData) {
    return "Campaign %s, seed %s, Wickstream %s."
        .formatted(
            reportData.config().name(),
            reportData.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            reportData.result().version());
  }
}
