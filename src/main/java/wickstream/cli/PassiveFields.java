package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wickstream.flow.BandPoint;
import wickstream.flow.FlowPoint;
import wickstream.flow.FlowSolution;
import wickstream.flow.MeasuredStart;
import wickstream.flow.PassiveFlow;
import wickstream.flow.ResampledFlow;

/** Passive flows as rows and objects of files. */
final class PassiveFields {
  private PassiveFields() {}

  /** A flow from given couplings. */
  static Fields object(PassiveFlow start, FlowSolution flow) {
    return new Fields()
        .with("dIn", start.dIn())
        .with("sigmaW", start.sigmaW())
        .with("u4", start.u4())
        .with("u6", start.u6())
        .with(events(flow))
        .with("points", maps(rows(flow)));
  }

  /** Its points. */
  static List<Fields> rows(FlowSolution flow) {
    return flow.points().stream().map(PassiveFields::point).toList();
  }

  private static Fields point(FlowPoint point) {
    return new Fields().with("k", point.k()).with(values(point));
  }

  private static Fields values(FlowPoint point) {
    return new Fields()
        .with("sigmaW", point.sigmaW())
        .with("u2", point.u2())
        .with("u4", point.u4())
        .with("u6", point.u6())
        .with("dimensionlessU2", point.dimensionlessU2())
        .with("dimensionlessU4", point.dimensionlessU4())
        .with("dimensionlessU6", point.dimensionlessU6());
  }

  private static Fields events(FlowSolution flow) {
    List<Map<String, Object>> changes =
        flow.signChanges().stream()
            .map(
                change ->
                    new Fields()
                        .with("coupling", change.coupling().label())
                        .with("k", change.k())
                        .with("rising", change.rising())
                        .map())
            .toList();
    return new Fields().with("blowUp", flow.blowUp()).with("signChanges", changes);
  }

  /** A flow from a measured start. */
  static Fields object(ResampledFlow flow) {
    return start(flow.start())
        .with(events(flow.central()))
        .with("draws", flow.draws())
        .with("blownUp", (double) flow.blownUp() / flow.draws())
        .with("blowUp", flow.blowUp())
        .with("points", maps(points(flow)));
  }

  private static Fields start(MeasuredStart start) {
    return new Fields()
        .with("shard", start.shard())
        .with("dIn", start.dIn())
        .with("width", start.width())
        .with("startSigmaW", start.sigmaW())
        .with("startU4", start.u4())
        .with("startU6", start.u6())
        .with("trusted", start.isTrusted());
  }

  /** Its points, each with where it starts. */
  static List<Fields> rows(ResampledFlow flow) {
    return points(flow).stream().map(point -> start(flow.start()).with(point)).toList();
  }

  private static List<Fields> points(ResampledFlow flow) {
    List<Fields> rows = new ArrayList<>();
    List<FlowPoint> central = flow.central().points();
    for (int i = 0; i < flow.points().size(); i++) {
      BandPoint bands = flow.points().get(i);
      FlowPoint point = i < central.size() ? central.get(i) : beyond(flow, bands.k());
      rows.add(
          new Fields()
              .with("k", bands.k())
              .with(values(point))
              .with("reached", bands.reached())
              .with("sigmaW", bands.sigmaW(flow.start().dIn()))
              .with("u2", bands.u2())
              .with("u4", bands.u4())
              .with("u6", bands.u6()));
    }
    return rows;
  }

  /** Where the flow from the measured values does not get to. */
  private static FlowPoint beyond(ResampledFlow flow, double k) {
    return new FlowPoint(flow.start().dIn(), k, Double.NaN, Double.NaN, Double.NaN);
  }

  private static List<Map<String, Object>> maps(List<Fields> rows) {
    return rows.stream().map(Fields::map).toList();
  }
}
