package wickstream.sampling;

import java.util.Arrays;
import java.util.Optional;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.NearOne;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.random.Ziggurat;

/**
 * Equally spaced points on a line, where the log-normal units exp(b + W x) at successive points
 * differ by one factor exp(W Δ): two exponentials instead of one a point. Each multiplication adds
 * one rounding of the product and carries the error of the factor, below two units in the last
 * place together, so that a value m terms from the first is exact to 4m + 2 units: 22 for the sixth
 * of six points, likewise for the sums of two points five terms from the middle.
 *
 * @param ensemble gauss, on a line
 * @param start x_0, the lowest point
 * @param step Δ, the distance of neighbouring points
 * @param points how many there are
 */
record GeometricRecurrence(Ensemble ensemble, double start, double step, int points) {
  /**
   * The largest σ_W |x|. Beyond it the factors exp(W x), which the normaliser tames only after the
   * sum, become so large or small that digits are lost.
   */
  private static final double MAX_SLOPE = 3;

  /**
   * The recurrence of a shard's points; empty unless the activation is gauss and the points are
   * equally spaced, ascending, and not far from zero in units of 1/σ_W.
   */
  static Optional<GeometricRecurrence> of(Ensemble ensemble, InputPoints points) {
    int last = points.count() - 1;
    if (ensemble.activation() != Activation.GAUSS || points.dIn() != 1 || last < 1) {
      return Optional.empty();
    }
    double start = points.coordinate(0, 0);
    double step = (points.coordinate(last, 0) - start) / last;
    double farthest = Math.max(Math.abs(start), Math.abs(points.coordinate(last, 0)));
    double rounding = 2 * Math.ulp(farthest);
    for (int a = 0; a <= last; a++) {
      if (Math.abs(points.coordinate(a, 0) - (start + a * step)) > rounding) {
        return Optional.empty();
      }
    }
    boolean usable = step > 0 && ensemble.sigmaW() * farthest <= MAX_SLOPE;
    return usable
        ? Optional.of(new GeometricRecurrence(ensemble, start, step, last + 1))
        : Optional.empty();
  }

  /** exp(power (b − σ_b²) + W x) of each unit of a piece. */
  void values(ArrayFunctions functions, HiddenUnits units, double power, double x, double[] into) {
    double sigmaB = ensemble.sigmaB();
    functions.exp(
        ensemble.sigmaW() * x,
        units.inputWeights(0),
        power * sigmaB,
        units.biases(),
        -power * sigmaB * sigmaB,
        into,
        units.size());
  }

  /** σ_W Δ, by which the logarithm of the factor grows with the standard normal of W. */
  double growth() {
    return ensemble.sigmaW() * step;
  }

  /** Whether all factors are as near one as {@link NearOne} needs. */
  boolean isFine() {
    return growth() * Ziggurat.LARGEST <= NearOne.LARGEST;
  }

  /**
   * Whether exp(m W Δ), |m| below {@link UnitLoops#TERMS_PER_PASS}, is its Taylor polynomial of
   * {@link UnitLoops#TAYLOR_SUMS} terms but for a part of 2·10⁻¹⁶: |m W Δ| ≤ 0.35 for all |W|/σ_W
   * up to 8.6, and x¹³/13! is below that. Of 10¹⁷ normals one is larger; none is larger than {@link
   * Ziggurat#LARGEST}, where |m W Δ| is 0.53 and that one unit right to 7·10⁻¹⁴.
   */
  boolean isFlat() {
    return growth() * (UnitLoops.TERMS_PER_PASS - 1) * 8.6 <= 0.35;
  }

  /** exp(W Δ) and exp(−W Δ) of each unit of a piece. */
  void factors(ArrayFunctions functions, HiddenUnits units, double[] up, double[] down) {
    double[] w = units.inputWeights(0);
    int n = units.size();
    if (isFine()) {
      functions.expBothWays(growth(), w, up, down, n);
    } else {
      Columns.scale(growth(), w, up, n);
      functions.exp(up, n);
      Columns.scale(-growth(), w, down, n);
      functions.exp(down, n);
    }
  }

  /** The middle of the sums of two points, x_0 + x_last. */
  double middleOfSums() {
    double sum = 2 * start + (points - 1) * step;
    return Math.abs(sum) <= 4 * Math.ulp(start) ? 0 : sum;
  }

  /**
   * Which sum each term is added to by successive calls of {@link UnitLoops#addPowers}: the first
   * call begins at the first term, each later one at the last term of the one before, which is not
   * added again.
   *
   * @param terms the slots of the terms
   * @param unused the slot of what is not wanted
   */
  static int[] passes(int[] terms, int unused) {
    int ahead = UnitLoops.TERMS_PER_PASS - 1;
    int count = Math.max(1, (terms.length - 1 + ahead - 1) / ahead);
    int[] slots = new int[count * UnitLoops.TERMS_PER_PASS];
    Arrays.fill(slots, unused);
    slots[0] = terms[0];
    for (int term = 1; term < terms.length; term++) {
      int pass = (term - 1) / ahead;
      slots[pass * UnitLoops.TERMS_PER_PASS + 1 + (term - 1) % ahead] = terms[term];
    }
    return slots;
  }

  /** exp(−σ_W² x_a²), the part of unit h_j(x_a) that does not depend on the unit. */
  static double normaliser(Ensemble ensemble, InputPoints points, int a) {
    double wx = ensemble.sigmaW() * points.coordinate(a, 0);
    return StrictMath.exp(-wx * wx);
  }
}
