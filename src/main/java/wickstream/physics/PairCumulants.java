package wickstream.physics;

import java.util.List;

/**
 * Joint cumulants of products h_a h_b of one hidden unit in closed form, and the connected
 * functions of a network that they add up to:
 *
 * <pre>
 *   N G_c⁽⁴⁾  = σ_W⁴ Σ_{3 pairings}  Cov( h_a h_b, h_c h_d )
 *   N² G_c⁽⁶⁾ = σ_W⁶ Σ_{15 pairings} κ3( h_a h_b, h_c h_d, h_e h_f )
 * </pre>
 */
interface PairCumulants {

  /** How many points there are. */
  int points();

  /**
   * Cov(h_a h_b, h_c h_d).
   *
   * @param x the points of a multiset
   * @param ab which two of them
   * @param cd which other two
   */
  double covariance(int[] x, int[] ab, int[] cd);

  /** κ3(h_a h_b, h_c h_d, h_e h_f), likewise. */
  double thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef);

  /** The connected functions of all multisets. */
  default ConnectedFunctions connected(double sigmaW, boolean sixth) {
    double variance = sigmaW * sigmaW;
    return new ConnectedFunctions(
        fourth(variance * variance), sixth ? sixth(variance * variance * variance) : new double[0]);
  }

  private double[] fourth(double scale) {
    Multisets quads = Multisets.of(points(), 4);
    List<int[][]> pairings = WickPairings.of(4);
    double[] connected = new double[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = quads.indices(k);
      for (int[][] pairing : pairings) {
        connected[k] += covariance(x, pairing[0], pairing[1]);
      }
      connected[k] *= scale;
    }
    return connected;
  }

  private double[] sixth(double scale) {
    Multisets sextets = Multisets.of(points(), 6);
    List<int[][]> pairings = WickPairings.of(6);
    double[] connected = new double[sextets.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = sextets.indices(k);
      for (int[][] pairing : pairings) {
        connected[k] += thirdCumulant(x, pairing[0], pairing[1], pairing[2]);
      }
      connected[k] *= scale;
    }
    return connected;
  }
}
