package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import wickstream.flow.Band;
import wickstream.flow.BandPoint;
import wickstream.flow.FlowPoint;
import wickstream.flow.FlowSolution;
import wickstream.flow.MeasuredStart;
import wickstream.flow.PassiveFlow;
import wickstream.flow.ResampledFlow;
import wickstream.flow.StartingCouplings;
import wickstream.statistics.NumberText;

/** Passive flows as {@code flow passive} prints them. */
final class PassiveText {
  private PassiveText() {}

  /** A flow from given couplings: one row a scale, then what happens on the way. */
  static List<String> given(PassiveFlow flow, FlowSolution solution) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Passive flow, d = %d, from sigma_W = %s and canonical u4 = %s, u6 = %s at k = 0"
            .formatted(
                flow.dIn(),
                ValueText.plain(flow.sigmaW()),
                ValueText.plain(flow.u4()),
                ValueText.plain(flow.u6())));
    lines.add("");
    lines.addAll(points(solution));
    lines.addAll(events(solution));
    return lines;
  }

  /**
   * Flows from measured couplings: of one flow its bands, of several where each ends.
   *
   * @param last the last scale, as it was asked for
   */
  static List<String> measured(StartingCouplings which, List<ResampledFlow> flows, String last) {
    ResampledFlow first = flows.get(0);
    MeasuredStart start = first.start();
    List<String> lines = new ArrayList<>();
    if (flows.size() > 1) {
      lines.add(
          "Passive flows, d = %d, from measured couplings (%s): at k = %s the median of %d draws and the 68 %% band of those that get there"
              .formatted(start.dIn(), which.label(), last, first.draws()));
      lines.add("");
      lines.addAll(ends(flows));
      return lines;
    }
    lines.add(
        "Passive flow, d = %d, N = %d, from sigma_W = %s and measured couplings (%s) u4 = %s, u6 = %s at k = 0%s"
            .formatted(
                start.dIn(),
                start.width(),
                ValueText.plain(start.sigmaW()),
                which.label(),
                ValueText.withError(start.u4().value(), start.u4().standardError()),
                u6(start),
                start.isTrusted() ? "" : " ?"));
    lines.add("");
    lines.addAll(bands(first));
    lines.addAll(events(first.central()));
    lines.add("");
    lines.add(
        "%s of %d draws blow up before k = %s".formatted(blownUp(first), first.draws(), last));
    return lines;
  }

  /** One row a scale. */
  private static List<String> points(FlowSolution flow) {
    Table table = new Table("k", "sigma_W", "u2", "u4", "u6", "ū2", "ū4", "ū6");
    for (FlowPoint point : flow.points()) {
      table.row(
          ValueText.number(point.k()),
          ValueText.number(point.sigmaW()),
          ValueText.number(point.u2()),
          ValueText.number(point.u4()),
          ValueText.number(point.u6()),
          ValueText.number(point.dimensionlessU2()),
          ValueText.number(point.dimensionlessU4()),
          ValueText.number(point.dimensionlessU6()));
    }
    return table.lines();
  }

  /** What happens on the way, one line each after an empty one; nothing if nothing does. */
  private static List<String> events(FlowSolution flow) {
    List<String> lines = new ArrayList<>();
    flow.signChanges()
        .forEach(
            change ->
                lines.add(
                    "%s becomes %s at k = %s"
                        .formatted(
                            change.coupling().label(),
                            change.rising() ? "positive" : "negative",
                            ValueText.number(change.k()))));
    flow.blowUp()
        .ifPresent(
            k ->
                lines.add(
                    "blow-up at k = %s: u4 diverges, 1 + ū2 goes to zero"
                        .formatted(ValueText.number(k))));
    if (!lines.isEmpty()) {
      lines.add(0, "");
    }
    return lines;
  }

  /** One row a scale for each quantity. */
  private static List<String> bands(ResampledFlow flow) {
    int dIn = flow.start().dIn();
    Table table =
        new Table("", "k", "from values", "2.5 %", "16 %", "50 %", "84 %", "97.5 %", "draws");
    rows(table, "sigma_W", flow, FlowPoint::sigmaW, point -> point.sigmaW(dIn));
    rows(table, "u4", flow, FlowPoint::u4, BandPoint::u4);
    rows(table, "u6", flow, FlowPoint::u6, BandPoint::u6);
    return table.lines();
  }

  private static void rows(
      Table table,
      String name,
      ResampledFlow flow,
      ToDoubleFunction<FlowPoint> central,
      Function<BandPoint, Band> band) {
    List<FlowPoint> reached = flow.central().points();
    for (int i = 0; i < flow.points().size(); i++) {
      BandPoint point = flow.points().get(i);
      Band quantiles = band.apply(point);
      table.row(
          name,
          ValueText.number(point.k()),
          i < reached.size() ? ValueText.number(central.applyAsDouble(reached.get(i))) : "-",
          ValueText.number(quantiles.low95()),
          ValueText.number(quantiles.low68()),
          ValueText.number(quantiles.median()),
          ValueText.number(quantiles.high68()),
          ValueText.number(quantiles.high95()),
          Integer.toString(point.reached()));
    }
  }

  /** One row a flow: its start, and the median with the 68 % band at its last scale. */
  private static List<String> ends(List<ResampledFlow> flows) {
    Table table =
        new Table(
            "N", "sigma_W", "u4 at k = 0", "u6 at k = 0", "", "blown up", "sigma_W", "u4", "u6");
    for (ResampledFlow flow : flows) {
      MeasuredStart start = flow.start();
      BandPoint last = flow.points().get(flow.points().size() - 1);
      table.row(
          Integer.toString(start.width()),
          ValueText.plain(start.sigmaW()),
          ValueText.withError(start.u4().value(), start.u4().standardError()),
          u6(start),
          start.isTrusted() ? "" : "?",
          blownUp(flow),
          band(last.sigmaW(start.dIn())),
          band(last.u4()),
          band(last.u6()));
    }
    return table.lines();
  }

  /** u6 at the start: with its error, unless it was given. */
  private static String u6(MeasuredStart start) {
    return start.u6().standardError() == 0
        ? ValueText.plain(start.u6().value())
        : ValueText.withError(start.u6().value(), start.u6().standardError());
  }

  /** How many of the draws blow up. */
  private static String blownUp(ResampledFlow flow) {
    return NumberText.percent((double) flow.blownUp() / flow.draws());
  }

  private static String band(Band band) {
    return Double.isNaN(band.median())
        ? "-"
        : "%s [%s, %s]"
            .formatted(rounded(band.median()), rounded(band.low68()), rounded(band.high68()));
  }

  private static String rounded(double x) {
    return NumberText.significant(x, 4);
  }
}
