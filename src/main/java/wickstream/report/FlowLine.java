package wickstream.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import wickstream.flow.Band;
import wickstream.flow.BandPoint;
import wickstream.flow.FlowCoupling;
import wickstream.flow.FlowPoint;
import wickstream.flow.ResampledFlow;
import wickstream.flow.SignChange;

/**
 * A passive flow as figures show it: couplings in units of their values at k = 0, in which those of
 * all widths are of one size. The unit of u4 is |u4(0)|; that of u6, whose own value may be all
 * noise, is u4(0)²/u2(0). Of u2 the relative change is shown, which goes as u4.
 *
 * @param flow with the errors of its start
 * @param style how it looks
 */
record FlowLine(ResampledFlow flow, Style style) {
  /** Nearer to a blow-up couplings leave every axis. */
  private static final double BEFORE_BLOW_UP = 0.9;

  /** From the measured values themselves. */
  List<Spot> central(FlowCoupling coupling) {
    return spots(
        coupling, flow.central().points(), FlowPoint::k, point -> point.coupling(coupling));
  }

  /** The same until shortly before it blows up, if it does. */
  List<Spot> tame(FlowCoupling coupling) {
    double end = BEFORE_BLOW_UP * flow.central().blowUp().orElse(Double.POSITIVE_INFINITY);
    return central(coupling).stream().filter(spot -> spot.x() <= end).toList();
  }

  /** The lower end of the band that holds 68 % of the draws, as far as most of them get. */
  List<Spot> low(FlowCoupling coupling) {
    return edge(coupling, Band::low68);
  }

  /** Its upper end. */
  List<Spot> high(FlowCoupling coupling) {
    return edge(coupling, Band::high68);
  }

  private List<Spot> edge(FlowCoupling coupling, ToDoubleFunction<Band> end) {
    List<BandPoint> reached =
        flow.points().stream().filter(point -> 2 * point.reached() > flow.draws()).toList();
    return spots(
        coupling, reached, BandPoint::k, point -> end.applyAsDouble(band(point, coupling)));
  }

  private static Band band(BandPoint point, FlowCoupling coupling) {
    return switch (coupling) {
      case U2 -> point.u2();
      case U4 -> point.u4();
      case U6 -> point.u6();
    };
  }

  private <T> List<Spot> spots(
      FlowCoupling coupling, List<T> points, ToDoubleFunction<T> k, ToDoubleFunction<T> value) {
    return points.stream()
        .map(
            point ->
                new Spot(k.applyAsDouble(point), inUnits(coupling, value.applyAsDouble(point))))
        .filter(spot -> Double.isFinite(spot.y()))
        .toList();
  }

  /** Where it is zero. */
  double zero(FlowCoupling coupling) {
    return inUnits(coupling, 0);
  }

  private double inUnits(FlowCoupling coupling, double value) {
    double u2 = 2 * flow.start().sigmaW() * flow.start().sigmaW() / flow.start().dIn();
    double u4 = flow.start().u4().value();
    return switch (coupling) {
      case U2 -> value / u2 - 1;
      case U4 -> value / Math.abs(u4);
      case U6 -> value * u2 / (u4 * u4);
    };
  }

  /** The k at which a coupling passes through zero. */
  Stream<Double> crossings(FlowCoupling coupling) {
    return flow.central().signChanges().stream()
        .filter(change -> change.coupling() == coupling)
        .map(SignChange::k);
  }
}
