package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.flow.FlowCoupling;
import wickstream.flow.MeasuredStart;
import wickstream.flow.ResampledFlow;
import wickstream.flow.Wetterich;
import wickstream.results.ShardResult;
import wickstream.statistics.NumberText;

/**
 * The passive flow of u2, u4 and u6 with the scale k (arXiv 2108.01403, eqs. 62–66) from what the
 * shards of one σ_W measured, with their errors: a panel for each coupling, a line for each width.
 */
final class PassiveFlowFigure {
  private static final double HEIGHT = 260;
  private static final int MAX_FIGURES = 3;
  private static final int MAX_SERIES = 6;

  /** Enough for the ends of a band: they are wrong by a tenth of an error. */
  private static final int DRAWS = 200;

  private static final int POINTS = 101;

  /** The first and the last k in units of √u2(0): between them happens most of what does. */
  private static final double FIRST = 0.1;

  private static final double LAST = 10;

  /** On each line, to distinguish it without colour. */
  private static final int MARKERS = 4;

  private final ReportData reportData;
  private final double sigmaW;
  private final int possible;
  private final Map<Integer, String> leftOut;
  private final List<FlowLine> lines = new ArrayList<>();

  private PassiveFlowFigure(ReportData reportData, PassiveStarts from) {
    this.reportData = reportData;
    this.sigmaW = from.sigmaW();
    this.possible = from.starts().size();
    this.leftOut = new TreeMap<>(from.leftOut());
    SeriesSelection.spread(from.starts(), MAX_SERIES).forEach(this::follow);
  }

