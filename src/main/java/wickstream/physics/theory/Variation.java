package wickstream.physics.theory;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import wickstream.physics.Multisets;

/**
 * A covariance C of all points, or what is added to one.
 *
 * @param values C by pairs of points, in the order of {@link Multisets}
 * @param toExamples C_{·X} in the basis of examples, one row a point
 * @param ofExamples C_XX in it
 */
record Variation(double[] values, RealMatrix toExamples, RealMatrix ofExamples) {

  static Variation of(double[] values, Multisets pairs, DataBasis basis) {
    RealMatrix toExamples = matrix(values, pairs).multiply(basis.vectors());
    return new Variation(values, toExamples, basis.vectors().transpose().multiply(toExamples));
  }

  /** The symmetric matrix of these elements. */
  static RealMatrix matrix(double[] values, Multisets pairs) {
    int points = pairs.indices(pairs.size() - 1)[0] + 1;
    RealMatrix matrix = new Array2DRowRealMatrix(points, points);
    for (int k = 0; k < values.length; k++) {
      int[] ab = pairs.indices(k);
      matrix.setEntry(ab[0], ab[1], values[k]);
      matrix.setEntry(ab[1], ab[0], values[k]);
    }
    return matrix;
  }
}
