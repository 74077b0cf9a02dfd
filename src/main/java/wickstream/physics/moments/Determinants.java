package wickstream.physics.moments;

import java.math.BigDecimal;
import java.util.Arrays;

/** Minors of a matrix of doubles, rounded once. */
final class Determinants {
  private final BigDecimal[][] matrix;

  Determinants(double[][] matrix) {
    this.matrix =
        Arrays.stream(matrix)
            .map(row -> Arrays.stream(row).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new))
            .toArray(BigDecimal[][]::new);
  }

  /** The determinant of some rows and as many columns. */
  double of(int[] rows, int[] columns) {
    return determinant(rows, columns).doubleValue();
  }

  /** By the first row. */
  private BigDecimal determinant(int[] rows, int[] columns) {
    BigDecimal[] first = matrix[rows[0]];
    if (rows.length == 1) {
      return first[columns[0]];
    }
    int[] others = Arrays.copyOfRange(rows, 1, rows.length);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < columns.length; k++) {
      int column = columns[k];
      int[] left = Arrays.stream(columns).filter(c -> c != column).toArray();
      BigDecimal term = first[column].multiply(determinant(others, left));
      sum = k % 2 == 0 ? sum.add(term) : sum.subtract(term);
    }
    return sum;
  }
}
