package wickstream.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.ode.events.EventHandler;

/** Notes where one of the couplings passes through zero. */
final class CrossingEvent implements EventHandler {
  /** A passage at one place of the flow's variable. */
  record Crossing(FlowCoupling coupling, double s, boolean rising) {}

  private static final double NEGLIGIBLE = 1e-60;

  private final FlowCoupling coupling;
  private final double power;
  private final double size;
  private final double bias;
  private final List<Crossing> crossings = new ArrayList<>();

  /**
   * @param power the coupling's dimension in k², negative
   * @param size its natural size in units of the initial mass
   * @param beginning has the sign of the coupling where the flow begins, or, if it is zero there,
   *     right after
   */
  CrossingEvent(FlowCoupling coupling, double power, double size, double beginning) {
    this.coupling = coupling;
    this.power = power;
    this.size = size;
    this.bias = Math.signum(beginning) * NEGLIGIBLE;
  }

  List<Crossing> crossings() {
    return crossings;
  }

  @Override
  public void init(double start, double[] y, double end) {
    crossings.clear();
  }

  /**
   * The coupling as a number of order 1 at all scales, because Commons Math multiplies values that
   * it compares, and moved away from an initial zero, which it would take for a passage.
   */
  @Override
  public double g(double s, double[] y) {
    double x = StrictMath.sinh(s);
    double unit = StrictMath.pow(x * x + Math.abs(y[0]), power);
    return y[coupling.ordinal()] / size * unit + bias;
  }

  @Override
  public Action eventOccurred(double s, double[] y, boolean increasing) {
    crossings.add(new Crossing(coupling, s, increasing));
    return Action.CONTINUE;
  }

  @Override
  public void resetState(double s, double[] y) {
    throw new IllegalStateException("no event of a flow changes its state");
  }
}
