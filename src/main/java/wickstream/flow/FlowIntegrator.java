package wickstream.flow;

import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * Dormand and Prince's pair of order 8, made safe against steps that leap over a singularity: such
 * a step ends in infinities, whose error estimate is not a number, and Commons Math would accept
 * it.
 */
final class FlowIntegrator extends DormandPrince853Integrator {
  FlowIntegrator(double minStep, double maxStep, double[] absolute, double[] relative) {
    super(minStep, maxStep, absolute, relative);
  }

  @Override
  protected double estimateError(double[][] yDotK, double[] y0, double[] y1, double h) {
    double error = super.estimateError(yDotK, y0, y1, h);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }
}