  private void follow(MeasuredStart start) {
    double[] scales =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> unit() * FIRST * Math.pow(LAST / FIRST, i / (POINTS - 1.0)))
            .toArray();
    try {
      ResampledFlow flow = ResampledFlow.of(start, scales, DRAWS, ResampledFlow.SEED);
      lines.add(new FlowLine(flow, reportData.styleOf(start.width())));
    } catch (ArithmeticException | IllegalArgumentException e) {
      leftOut.put(start.width(), "cannot be followed: " + e.getMessage());
    }
  }

  /** √u2(0). */
  private double unit() {
    return Wetterich.scale(reportData.config().dIn(), sigmaW);
  }

  /** A figure for the smallest, the middle and the largest σ_W from which a flow can start. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    List<PassiveStarts> possible =
        reportData.sigmaW().stream()
            .map(sigmaW -> PassiveStarts.of(sigmaW, reportData.ofSigmaW(sigmaW)))
            .filter(from -> !from.starts().isEmpty())
            .toList();
    return SeriesSelection.spread(possible, MAX_FIGURES).stream()
        .map(from -> new PassiveFlowFigure(reportData, from))
        .filter(figure -> !figure.lines.isEmpty())
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  /** Why no passive flow of the couplings is drawn; empty if one is, or if there are none. */
  static Optional<String> absence(ReportData reportData) {
    List<ShardResult> shards = reportData.result().shards();
    if (!reportData.has("u4") || shards.stream().anyMatch(s -> PassiveStarts.whyNot(s).isEmpty())) {
      return Optional.empty();
    }
    Map<String, Long> reasons =
        shards.stream()
            .map(shard -> PassiveStarts.whyNot(shard).orElseThrow())
            .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
    return Optional.of(
        reasons.entrySet().stream()
            .map(
                entry ->
                    "%s (%d of %d shards)"
                        .formatted(entry.getKey(), entry.getValue(), shards.size()))
            .collect(Collectors.joining("; ", "No passive flow is drawn: ", ".")));
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = Arrays.stream(FlowCoupling.values()).map(this::plot).toList();
    Picture picture =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "passive flow at σ_W = " + Symbols.plain(sigmaW),
                "The couplings u2, u4 and u6 against the scale k, a panel for each of them and a line with its error for each width N: %s."
                    .formatted(widths()),
                lettering);
    return new Figure("flow-passive-sigma-w-" + Symbols.plain(sigmaW), caption(), picture);
  }

  private List<Integer> widths() {
    return lines.stream().map(line -> line.flow().start().width()).toList();
  }

  private Plot plot(FlowCoupling coupling) {
    Plot plot =
        new Plot(
            "",
            Axis.logarithmic(new Range(unit() * FIRST, unit() * LAST), "scale *k*"),
            Axis.of(scale(coupling), title(coupling)));
    for (FlowLine line : lines) {
      plot.add(Layers.band(line.low(coupling), line.high(coupling), Ink.PALE));
    }
    for (FlowLine line : lines) {
      plot.add(Layers.line(line.central(coupling), pen(line.style()), Part.LINE));
      Pen blowUp = Pen.dotted(line.style().ink(), 1.2);
      line.flow().central().blowUp().ifPresent(k -> plot.add(Layers.upright(k, blowUp)));
    }
    for (int i = 0; i < lines.size(); i++) {
      markers(coupling, i).forEach(plot::add);
    }
    return plot;
  }

  private static Pen pen(Style style) {
    return style.pen().ofWidth(1.4);
  }

  private static String title(FlowCoupling coupling) {
    return switch (coupling) {
      case U2 -> "|*u*_{2}(*k*) − *u*_{2}(0)| / *u*_{2}(0)";
      case U4 -> "*u*_{4}(*k*) / |*u*_{4}(0)|";
      case U6 -> "*u*_{6}(*k*) *u*_{2}(0) / *u*_{4}(0)^{2}";
    };
  }

  private Scale scale(FlowCoupling coupling) {
    return coupling == FlowCoupling.U2
        ? LogScale.around(Range.ofPositive(values(line -> line.central(coupling).stream())))
        : LinearScale.around(range(coupling));
  }

  /**
   * The lines, the bands where they begin, for there they are the errors that were measured, and
   * what else of the bands is not much farther away.
   */
  private Range range(FlowCoupling coupling) {
    DoubleStream starts =
        values(
            line ->
                Stream.of(line.low(coupling), line.high(coupling))
                    .flatMap(s -> s.stream().limit(1)));
    Range near =
        Range.of(DoubleStream.concat(starts, values(line -> line.tame(coupling).stream())));
    double room = near.most() - near.least();
    Range far =
        Range.of(
            values(
                line -> Stream.of(line.low(coupling), line.high(coupling)).flatMap(List::stream)));
    return near.with(Math.max(near.least() - room, Math.min(near.most(), far.least())))
        .with(Math.min(near.most() + room, Math.max(near.least(), far.most())));
  }

  private DoubleStream values(Function<FlowLine, Stream<Spot>> spots) {
    return lines.stream().flatMap(spots).mapToDouble(Spot::y);
  }

  /** Some along the line, full where it is not a change of u2 below zero, and its zeros. */
  private Stream<Layer> markers(FlowCoupling coupling, int index) {
    FlowLine line = lines.get(index);
    List<Spot> spots = line.tame(coupling);
    int step = POINTS / MARKERS;
    Stream<Layer> along =
        IntStream.iterate(step * (2 * index + 1) / (2 * lines.size()), i -> i + step)
            .takeWhile(i -> i < spots.size())
            .boxed()
            .flatMap(i -> point(coupling, line, spots.get(i)))
            .map(point -> Layers.point(point, line.style()));
    return Stream.concat(along, line.zeros(coupling).stream().map(Layers::ring));
  }

  /** With the width of the band there, for bands of several lines lie on top of each other. */
  private static Stream<DataPoint> point(FlowCoupling coupling, FlowLine line, Spot spot) {
    boolean isFull = coupling != FlowCoupling.U2 || spot.y() > 0;
    double[] ends =
        Stream.of(line.low(coupling), line.high(coupling))
            .flatMap(List::stream)
            .filter(end -> end.x() == spot.x())
            .mapToDouble(Spot::y)
            .sorted()
            .toArray();
    return FlowLine.shown(coupling, Stream.of(spot)).stream()
        .map(
            at ->
                ends.length == 2
                    ? new DataPoint(at.x(), at.y(), ends[0], ends[1], isFull, true)
                    : DataPoint.bare(at, isFull, true));
  }

  private Legend legend() {
    return reportData
        .legend(widths(), style -> Sample.of(style, pen(style)))
        .addBars(true, Sample.barOn(Ink.PALE), "68 %% of %d draws".formatted(DRAWS))
        .addIf(
            lines.stream().anyMatch(PassiveFlowFigure::falls),
            Sample.plain(false),
            "*u*_{2}(*k*) < *u*_{2}(0)")
        .addIf(lines.stream().anyMatch(this::passesZero), Sample.ring(), "passes through zero")
        .addIf(
            lines.stream().anyMatch(line -> line.flow().central().blowUp().isPresent()),
            Sample.line(Pen.dotted(Ink.BLACK, 1.2)),
            "blow-up");
  }

  private static boolean falls(FlowLine line) {
    return line.tame(FlowCoupling.U2).stream().anyMatch(spot -> spot.y() < -FlowLine.MIN_CHANGE);
  }

  private boolean passesZero(FlowLine line) {
    return line.flow().central().signChanges().stream()
        .anyMatch(change -> change.k() >= unit() * FIRST);
  }

  private String caption() {
    String what =
        "Passive flow with k (arXiv 2108.01403, eqs. 62–66) of the canonical couplings measured at σ_W = %s, from u2(0) = 2σ_W²/d: the change of u2, u4 relative to its size at k = 0, and u6 relative to u4(0)²/u2(0). Bands, and bars at the marks, hold 68 %% of the flows from %d starts drawn within the errors of u4 and u6, which count as independent; where some blow up, those of the others, as far as most get."
            .formatted(Symbols.plain(sigmaW), DRAWS);
    String chosen =
        possible > MAX_SERIES ? " %d of %d N are shown.".formatted(MAX_SERIES, possible) : "";
    String excuses = leftOut.isEmpty() ? "" : " Left out: " + PassiveStarts.sentence(leftOut) + ".";
    return what + blowUps() + chosen + excuses;
  }

  private String blowUps() {
    return lines.stream()
        .map(FlowLine::flow)
        .filter(flow -> flow.blownUp() > 0)
        .map(
            flow ->
                " N = %d: %s of the draws blow up before k = %s."
                    .formatted(
                        flow.start().width(),
                        NumberText.percent((double) flow.blownUp() / flow.draws()),
                        NumberText.brief(unit() * LAST)))
        .collect(Collectors.joining());
  }
}
