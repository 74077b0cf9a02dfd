package wickstream.physics.exact;

import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.PairTable;

/**
 * Moments M(S) = E[Π_{s∈S} h(x_s)] of one hidden unit, from which the connected functions of the
 * network follow because hidden units are independent and alike.
 *
 * @param second for each pair of points
 * @param fourth for each multiset of four points
 * @param sixth for each multiset of six points, or empty
 */
record NeuronMoments(PairTable second, Ball[] fourth, Ball[] sixth) {

  /** E[h_a h_b] = K_W/σ_W² for each pair of points. */
  static PairTable second(Ensemble ensemble, InputPoints points) {
    Kernel kernel = Kernel.of(ensemble);
    Ball variance = Ball.exact(ensemble.sigmaW()).square();
    Multisets pairs = Multisets.of(points.count(), 2);
    Ball[] second = new Ball[pairs.size()];
    for (int k = 0; k < second.length; k++) {
      int[] ab = pairs.indices(k);
      second[k] = kernel.bounded(points.point(ab[0]), points.point(ab[1])).over(variance);
    }
    return new PairTable(second, points.count());
  }
}
