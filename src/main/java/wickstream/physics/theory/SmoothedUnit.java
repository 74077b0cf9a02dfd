package wickstream.physics.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * y ↦ E[g(y + a ξ)] with standard normal ξ, tabulated at equal distances by the trapezoidal rule
 * and interpolated by the polynomial through the eight nearest values. g is analytic in a strip
 * around the real axis, of 32 table steps, so that interpolation errs by 1e-10 of its size there.
 */
final class SmoothedUnit implements DoubleUnaryOperator {
  private static final double STEPS_A_STRIP = 32;
  private static final int NEAREST = 8;
  private static final int BELOW = NEAREST / 2 - 1;
  private static final double[] FACTORS = factors();

  private final double step;
  private final int half;
  private final double[] values;

  /**
   * @param scale a, at least a few table steps
   * @param strip the distance of g's nearest singularity to the real axis
   * @param reach the largest |y| that will be asked for
   */
  SmoothedUnit(DoubleUnaryOperator unit, double scale, double strip, double reach) {
    this.step = strip / STEPS_A_STRIP;
    this.half = (int) Math.ceil(reach / step) + NEAREST;
    this.values = new double[2 * half + 1];
    int stride = Math.max(1, (int) (scale * NormalRule.step(scale / strip) / step));
    double ofXi = stride * step / scale;
    int terms = (int) (NormalRule.REACH / ofXi);
    int margin = terms * stride;
    double[] ofUnit = new double[values.length + 2 * margin];
    for (int i = 0; i < ofUnit.length; i++) {
      ofUnit[i] = unit.applyAsDouble((i - half - margin) * step);
    }
    for (int n = -terms; n <= terms; n++) {
      double xi = n * ofXi;
      double weight = ofXi * StrictMath.exp(-xi * xi / 2) / Math.sqrt(2 * Math.PI);
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.fma(weight, ofUnit[i + margin + n * stride], values[i]);
      }
    }
  }

  /** About how many values a table for such a strip and reach has, without making it. */
  static double size(double strip, double reach) {
    return 2 * reach / strip * STEPS_A_STRIP;
  }

  /** Π_{j≠i} 1/(i − j). */
  private static double[] factors() {
    double[] products = new double[NEAREST];
    for (int i = 0; i < NEAREST; i++) {
      products[i] = 1;
      for (int j = 0; j < NEAREST; j++) {
        products[i] *= j == i ? 1 : 1.0 / (i - j);
      }
    }
    return products;
  }

  @Override
  public double applyAsDouble(double y) {
    double position = y / step + half;
    int first = (int) position - BELOW;
    double t = position - first;
    double left = 1;
    double[] products = new double[NEAREST];
    for (int j = 0; j < NEAREST; j++) {
      products[j] = left;
      left *= t - j;
    }
    double right = 1;
    double sum = 0;
    for (int j = NEAREST - 1; j >= 0; j--) {
      sum += values[first + j] * products[j] * (right * FACTORS[j]);
      right *= t - j;
    }
    return sum;
  }
}
