package wickstream.flow;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A passive flow as far as it goes.
 *
 * @param points at the scales that were asked for, as far as the flow reaches them
 * @param signChanges on the way, by rising k
 * @param blowUp the k at which the flow ends because u4 diverges while 1 + ū2 goes to zero, to a
 *     relative 1e-9; empty if it reaches the last scale that was asked for
 */
public record FlowSolution(
    List<FlowPoint> points, List<SignChange> signChanges, OptionalDouble blowUp) {

  public FlowSolution {
    points = List.copyOf(points);
    signChanges = List.copyOf(signChanges);
  }
}
