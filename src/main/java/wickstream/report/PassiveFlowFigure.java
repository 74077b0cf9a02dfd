package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
  private static final int MOST_FIGURES = 3;
  private static final int MOST_SERIES = 6;

  /** Enough for the ends of a band: they are wrong by a tenth of an error. */
  private static final int DRAWS = 200;

  private static final int POINTS = 101;

  /** The first and the last k in units of √u2(0): between them happens most of what does. */
  private static final double FIRST = 0.1;

  private static final double LAST = 10;

  /** Of one line, by which it is told from others without colour. */
  private static final int MARKERS = 4;

  /** A relative change of u2 that is smaller is no more than the error of the integrator. */
  private static final double LEAST_CHANGE = 1e-10;

  private final ReportData findings;
  private final double sigmaW;
  private final int possible;
  private final Map<Integer, String> leftOut;
  private final List<FlowLine> lines = new ArrayList<>();

  private PassiveFlowFigure(ReportData findings, double sigmaW, PassiveStarts from) {
    this.findings = findings;
    this.sigmaW = sigmaW;
    this.possible = from.starts().size();
    this.leftOut = new TreeMap<>(from.leftOut());
    SeriesSelection.spread(from.starts(), MOST_SERIES).forEach(this::follow);
  }

  private void follow(MeasuredStart start) {
    double[] scales =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> unit() * FIRST * Math.pow(LAST / FIRST, i / (POINTS - 1.0)))
            .toArray();
    try {
      ResampledFlow flow = ResampledFlow.of(start, scales, DRAWS, ResampledFlow.SEED);
      lines.add(new FlowLine(flow, findings.styleOf(start.width())));
    } catch (ArithmeticException | IllegalArgumentException e) {
      leftOut.put(start.width(), "cannot be followed: " + e.getMessage());
    }
  }

  /** √u2(0). */
  private double unit() {
    return Wetterich.scale(findings.config().dIn(), sigmaW);
  }

  /** A figure for the smallest, the middle and the largest σ_W from which a flow can start. */
  static List<Figure> of(ReportData findings, Lettering lettering) {
    Map<Double, PassiveStarts> starts =
        findings.sigmaW().stream()
            .collect(
                Collectors.toMap(Function.identity(), s -> PassiveStarts.of(findings.ofSigmaW(s))));
    List<Double> possible =
        findings.sigmaW().stream().filter(s -> !starts.get(s).starts().isEmpty()).toList();
    return SeriesSelection.spread(possible, MOST_FIGURES).stream()
        .map(s -> new PassiveFlowFigure(findings, s, starts.get(s)))
        .filter(figure -> !figure.lines.isEmpty())
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  /** Why no passive flow of the couplings is drawn; empty if one is, or if there are none. */
  static Optional<String> absence(ReportData findings) {
    List<ShardResult> shards = findings.result().shards();
    if (!findings.has("u4") || shards.stream().anyMatch(s -> PassiveStarts.whyNot(s).isEmpty())) {
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
    Drawing drawing =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "passive flow at σ_W = " + Symbols.plain(sigmaW),
                "The couplings u2, u4 and u6 against the scale k, a panel for each of them and a line with its error for each width N: %s."
                    .formatted(lines.stream().map(line -> line.flow().start().width()).toList()),
                lettering);
    return new Figure("flow-passive-sigma-w-" + Symbols.plain(sigmaW), caption(), drawing);
  }

  private Plot plot(FlowCoupling coupling) {
    Scale scale =
        coupling == FlowCoupling.U2
            ? LogScale.around(changes())
            : LinearScale.around(range(coupling));
    Range across = new Range(unit() * FIRST, unit() * LAST);
    Plot plot =
        new Plot(
            Label.EMPTY,
            Axis.of(LogScale.around(across), "scale *k*"),
            Axis.of(scale, title(coupling)));
    for (FlowLine line : lines) {
      List<Spot> low = shown(coupling, line.low(coupling));
      List<Spot> high = shown(coupling, line.high(coupling));
      plot.add(Layers.band(low, high, Ink.PALE));
    }
    for (FlowLine line : lines) {
      Pen pen = new Pen(line.style().ink(), 1.4, line.style().pen().dashes());
      plot.add(Layers.line(shown(coupling, line.central(coupling)), pen, Part.LINE));
      line.flow().central().blowUp().ifPresent(k -> plot.add(Layers.upright(k, blowUp(line))));
    }
    for (int i = 0; i < lines.size(); i++) {
      markers(coupling, i).forEach(plot::add);
    }
    return plot;
  }

  private static String title(FlowCoupling coupling) {
    return switch (coupling) {
      case U2 -> "|*u*_{2}(*k*) − *u*_{2}(0)| / *u*_{2}(0)";
      case U4 -> "*u*_{4}(*k*) / |*u*_{4}(0)|";
      case U6 -> "*u*_{6}(*k*) *u*_{2}(0) / *u*_{4}(0)^{2}";
    };
  }

  /** Spots as a panel shows them: changes of u2 by their size. */
  private static List<Spot> shown(FlowCoupling coupling, List<Spot> spots) {
    return coupling == FlowCoupling.U2
        ? spots.stream()
            .map(spot -> new Spot(spot.x(), Math.abs(spot.y())))
            .filter(spot -> spot.y() > LEAST_CHANGE)
            .toList()
        : spots;
  }

  /** The sizes of the changes of u2. */
  private Range changes() {
    return Range.ofPositive(
        lines.stream()
            .flatMap(line -> shown(FlowCoupling.U2, line.central(FlowCoupling.U2)).stream())
            .mapToDouble(Spot::y));
  }

  /**
   * The lines, the bands where they begin, for there they are the errors that were measured, and
   * what else of the bands is not much farther away.
   */
  private Range range(FlowCoupling coupling) {
    Range near =
        Range.of(
            lines.stream()
                .flatMap(
                    line ->
                        Stream.of(
                                line.tame(coupling).stream(),
                                line.low(coupling).stream().limit(1),
                                line.high(coupling).stream().limit(1))
                            .flatMap(spots -> spots))
                .mapToDouble(Spot::y));
    double room = near.most() - near.least();
    DoubleStream bands =
        lines.stream()
            .flatMap(line -> Stream.of(line.low(coupling), line.high(coupling)))
            .flatMap(List::stream)
            .mapToDouble(
                spot -> Math.max(near.least() - room, Math.min(near.most() + room, spot.y())));
    return Range.of(DoubleStream.concat(bands, DoubleStream.of(near.least(), near.most())));
  }

  private static Pen blowUp(FlowLine line) {
    return Pen.dotted(line.style().ink(), 1.2);
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
            .flatMap(i -> marker(coupling, line, i));
    Stream<Layer> zeros =
        line.crossings(coupling)
            .flatMap(k -> shown(coupling, List.of(new Spot(k, line.zero(coupling)))).stream())
            .map(Layers::ring);
    return Stream.concat(along, zeros);
  }

  /** With the width of the band there, for bands of several lines lie on top of each other. */
  private static Stream<Layer> marker(FlowCoupling coupling, FlowLine line, int i) {
    Spot spot = line.tame(coupling).get(i);
    boolean isFull = coupling != FlowCoupling.U2 || spot.y() > 0;
    Stream<Layer> marker =
        shown(coupling, List.of(spot)).stream().map(at -> Layers.marker(at, line.style(), isFull));
    return Stream.concat(interval(coupling, line, i).stream(), marker);
  }

  private static Optional<Layer> interval(FlowCoupling coupling, FlowLine line, int i) {
    List<Spot> ends =
        Stream.of(line.low(coupling), line.high(coupling))
            .flatMap(end -> shown(coupling, end.stream().skip(i).limit(1).toList()).stream())
            .sorted(Comparator.comparingDouble(Spot::y))
            .toList();
    return ends.size() == 2
        ? Optional.of(
            Layers.interval(ends.get(0).x(), ends.get(0).y(), ends.get(1).y(), line.style()))
        : Optional.empty();
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (FlowLine line : lines) {
      Pen pen = new Pen(line.style().ink(), 1.4, line.style().pen().dashes());
      legend.add(
          Sample.of(line.style(), true, Optional.of(pen)),
          Symbols.N + " = " + line.flow().start().width());
    }
    legend.add(Sample.box(Ink.PALE), "68 %% of %d draws".formatted(DRAWS));
    if (lines.stream().anyMatch(PassiveFlowFigure::falls)) {
      Style plain = new Style(Ink.BLACK, Marker.CIRCLE, Pen.HAIR);
      legend.add(Sample.of(plain, false, Optional.empty()), "*u*_{2}(*k*) < *u*_{2}(0)");
    }
    if (lines.stream().anyMatch(this::passesZero)) {
      legend.add(Sample.ring(), "passes through zero");
    }
    if (lines.stream().anyMatch(line -> line.flow().central().blowUp().isPresent())) {
      legend.add(Sample.line(Pen.dotted(Ink.BLACK, 1.2)), "blow-up");
    }
    return legend;
  }

  private static boolean falls(FlowLine line) {
    return line.tame(FlowCoupling.U2).stream().anyMatch(spot -> spot.y() < -LEAST_CHANGE);
  }

  private boolean passesZero(FlowLine line) {
    return line.flow().central().signChanges().stream()
        .anyMatch(change -> change.k() >= unit() * FIRST);
  }

  private String caption() {
    String what =
        "Passive flow with k (arXiv 2108.01403, eqs. 62–66) of the canonical couplings measured at σ_W = %s, from u2(0) = 2σ_W²/d: the change of u2, u4 relative to its size at k = 0, and u6 relative to u4(0)²/u2(0). Bands, and bars at the marks, hold 68 %% of the flows from %d starts drawn within the errors of u4 and u6, which count as independent; where some blow up, those of the others, as far as most get."
            .formatted(Symbols.plain(sigmaW), DRAWS);
    return what + blowUps() + chosen() + excuses();
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

  private String chosen() {
    return possible > MOST_SERIES ? " %d of %d N are shown.".formatted(MOST_SERIES, possible) : "";
  }

  private String excuses() {
    return leftOut.isEmpty() ? "" : " Left out: " + PassiveStarts.sentence(leftOut) + ".";
  }
}
