package wickstream.physics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Deviations from the free theory as functions of the width: ΔG⁽⁴⁾ = A/N and ΔG⁽⁶⁾ = B/N + C/N²,
 * and their means in units of the free Green functions.
 *
 * @param connected4 A, for each multiset of four points
 * @param dressed6 B = Σ_{15 (pair|quad)} K(pair) A(quad), for each multiset of six, or empty
 * @param connected6 C, for each multiset of six points, or empty
 * @param free4 G0⁽⁴⁾
 * @param free6 G0⁽⁶⁾, or empty
 */
record Deviations(
    double[] connected4, double[] dressed6, double[] connected6, double[] free4, double[] free6) {

  static Deviations of(Ensemble ensemble, InputPoints points, ExactCorrelators correlators) {
    Multisets quads = Multisets.of(points.count(), 4);
    PairTable kernel = new PairTable(Kernel.of(ensemble).pairs(points), points.count());
    double[] connected4 = correlators.connected4();
    double[] connected6 = correlators.connected6();
    double[] free4 = FreeGreens.of(kernel, quads);
    if (connected6.length == 0) {
      return new Deviations(connected4, connected6, connected6, free4, connected6);
    }
    Multisets sextets = Multisets.of(points.count(), 6);
    double[] dressed6 = dressed(kernel, quads, sextets, connected4);
    return new Deviations(connected4, dressed6, connected6, free4, FreeGreens.of(kernel, sextets));
  }

  private static double[] dressed(
      PairTable kernel, Multisets quads, Multisets sextets, double[] connected4) {
    double[] dressed = new double[sextets.size()];
    for (int k = 0; k < dressed.length; k++) {
      int[] x = sextets.indices(k);
      for (int[] s : Splits.PAIR_AND_QUAD) {
        int quad = quads.indexOf(x[s[2]], x[s[3]], x[s[4]], x[s[5]]);
        dressed[k] += kernel.at(x[s[0]], x[s[1]]) * connected4[quad];
      }
    }
    return dressed;
  }

  /** ΔG⁽⁴⁾ of a multiset. */
  double fourth(int width, int multiset) {
    return connected4[multiset] / width;
  }

  /** ΔG⁽⁶⁾ of a multiset. */
  OptionalDouble sixth(int width, int multiset) {
    return free6.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(at(width, multiset));
  }

  /** ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩. */
  OptionalDouble m4(int width) {
    double sum = 0;
    for (int k = 0; k < free4.length; k++) {
      sum += fourth(width, k) / free4[k];
    }
    return finite(sum / free4.length);
  }

  /** ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩. */
  OptionalDouble m6(int width) {
    double sum = 0;
    for (int k = 0; k < free6.length; k++) {
      sum += at(width, k) / free6[k];
    }
    return finite(sum / free6.length);
  }

  /** ⟨G_c⁽⁴⁾⟩. */
  OptionalDouble meanConnected4(int width) {
    return finite(Arrays.stream(connected4).sum() / connected4.length / width);
  }

  /** ⟨G_c⁽⁶⁾⟩. */
  OptionalDouble meanConnected6(int width) {
    return finite(Arrays.stream(connected6).sum() / connected6.length / width / width);
  }

  private double at(int width, int sextet) {
    return (dressed6[sextet] + connected6[sextet] / width) / width;
  }

  private static OptionalDouble finite(double mean) {
    return Double.isFinite(mean) ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }
}
