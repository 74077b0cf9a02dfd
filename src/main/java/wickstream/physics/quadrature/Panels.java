package wickstream.physics.quadrature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.numeric.Panel;

/** Intervals graded towards the singularities of an integrand. */
public final class Panels {
  private static final int DEEPEST = 60;

  private Panels() {}

  /**
   * The intervals between breakpoints, halved until every branch point is far from each of them, or
   * 60 times.
   */
  public static List<Panel> graded(double[] breakpoints, List<BranchPoint> branchPoints) {
    double[] ends = Arrays.stream(breakpoints).sorted().distinct().toArray();
    List<Panel> panels = new ArrayList<>();
    for (int k = 1; k < ends.length; k++) {
      grade(new Panel(ends[k - 1], ends[k]), branchPoints, DEEPEST, panels);
    }
    return panels;
  }

  private static void grade(
      Panel panel, List<BranchPoint> branchPoints, int depth, List<Panel> into) {
    if (depth == 0 || branchPoints.stream().allMatch(point -> point.isFarFrom(panel))) {
      into.add(panel);
      return;
    }
    grade(panel.left(), branchPoints, depth - 1, into);
    grade(panel.right(), branchPoints, depth - 1, into);
  }
}
