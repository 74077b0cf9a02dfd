package wickstream.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A few directions in which many numbers were measured, and how much blocks differ in them: what
 * fits of several models to the same numbers share. Used by one thread.
 */
public final class BlockDirections {
  /** As of {@link HomogeneityTest}: averages of many products of rounded numbers. */
  static final double ROUNDING = 1e-12;

  private final BlockSample sample;
  private final List<double[]> directions;
  private final RealMatrix projections;

  /** Of all blocks, then without each of them; null where nobody has asked yet. */
  private final RealMatrix[] whitenings;

  private BlockDirections(BlockSample sample, List<double[]> directions) {
    this.sample = sample;
    this.directions = directions;
    this.projections = projections(sample, directions);
    this.whitenings = new RealMatrix[sample.size() + 1];
  }

  /** All directions that are given. */
  static BlockDirections all(BlockSample sample, List<double[]> directions) {
    return new BlockDirections(sample, directions);
  }

  /**
   * Those in which blocks differ by more than rounding and by what others before them explain.
   *
   * @param directions orthonormal rows
   */
  public static BlockDirections resolved(BlockSample sample, List<double[]> directions) {
    double resolution = ROUNDING * sample.largest();
    List<double[]> resolved = new ArrayList<>();
    for (double[] direction : directions) {
      List<double[]> with = new ArrayList<>(resolved);
      with.add(direction);
      if (sample.size() > with.size() + 1
          && lastOf(spread(projections(sample, with), -1)) > resolution) {
        resolved.add(direction);
      }
    }
    return new BlockDirections(sample, resolved);
  }

  private static double lastOf(RealMatrix triangular) {
    int last = triangular.getColumnDimension() - 1;
    return Math.abs(triangular.getEntry(last, last));
  }

  /** A row a block. */
  private static RealMatrix projections(BlockSample sample, List<double[]> directions) {
    RealMatrix rows = new Array2DRowRealMatrix(sample.size(), Math.max(1, directions.size()));
    for (int b = 0; b < sample.size(); b++) {
      for (int i = 0; i < directions.size(); i++) {
        rows.setEntry(b, i, dot(directions.get(i), sample.block(b)));
      }
    }
    return rows;
  }

  /** R with S = RᵀR, upper triangular, of all blocks or without one. */
  private static RealMatrix spread(RealMatrix projections, int without) {
    int[] kept =
        IntStream.range(0, projections.getRowDimension()).filter(b -> b != without).toArray();
    int p = projections.getColumnDimension();
    RealMatrix centred = new Array2DRowRealMatrix(kept.length, p);
    double[] scale = new double[p];
    for (int i = 0; i < p; i++) {
      double[] column = BlockSample.at(projections.getColumn(i), kept);
      CentralMoments moments = CentralMoments.of(column, column.length);
      scale[i] = moments.m2() > 0 ? Math.sqrt(moments.m2()) : 1;
      for (int b = 0; b < kept.length; b++) {
        centred.setEntry(b, i, (column[b] - moments.mean()) / scale[i]);
      }
    }
    RealMatrix r = new QRDecomposition(centred).getR().getSubMatrix(0, p - 1, 0, p - 1);
    RealMatrix units = MatrixUtils.createRealDiagonalMatrix(scale);
    return r.multiply(units).scalarMultiply(1 / Math.sqrt(kept.length - 1.0));
  }

  /** The numbers in blocks. */
  BlockSample sample() {
    return sample;
  }

  /** How many directions there are. */
  int size() {
    return directions.size();
  }

  /** Direction i. */
  double[] get(int i) {
    return directions.get(i);
  }

  /** D y. */
  double[] of(double[] numbers) {
    return directions.stream().mapToDouble(direction -> dot(direction, numbers)).toArray();
  }

  /** R⁻ᵀ with S = RᵀR, which takes S to 1, of all blocks. */
  RealMatrix whitening() {
    return whitening(-1);
  }

  /** The same without a block. */
  RealMatrix whitening(int without) {
    if (whitenings[without + 1] == null) {
      whitenings[without + 1] = MatrixUtils.inverse(spread(projections, without).transpose(), 0);
    }
    return whitenings[without + 1];
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
