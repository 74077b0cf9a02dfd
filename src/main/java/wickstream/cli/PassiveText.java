package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import wickstream.flow.Band;
import wickstream.flow.BandPoint;
import wickstream.flow.FlowPoint;
import wickstream.flow.FlowSolution;
import wickstream.flow.MeasuredStart;
import wickstream.flow.ResampledFlow;
import wickstream.statistics.NumberText;

/** Passive flows as tables. */
final class PassiveText {
  private PassiveText() {}

  /** One row a scale. */
  static List<String> points(FlowSolution flow) {
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

  /** What happens on the way, one line each. */
  static List<String> events(FlowSolution flow) {
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
    return lines;
  }

  /** One row a scale for each quantity. */
  static List<String> bands(ResampledFlow flow) {
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
  static List<String> ends(List<ResampledFlow> flows) {
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
  static String u6(MeasuredStart start) {
    return start.u6().standardError() == 0
        ? ValueText.plain(start.u6().value())
        : ValueText.withError(start.u6().value(), start.u6().standardError());
  }

  /** How many of the draws blow up. */
  static String blownUp(ResampledFlow flow) {
    return NumberText.percent((double) flow.blownUp() / flow.draws());
  }

  private static String band(Band band) {
    return Double.isNaN(band.median())
        ? "-"
        : String.format(
            Locale.ROOT, "%.4g [%.4g, %.4g]", band.median(), band.low68(), band.high68());
  }
}
