package wickstream.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import wickstream.flow.Band;
import wickstream.flow.BandPoint;
import wickstream.flow.FlowCoupling;
import wickstream.flow.FlowPoint;
import wickstream.flow.ResampledFlow;

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

  /** A relative change of u2 that is smaller is no more than the error of the integrator. */
  static final double MIN_CHANGE = 1e-10;

  /** The flow from the measured values themselves, as a panel shows it. */
  List<Spot> central(FlowCoupling coupling) {
    return shown(coupling, values(coupling));
  }

  /** The same until shortly before it blows up, if it does; changes of u2 have their sign. */
  List<Spot> tame(FlowCoupling coupling) {
    double end = BEFORE_BLOW_UP * flow.central().blowUp().orElse(Double.POSITIVE_INFINITY);
    return values(coupling).filter(spot -> spot.x() <= end).toList();
  }

  private Stream<Spot> values(FlowCoupling coupling) {
    return spots(
        coupling, flow.central().points(), FlowPoint::k, point -> point.coupling(coupling));
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
    return shown(
        coupling,
        spots(coupling, reached, BandPoint::k, p -> end.applyAsDouble(band(p, coupling))));
  }

  /** A change of u2 is shown by its size, if that is more than the error of the integrator. */
  static List<Spot> shown(FlowCoupling coupling, Stream<Spot> spots) {
    return coupling == FlowCoupling.U2
        ? spots
            .map(spot -> new Spot(spot.x(), Math.abs(spot.y())))
            .filter(spot -> spot.y() > MIN_CHANGE)
            .toList()
        : spots.toList();
  }

  private static Band band(BandPoint point, FlowCoupling coupling) {
    return switch (coupling) {
      case U2 -> point.u2();
      case U4 -> point.u4();
      case U6 -> point.u6();
    };
  }

  private <T> Stream<Spot> spots(
      FlowCoupling coupling, List<T> points, ToDoubleFunction<T> k, ToDoubleFunction<T> value) {
    return points.stream()
        .map(
            point ->
                new Spot(k.applyAsDouble(point), inUnits(coupling, value.applyAsDouble(point))))
        .filter(spot -> Double.isFinite(spot.y()));
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

  /** Where a coupling passes through zero. */
  List<Spot> zeros(FlowCoupling coupling) {
    return shown(
        coupling,
        flow.central().signChanges().stream()
            .filter(change -> change.coupling() == coupling)
            .map(change -> new Spot(change.k(), inUnits(coupling, 0))));
  }
}
