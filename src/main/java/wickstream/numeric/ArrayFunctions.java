package wickstream.numeric;

/**
 * The functions of {@link Elementary} on the first n entries of an array, in place: the same bits,
 * however many entries an implementation computes at once.
 */
public interface ArrayFunctions {
  /** One entry at a time: the reference for all others. */
  ArrayFunctions SCALAR =
      new ArrayFunctions() {
        @Override
        public int lanes() {
          return 1;
        }

        @Override
        public void exp(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = Exp.of(x[i]);
          }
        }

        @Override
        public void erf(double[] x, int n) {
          for (int i = 0; i < n; i++) {
            x[i] = Erf.of(x[i]);
          }
        }
      };

  /** How many entries are computed at once. */
  int lanes();

  /** x = exp(x). */
  void exp(double[] x, int n);

  /** x = erf(x). */
  void erf(double[] x, int n);
}
