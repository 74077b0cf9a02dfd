package wickstream.physics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Exact couplings and normalised deviations of the networks of an ensemble, at any width N:
 *
 * <pre>
 *   u4 = −ΔG⁽⁴⁾/I4,   u6 = [⟨u4⟩² Σ_{10 splits} J − G_c⁽⁶⁾]/I6
 *   ΔG⁽⁴⁾ = G_c⁽⁴⁾,   ΔG⁽⁶⁾ = Σ_{15 (pair|quad)} K(pair) G_c⁽⁴⁾(quad) + G_c⁽⁶⁾,   m_n = ΔG⁽ⁿ⁾/G0⁽ⁿ⁾
 * </pre>
 *
 * (arXiv 2212.11811, eq. 8, and the sextic vertex left after tree exchange). Unless a multiset is
 * named, values are means over all multisets; ⟨u4⟩ is such a mean. Everything that does not depend
 * on N is computed once.
 */
public final class ExactCouplings {
  private final Deviations deviations;
  private final double[] u4TimesN;
  private final double[] u6TimesN2;
  private final OptionalDouble z0;
  private final double u4RelativeError;
  private final OptionalDouble u6RelativeError;

  private ExactCouplings(
      Deviations deviations, CouplingIntegrals integrals, ExactCorrelators correlators) {
    this.deviations = deviations;
    this.z0 = integrals.z0();
    double error = integrals.relativeError() + correlators.relativeError();
    double[] i4 = integrals.i4();
    double[] i6 = integrals.i6();
    double[] jSum = integrals.jSum();
    this.u4TimesN = new double[i4.length];
    for (int k = 0; k < i4.length; k++) {
      u4TimesN[k] = -deviations.connected4()[k] / i4[k];
    }
    double u4 = mean(u4TimesN);
    this.u4RelativeError = error * meanMagnitude(u4TimesN) / Math.abs(u4);
    this.u6TimesN2 = new double[i6.length];
    double[] errors = new double[i6.length];
    for (int k = 0; k < i6.length; k++) {
      double exchange = u4 * u4 * jSum[k] / i6[k];
      double connected = deviations.connected6()[k] / i6[k];
      u6TimesN2[k] = exchange - connected;
      errors[k] = Math.abs(exchange) * (2 * u4RelativeError + error) + Math.abs(connected) * error;
    }
    this.u6RelativeError =
        i6.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(mean(errors) / Math.abs(mean(u6TimesN2)));
  }

  /**
   * The exact couplings of an ensemble; empty where {@link CouplingIntegrals} or {@link
   * ExactCorrelators} are.
   *
   * @param sixth whether to compute u6 and m6
   */
  public static Optional<ExactCouplings> of(Ensemble ensemble, InputPoints points, boolean sixth) {
    return CouplingIntegrals.of(ensemble, points, sixth)
        .flatMap(integrals -> of(ensemble, points, sixth, integrals));
  }

  /** The same from integrals that are already there. */
  static Optional<ExactCouplings> of(
      Ensemble ensemble, InputPoints points, boolean sixth, CouplingIntegrals integrals) {
    return ExactCorrelators.of(ensemble, points, sixth)
        .map(
            correlators ->
                new ExactCouplings(
                    Deviations.of(ensemble, points, correlators), integrals, correlators));
  }

  /** ⟨u4⟩ at width N. */
  public double u4(int width) {
    return mean(u4TimesN) / atLeastOne(width);
  }

  /** u4 of one multiset of four points. */
  public double u4(int width, int multiset) {
    return u4TimesN[multiset] / atLeastOne(width);
  }

  /** u4 of every multiset. */
  public double[] eachU4(int width) {
    int atLeastOne = atLeastOne(width);
    return Arrays.stream(u4TimesN).map(value -> value / atLeastOne).toArray();
  }

  /** The least u4 of any multiset. */
  public double leastU4(int width) {
    return Arrays.stream(u4TimesN).min().orElseThrow() / atLeastOne(width);
  }

  /** The largest u4 of any multiset. */
  public double largestU4(int width) {
    return Arrays.stream(u4TimesN).max().orElseThrow() / atLeastOne(width);
  }

  /** ⟨u4⟩/Z0², in units of a canonically normalised field; empty for kernels that do not decay. */
  public OptionalDouble u4Canonical(int width) {
    return z0.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(u4(width) / (z0.getAsDouble() * z0.getAsDouble()));
  }

  /** ⟨u6⟩ at width N; empty without sixth order. */
  public OptionalDouble u6(int width) {
    double square = square(width);
    return u6TimesN2.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(mean(u6TimesN2) / square);
  }

  /** u6 of one multiset of six points; empty without sixth order. */
  public OptionalDouble u6(int width, int multiset) {
    double square = square(width);
    return u6TimesN2.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(u6TimesN2[multiset] / square);
  }

  /** ⟨u6⟩/Z0³; empty for kernels that do not decay, and without sixth order. */
  public OptionalDouble u6Canonical(int width) {
    OptionalDouble u6 = u6(width);
    if (z0.isEmpty() || u6.isEmpty()) {
      return OptionalDouble.empty();
    }
    double z = z0.getAsDouble();
    return OptionalDouble.of(u6.getAsDouble() / (z * z * z));
  }

  /** ⟨m4⟩ = ⟨ΔG⁽⁴⁾/G0⁽⁴⁾⟩; empty where some G0⁽⁴⁾ is zero. */
  public OptionalDouble m4(int width) {
    return deviations.m4(atLeastOne(width));
  }

  /** ⟨m6⟩ = ⟨ΔG⁽⁶⁾/G0⁽⁶⁾⟩; empty where some G0⁽⁶⁾ is zero, and without sixth order. */
  public OptionalDouble m6(int width) {
    return deviations.m6(atLeastOne(width));
  }

  /** ⟨G_c⁽⁴⁾⟩. */
  public OptionalDouble connected4(int width) {
    return deviations.meanConnected4(atLeastOne(width));
  }

  /** ⟨G_c⁽⁶⁾⟩; empty without sixth order. */
  public OptionalDouble connected6(int width) {
    return deviations.meanConnected6(atLeastOne(width));
  }

  /** ΔG⁽⁴⁾ = G_c⁽⁴⁾ of one multiset of four points. */
  public double deviation4(int width, int multiset) {
    return deviations.fourth(atLeastOne(width), multiset);
  }

  /** ΔG⁽⁶⁾ of one multiset of six points; empty without sixth order. */
  public OptionalDouble deviation6(int width, int multiset) {
    return deviations.sixth(atLeastOne(width), multiset);
  }

  /**
   * An estimate of the largest relative error of ⟨u4⟩ and ⟨u6⟩. Cancellation between multisets, and
   * between exchange and connected function, is counted.
   */
  public double relativeError() {
    return Math.max(u4RelativeError, u6RelativeError.orElse(0));
  }

  /** An estimate of the relative error of ⟨u4⟩ alone. */
  public double u4RelativeError() {
    return u4RelativeError;
  }

  /** An estimate of the relative error of ⟨u6⟩ alone; empty without sixth order. */
  public OptionalDouble u6RelativeError() {
    return u6RelativeError;
  }

  private static double square(int width) {
    return (double) atLeastOne(width) * width;
  }

  private static int atLeastOne(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, was " + width);
    }
    return width;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double meanMagnitude(double[] values) {
    return mean(Arrays.stream(values).map(Math::abs).toArray());
  }
}
