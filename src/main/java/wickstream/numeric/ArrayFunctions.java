package wickstream.numeric;

/**
 * The functions of {@link Elementary} on the first n entries of an array: the same bits, however
 * many entries an implementation computes at once.
 */
public interface ArrayFunctions {
  /** One entry at a time: the reference for all others. */
  ArrayFunctions SCALAR =
      new ArrayFunctions() {
        @Override
        public void exp(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = Exp.of(x[i]);
          }
        }

        @Override
        public void exp(
            double a, double[] x, double b, double[] y, double c, double[] into, int n) {
          for (int i = 0; i < n; i++) {
            into[i] = Exp.of(Math.fma(a, x[i], Math.fma(b, y[i], c)));
          }
        }

        @Override
        public void erf(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = Erf.of(x[i]);
          }
        }

        @Override
        public void tanh(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = Tanh.of(x[i]);
          }
        }

        @Override
        public void cos(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = SinCos.of(x[i], 1);
          }
        }

        @Override
        public void sin(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = SinCos.of(x[i], 0);
          }
        }

        @Override
        public void log(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = Log.of(x[i]);
          }
        }

        @Override
        public void expBothWays(double scale, double[] x, double[] up, double[] down, int n) {
          for (int i = 0; i < n; i++) {
            double r = scale * x[i];
            up[i] = NearOne.up(r);
            down[i] = NearOne.down(r);
          }
        }
      };

  /** The largest size of an argument of {@link #expBothWays}. */
  double MAX_BOTH_WAYS = NearOne.LARGEST;

  /** x = exp(x), in place. */
  void exp(double[] x, int n);

  /** into = exp(a · x + (b · y + c)), the argument with two roundings. */
  void exp(double a, double[] x, double b, double[] y, double c, double[] into, int n);

  /** x = erf(x), in place. */
  void erf(double[] x, int n);

  /** x = tanh(x), in place. */
  void tanh(double[] x, int n);

  /** x = cos(x), in place; NaN for |x| above {@link Elementary#LARGEST_ANGLE}. */
  void cos(double[] x, int n);

  /** x = sin(x), likewise; the sign of a zero is lost. */
  void sin(double[] x, int n);

  /** x = log(x), in place. */
  void log(double[] x, int n);

  /**
   * up = exp(scale · x) and down = exp(−scale · x), for |scale · x| of at most {@link
   * #MAX_BOTH_WAYS}; both may be wrong in the last bit where {@link #exp} would not be. Either may
   * be the array x.
   */
  void expBothWays(double scale, double[] x, double[] up, double[] down, int n);
}
