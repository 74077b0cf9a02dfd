package wickstream.physics.exact;

import java.util.List;
import wickstream.physics.Ball;
import wickstream.physics.Multisets;
import wickstream.physics.WickPairings;

/**
 * From the moments of one hidden unit to the connected functions of a network:
 *
 * <pre>
 *   N G_c⁽⁴⁾(1234) = σ_W⁴ Σ_{3 pairings}  [ M(1234) − M(ab) M(cd) ]
 *   N² G_c⁽⁶⁾      = σ_W⁶ Σ_{15 pairings} κ3( h_a h_b, h_c h_d, h_e h_f )
 *   κ3(A,B,C) = E[ABC] − E[AB]E[C] − E[AC]E[B] − E[BC]E[A] + 2E[A]E[B]E[C]
 * </pre>
 */
final class Cumulants {
  private final Multisets quads;
  private final Multisets sextets;
  private final NeuronMoments moments;
  private final Ball variance;

  private Cumulants(NeuronMoments moments, int points, double sigmaW) {
    this.quads = Multisets.of(points, 4);
    this.sextets = Multisets.of(points, 6);
    this.moments = moments;
    this.variance = Ball.exact(sigmaW).square();
  }

  /** The connected functions of {@code points} points. */
  static ConnectedFunctions of(NeuronMoments moments, int points, double sigmaW) {
    Cumulants cumulants = new Cumulants(moments, points, sigmaW);
    Ball[] sixth = moments.sixth().length == 0 ? new Ball[0] : cumulants.sixth();
    return new ConnectedFunctions(cumulants.fourth(), sixth);
  }

  private Ball[] fourth() {
    List<int[][]> pairings = WickPairings.of(4);
    Ball[] connected = new Ball[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = quads.indices(k);
      Ball sum = Ball.ZERO;
      for (int[][] pairing : pairings) {
        Ball product = second(x, pairing[0]).times(second(x, pairing[1]));
        sum = sum.plus(moments.fourth()[k].minus(product));
      }
      connected[k] = sum.times(variance.square());
    }
    return connected;
  }

  private Ball[] sixth() {
    List<int[][]> pairings = WickPairings.of(6);
    Ball[] connected = new Ball[sextets.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = sextets.indices(k);
      Ball sum = Ball.ZERO;
      for (int[][] pairing : pairings) {
        sum = sum.plus(thirdCumulant(moments.sixth()[k], x, pairing));
      }
      connected[k] = sum.times(variance.square().times(variance));
    }
    return connected;
  }

  /** κ3 of the products of the three pairs. */
  private Ball thirdCumulant(Ball sixth, int[] x, int[][] pairing) {
    Ball a = second(x, pairing[0]);
    Ball b = second(x, pairing[1]);
    Ball c = second(x, pairing[2]);
    Ball ab = fourth(x, pairing[0], pairing[1]);
    Ball ac = fourth(x, pairing[0], pairing[2]);
    Ball bc = fourth(x, pairing[1], pairing[2]);
    Ball ofPairs = ab.times(c).plus(ac.times(b)).plus(bc.times(a));
    return sixth.minus(ofPairs).plus(a.times(b).times(c).scaled(2));
  }

  private Ball second(int[] x, int[] pair) {
    return moments.second().at(x[pair[0]], x[pair[1]]);
  }

  private Ball fourth(int[] x, int[] pair, int[] other) {
    int quad = quads.indexOf(x[pair[0]], x[pair[1]], x[other[0]], x[other[1]]);
    return moments.fourth()[quad];
  }
}
