package wickstream.flow;

import org.apache.commons.math3.ode.events.EventHandler;

/** Ends a flow where its couplings grow on a scale of k below 1e-10 k: the singularity is there. */
final class BlowUpEvent implements EventHandler {
  private static final double LARGEST_GROWTH = 1e10;

  private final FlowEquations equations;
  private boolean occurred;

  BlowUpEvent(FlowEquations equations) {
    this.equations = equations;
  }

  boolean hasOccurred() {
    return occurred;
  }

  @Override
  public void init(double start, double[] y, double end) {
    occurred = false;
  }

  @Override
  public double g(double s, double[] y) {
    return Math.max(-1, 1 - equations.growth(s, y) / LARGEST_GROWTH);
  }

  @Override
  public Action eventOccurred(double s, double[] y, boolean increasing) {
    occurred = true;
    return Action.STOP;
  }

  @Override
  public void resetState(double s, double[] y) {
    throw new IllegalStateException("no event of a flow changes its state");
  }
}
