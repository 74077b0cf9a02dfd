package wickstream.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.ode.sampling.StepHandler;
import org.apache.commons.math3.ode.sampling.StepInterpolator;

/** Notes the state of a flow wherever it was asked for, and how far the flow has come. */
final class FlowRecorder implements StepHandler {
  private final double[] wanted;
  private final List<double[]> states = new ArrayList<>();
  private double reached;

  /**
   * @param wanted ascending values of the flow's variable
   */
  FlowRecorder(double[] wanted) {
    this.wanted = wanted;
  }

  List<double[]> states() {
    return states;
  }

  double reached() {
    return reached;
  }

  @Override
  public void init(double start, double[] y, double end) {
    states.clear();
    reached = start;
  }

  @Override
  public void handleStep(StepInterpolator step, boolean isLast) {
    double end = step.getCurrentTime();
    while (states.size() < wanted.length && wanted[states.size()] <= end) {
      step.setInterpolatedTime(wanted[states.size()]);
      states.add(step.getInterpolatedState().clone());
    }
    reached = end;
  }
}
