package wickstream.physics;

/**
 * Moments M(S) = E[Π_{s∈S} h(x_s)] of one hidden unit, from which the connected functions of the
 * network follow because hidden units are independent and alike.
 *
 * @param second for each multiset of two points
 * @param fourth for each multiset of four points
 * @param sixth for each multiset of six points, or empty
 */
record NeuronMoments(double[] second, double[] fourth, double[] sixth) {

  /** E[h_a h_b] = K_W/σ_W² for each pair of points. */
  static double[] second(Ensemble ensemble, InputPoints points) {
    Kernel kernel = Kernel.of(ensemble);
    Multisets pairs = Multisets.of(points.count(), 2);
    double[] second = new double[pairs.size()];
    for (int k = 0; k < second.length; k++) {
      int[] ab = pairs.indices(k);
      double weightPart = kernel.weightPart(points.point(ab[0]), points.point(ab[1]));
      second[k] = weightPart / (ensemble.sigmaW() * ensemble.sigmaW());
    }
    return second;
  }
}
