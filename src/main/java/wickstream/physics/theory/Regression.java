package wickstream.physics.theory;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * L(C) = C_{·X} f(C_XX) and its derivatives at K, in the eigenbasis of K_XX: one row a point, one
 * column an eigenvector.
 */
final class Regression {
  private final RealMatrix toExamples;
  private final MatrixFunction function;

  /**
   * @param kernel K
   * @param function f at K_XX
   */
  Regression(Variation kernel, MatrixFunction function) {
    this.toExamples = kernel.toExamples();
    this.function = function;
  }

  /** L(K). */
  RealMatrix value() {
    return toExamples.multiply(function.value());
  }

  /** Its derivative along a variation of C. */
  RealMatrix first(Variation e) {
    return e.toExamples()
        .multiply(function.value())
        .add(toExamples.multiply(function.first(e.ofExamples())));
  }

  /** Its second derivative along two variations. */
  RealMatrix second(Variation e, Variation f) {
    return e.toExamples()
        .multiply(function.first(f.ofExamples()))
        .add(f.toExamples().multiply(function.first(e.ofExamples())))
        .add(toExamples.multiply(function.second(e.ofExamples(), f.ofExamples())));
  }
}
