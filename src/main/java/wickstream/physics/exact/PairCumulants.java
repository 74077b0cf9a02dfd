package wickstream.physics.exact;

import java.util.List;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.Multisets;
import wickstream.physics.Readout;
import wickstream.physics.Splits;
import wickstream.physics.WickPairings;

/**
 * Joint cumulants of products h_a h_b of one hidden unit, and the connected functions of a network
 * that they add up to:
 *
 * <pre>
 *   N G_c⁽⁴⁾  = σ_W⁴ Σ_{3 pairings}  Cov( h_a h_b, h_c h_d )
 *   N² G_c⁽⁶⁾ = σ_W⁶ Σ_{15 pairings} κ3( h_a h_b, h_c h_d, h_e h_f )
 * </pre>
 *
 * <p>and, of readout weights that are not normal, with their cumulants κ4 and κ6 and the moments M
 * of the unit,
 *
 * <pre>
 *   N G_c⁽⁴⁾  has κ4 σ_W⁴ M(abcd) more
 *   N² G_c⁽⁶⁾ has σ_W⁶ [ κ6 M(abcdef) + κ4 Σ_{15 (ab|cdef)} (M(abcdef) − M(ab) M(cdef)) ] more
 * </pre>
 */
interface PairCumulants {
  /** Positions in a multiset of six, or two of them of four. */
  int[] FIRST = {0, 1};

  int[] SECOND = {2, 3};
  int[] THIRD = {4, 5};

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

  /** M(ab) = E[h_a h_b], likewise. */
  Ball second(int[] x, int[] ab);

  /** The connected functions of all multisets, without a shared scale. */
  default ConnectedFunctions connected(Ensemble ensemble, boolean sixth) {
    Ball variance = Ball.exact(ensemble.sigmaW()).square();
    Ball fourthPower = variance.square();
    Readout readout = ensemble.priors().readout();
    return new ConnectedFunctions(
        fourth(fourthPower, readout),
        sixth ? sixth(fourthPower.times(variance), readout) : new Ball[0]);
  }

  private Ball[] fourth(Ball scale, Readout readout) {
    Multisets quads = Multisets.of(points(), 4);
    List<int[][]> pairings = WickPairings.of(4);
    Ball[] connected = new Ball[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = quads.indices(k);
      Ball sum = Ball.ZERO;
      for (int[][] pairing : pairings) {
        sum = sum.plus(covariance(x, pairing[0], pairing[1]));
      }
      if (readout != Readout.NORMAL) {
        sum = sum.plus(fourthMoment(x, FIRST, SECOND).times(cumulant(readout.fourthCumulant())));
      }
      connected[k] = sum.times(scale);
    }
    return connected;
  }

  private static Ball cumulant(double value) {
    return Ball.rounded(value, 1);
  }

  /** M(abcd). */
  private Ball fourthMoment(int[] x, int[] ab, int[] cd) {
    return covariance(x, ab, cd).plus(second(x, ab).times(second(x, cd)));
  }

  /** M(abcdef) − M(ab) M(cdef). */
  private Ball covarianceOfFour(int[] x, int[] ab, int[] cd, int[] ef) {
    return thirdCumulant(x, ab, cd, ef)
        .plus(covariance(x, ab, cd).times(second(x, ef)))
        .plus(covariance(x, ab, ef).times(second(x, cd)));
  }

  /** What the cumulants of the readout weights add. */
  private Ball ofReadout(int[] x, Readout readout) {
    Ball sum = Ball.ZERO;
    for (int[] s : Splits.PAIR_AND_QUAD) {
      int[] ab = {s[0], s[1]};
      sum = sum.plus(covarianceOfFour(x, ab, new int[] {s[2], s[3]}, new int[] {s[4], s[5]}));
    }
    Ball moment =
        covarianceOfFour(x, FIRST, SECOND, THIRD)
            .plus(second(x, FIRST).times(fourthMoment(x, SECOND, THIRD)));
    return sum.times(cumulant(readout.fourthCumulant()))
        .plus(moment.times(cumulant(readout.sixthCumulant())));
  }

  private Ball[] sixth(Ball scale, Readout readout) {
    Multisets sextets = Multisets.of(points(), 6);
    List<int[][]> pairings = WickPairings.of(6);
    Ball[] connected = new Ball[sextets.size()];
    for (int k = 0; k < connected.length; k++) {
      int[] x = sextets.indices(k);
      Ball sum = Ball.ZERO;
      for (int[][] pairing : pairings) {
        sum = sum.plus(thirdCumulant(x, pairing[0], pairing[1], pairing[2]));
      }
      if (readout != Readout.NORMAL) {
        sum = sum.plus(ofReadout(x, readout));
      }
      connected[k] = sum.times(scale);
    }
    return connected;
  }
}
