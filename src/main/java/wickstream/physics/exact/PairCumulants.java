package wickstream.physics.exact;

import java.util.List;
import wickstream.physics.Ball;
import wickstream.physics.Multisets;
import wickstream.physics.WickPairings;

/**
 * Joint cumulants of products h_a h_b of one hidden unit, and the connected functions of a network
 * that they add up to:
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
  Ball covariance(int[] x, int[] ab, int[] cd);

  /** κ3(h_a h_b, h_c h_d, h_e h_f), likewise. */
  Ball thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef);

  /** The connected functions of all multisets. */
  default ConnectedFunctions connected(double sigmaW, boolean sixth) {
    Ball variance = Ball.exact(sigmaW).square();
    Ball fourthPower = variance.square();
    return new ConnectedFunctions(
        fourth(fourthPower), sixth ? sixth(fourthPower.times(variance)) : new Ball[0]);
  }

  private Ball[] fourth(Ball scale) {
    Multisets quads = Multisets.of(points(), 4);
    List<int[][]> pairings = WickPairings.of(4);
    Ball[] connected = new Ball[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = quads.indices(k);
      Ball sum = Ball.ZERO;
      for (int[][] pairing : pairings) {
        sum = sum.plus(covariance(x, pairing[0], pairing[1]));
      }
      connected[k] = sum.times(scale);
    }
    return connected;
  }

  private Ball[] sixth(Ball scale) {
    Multisets sextets = Multisets.of(points(), 6);
    List<int[][]> pairings = WickPairings.of(6);
    Ball[] connected = new Ball[sextets.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = sextets.indices(k);
      Ball sum = Ball.ZERO;
      for (int[][] pairing : pairings) {
        sum = sum.plus(thirdCumulant(x, pairing[0], pairing[1], pairing[2]));
      }
      connected[k] = sum.times(scale);
    }
    return connected;
  }
}
