package wickstream.physics;

/**
 * Connected four- and six-point functions with the width factored out.
 *
 * @param fourth N·G_c⁽⁴⁾ for each multiset of four points
 * @param sixth N²·G_c⁽⁶⁾ for each multiset of six points, or empty
 */
record ConnectedFunctions(double[] fourth, double[] sixth)
    implements Refinement.Level<ConnectedFunctions> {

  @Override
  public double relativeDifference(ConnectedFunctions coarser) {
    return Math.max(
        Refinement.relativeDifference(coarser.fourth, fourth),
        Refinement.relativeDifference(coarser.sixth, sixth));
  }
}
