package wickstream.physics;

import java.util.List;

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
  private final PairTable second;
  private final NeuronMoments moments;
  private final double variance;

  private Cumulants(NeuronMoments moments, int points, double sigmaW) {
    this.quads = Multisets.of(points, 4);
    this.sextets = Multisets.of(points, 6);
    this.second = new PairTable(moments.second(), points);
    this.moments = moments;
    this.variance = sigmaW * sigmaW;
  }

  /** The connected functions of {@code points} points. */
  static ConnectedFunctions of(NeuronMoments moments, int points, double sigmaW) {
    Cumulants cumulants = new Cumulants(moments, points, sigmaW);
    double[] sixth = moments.sixth().length == 0 ? new double[0] : cumulants.sixth();
    return new ConnectedFunctions(cumulants.fourth(), sixth);
  }

  private double[] fourth() {
    List<int[][]> pairings = WickPairings.of(4);
    double[] connected = new double[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = quads.indices(k);
      for (int[][] pairing : pairings) {
        connected[k] += moments.fourth()[k] - second(x, pairing[0]) * second(x, pairing[1]);
      }
      connected[k] *= variance * variance;
    }
    return connected;
  }

  private double[] sixth() {
    List<int[][]> pairings = WickPairings.of(6);
    double[] connected = new double[sextets.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = sextets.indices(k);
      for (int[][] pairing : pairings) {
        connected[k] += thirdCumulant(moments.sixth()[k], x, pairing);
      }
      connected[k] *= variance * variance * variance;
    }
    return connected;
  }

  /** κ3 of the products of the three pairs. */
  private double thirdCumulant(double sixth, int[] x, int[][] pairing) {
    double a = second(x, pairing[0]);
    double b = second(x, pairing[1]);
    double c = second(x, pairing[2]);
    double ab = fourth(x, pairing[0], pairing[1]);
    double ac = fourth(x, pairing[0], pairing[2]);
    double bc = fourth(x, pairing[1], pairing[2]);
    return sixth - ab * c - ac * b - bc * a + 2 * a * b * c;
  }

  private double second(int[] x, int[] pair) {
    return second.at(x[pair[0]], x[pair[1]]);
  }

  private double fourth(int[] x, int[] pair, int[] other) {
    int quad = quads.indexOf(x[pair[0]], x[pair[1]], x[other[0]], x[other[1]]);
    return moments.fourth()[quad];
  }
}
