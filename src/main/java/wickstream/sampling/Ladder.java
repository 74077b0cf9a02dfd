package wickstream.sampling;

import java.util.Optional;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/**
 * Equally spaced points on a line, where the log-normal units exp(b + W x) at successive points
 * differ by one factor exp(W Δ): two exponentials instead of one a point. Each multiplication adds
 * one rounding of the product and carries the error of the factor, below one and a half units in
 * the last place together, so that rung m is exact to 3m + 2 units: 17 for the sixth of six points,
 * 32 for the eleventh sum of two.
 *
 * @param start x_0, the lowest point
 * @param step Δ, the distance of neighbouring points
 */
record Ladder(double start, double step) {
  /**
   * The largest σ_W |x|. Beyond it the factors exp(W x), which the normaliser tames only after the
   * sum, become so large or small that digits are lost.
   */
  private static final double MOST_SLOPE = 3;

  /**
   * The ladder of a shard's points; empty unless the activation is gauss and the points are equally
   * spaced, ascending, and not far from zero in units of 1/σ_W.
   */
  static Optional<Ladder> of(Ensemble ensemble, InputPoints points) {
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
    boolean usable = step > 0 && ensemble.sigmaW() * farthest <= MOST_SLOPE;
    return usable ? Optional.of(new Ladder(start, step)) : Optional.empty();
  }

  /**
   * exp(power (b − σ_b² + W x_0)) and exp(W Δ) of {@code n} networks, for a standard normal W of
   * scale σ_W.
   */
  void begin(
      ArrayFunctions functions,
      HiddenUnits units,
      Ensemble ensemble,
      double power,
      double[] first,
      double[] factor,
      int n) {
    double[] w = units.inputWeights(0);
    double[] b = units.biases();
    double variance = ensemble.sigmaB() * ensemble.sigmaB();
    double slope = ensemble.sigmaW() * start;
    double growth = ensemble.sigmaW() * step;
    for (int i = 0; i < n; i++) {
      first[i] = power * Math.fma(slope, w[i], b[i] - variance);
    }
    functions.exp(first, n);
    Columns.scale(growth, w, factor, n);
    functions.exp(factor, n);
  }

  /** exp(−σ_W² x_a²), the part of unit h_j(x_a) that does not depend on the unit. */
  static double normaliser(Ensemble ensemble, InputPoints points, int a) {
    double wx = ensemble.sigmaW() * points.coordinate(a, 0);
    return StrictMath.exp(-wx * wx);
  }
}
