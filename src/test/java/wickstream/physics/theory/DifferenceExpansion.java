package wickstream.physics.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import wickstream.physics.Multisets;

/**
 * Trained networks to first order in 1/N by finite differences along the eigenvectors of V, from
 * the formulas in terms of φ and C of all examples as they are given.
 */
final class DifferenceExpansion {
  private static final double STEP = 2e-3;

  private final LayerStatistics layer;
  private final int[] positions;
  private final RealMatrix targets;
  private final DoubleUnaryOperator phi;
  private final double noiseVariance;
  private final Multisets pairs;

  /**
   * @param positions of the examples
   * @param targets of one output
   * @param phi φ(λ), of eigenvalues of C_XX
   */
  DifferenceExpansion(
      LayerStatistics layer, int[] positions, double[] targets, DoubleUnaryOperator phi) {
    this(layer, positions, targets, phi, 0);
  }

  private DifferenceExpansion(
      LayerStatistics layer,
      int[] positions,
      double[] targets,
      DoubleUnaryOperator phi,
      double noiseVariance) {
    this.noiseVariance = noiseVariance;
    this.layer = layer;
    this.positions = positions;
    this.targets = MatrixUtils.createColumnRealMatrix(targets);
    this.phi = phi;
    this.pairs = Multisets.of(layer.points(), 2);
  }

  /** Given targets that are seen with noise, which is passed on to what is inferred from them. */
  static DifferenceExpansion ofNoisy(
      LayerStatistics layer, int[] positions, double[] targets, double noiseVariance) {
    return new DifferenceExpansion(
        layer, positions, targets, x -> 1 / (x + noiseVariance), noiseVariance);
  }

  /** φ of flow; eigenvalues that are null to rounding are not learnt. */
  static DoubleUnaryOperator flow(double time) {
    return x -> Math.abs(x) < 1e-12 ? (time < 1e300 ? time : 0) : -Math.expm1(-time * x) / x;
  }

  private RealMatrix matrix(double[] c, int[] rows, int[] columns) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows.length, columns.length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        matrix.setEntry(i, j, c[pairs.indexOf(rows[i], columns[j])]);
      }
    }
    return matrix;
  }

  private RealMatrix ofExamples(double[] c) {
    return matrix(c, positions, positions);
  }

  /** C_XX + s². */
  RealMatrix noisy(double[] c) {
    return ofExamples(c)
        .add(MatrixUtils.createRealIdentityMatrix(positions.length).scalarMultiply(noiseVariance));
  }

  /** Means, then covariances by pairs. */
  private double[] given(double[] c) {
    int[] all = new int[layer.points()];
    Arrays.setAll(all, a -> a);
    EigenDecomposition eigen = new EigenDecomposition(ofExamples(c));
    RealMatrix function =
        eigen
            .getV()
            .multiply(
                MatrixUtils.createRealDiagonalMatrix(
                    Arrays.stream(eigen.getRealEigenvalues()).map(phi).toArray()))
            .multiply(eigen.getVT());
    RealMatrix toExamples = matrix(c, all, positions);
    RealMatrix learnt = toExamples.multiply(function);
    RealMatrix crossed = learnt.multiply(toExamples.transpose());
    RealMatrix covariance =
        matrix(c, all, all)
            .subtract(crossed)
            .subtract(crossed.transpose())
            .add(learnt.multiply(noisy(c)).multiply(learnt.transpose()));
    double[] list = Arrays.copyOf(learnt.multiply(targets).getColumn(0), all.length + pairs.size());
    for (int k = 0; k < pairs.size(); k++) {
      int[] ab = pairs.indices(k);
      list[all.length + k] = covariance.getEntry(ab[0], ab[1]);
    }
    return list;
  }

  private double[] moved(double[] direction, double by) {
    double[] moved = layer.kernel().clone();
    Arrays.setAll(moved, p -> moved[p] + by * direction[p]);
    return moved;
  }

  private static double[] combination(double[] weights, double[]... lists) {
    double[] sum = new double[lists[0].length];
    for (int l = 0; l < lists.length; l++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[l] * lists[l][i];
      }
    }
    return sum;
  }

  private double[] slope(UnaryOperator<double[]> of, double[] direction) {
    return combination(
        new double[] {1 / 12.0 / STEP, -8 / 12.0 / STEP, 8 / 12.0 / STEP, -1 / 12.0 / STEP},
        of.apply(moved(direction, -2 * STEP)),
        of.apply(moved(direction, -STEP)),
        of.apply(moved(direction, STEP)),
        of.apply(moved(direction, 2 * STEP)));
  }

  private double[] curvature(double[] direction) {
    double unit = 1 / (12 * STEP * STEP);
    return combination(
        new double[] {-unit, 16 * unit, -30 * unit, 16 * unit, -unit},
        given(moved(direction, -2 * STEP)),
        given(moved(direction, -STEP)),
        given(layer.kernel()),
        given(moved(direction, STEP)),
        given(moved(direction, 2 * STEP)));
  }

  /** Correlators at the first points, of networks that all count alike. */
  TrainedFunctions functions(int points) {
    return functions(points, c -> new double[1]);
  }

  /**
   * Correlators at the first points.
   *
   * @param logWeight the logarithm, as the one element of a list, of how much a network counts
   */
  TrainedFunctions functions(int points, UnaryOperator<double[]> logWeight) {
    RealMatrix v = new Array2DRowRealMatrix(layer.covariance());
    EigenDecomposition eigen = new EigenDecomposition(v);
    double[] order1 = slope(this::given, layer.kernelCorrection());
    double[][] spread = new double[order1.length][order1.length];
    for (int k = 0; k < pairs.size(); k++) {
      double[] direction =
          eigen
              .getEigenvector(k)
              .mapMultiply(Math.sqrt(Math.max(0, eigen.getRealEigenvalue(k))))
              .toArray();
      double[] slope = slope(this::given, direction);
      double weight = slope(logWeight, direction)[0];
      order1 = combination(new double[] {1, 0.5, weight}, order1, curvature(direction), slope);
      for (int i = 0; i < slope.length; i++) {
        for (int j = 0; j < slope.length; j++) {
          spread[i][j] += slope[i] * slope[j];
        }
      }
    }
    return functions(points, given(layer.kernel()), order1, spread);
  }

  private TrainedFunctions functions(
      int points, double[] value, double[] order1, double[][] spread) {
    Multisets twos = Multisets.of(points, 2);
    Multisets threes = Multisets.of(points, 3);
    Multisets fours = Multisets.of(points, 4);
    double[] covariance = new double[twos.size()];
    double[] covarianceOrder1 = new double[twos.size()];
    for (int k = 0; k < twos.size(); k++) {
      int[] x = twos.indices(k);
      covariance[k] = value[pair(x[0], x[1])];
      covarianceOrder1[k] = order1[pair(x[0], x[1])] + spread[x[0]][x[1]];
    }
    double[] three = new double[threes.size()];
    for (int k = 0; k < three.length; k++) {
      int[] x = threes.indices(k);
      three[k] =
          spread[pair(x[0], x[1])][x[2]]
              + spread[pair(x[0], x[2])][x[1]]
              + spread[pair(x[1], x[2])][x[0]];
    }
    double[] four = new double[fours.size()];
    for (int k = 0; k < four.length; k++) {
      int[] x = fours.indices(k);
      four[k] =
          spread[pair(x[0], x[1])][pair(x[2], x[3])]
              + spread[pair(x[0], x[2])][pair(x[1], x[3])]
              + spread[pair(x[0], x[3])][pair(x[1], x[2])];
    }
    return new TrainedFunctions(
        Arrays.copyOf(value, points),
        Arrays.copyOf(order1, points),
        covariance,
        covarianceOrder1,
        IntStream.range(0, points).mapToDouble(a -> spread[a][a]).toArray(),
        three,
        four);
  }

  private int pair(int a, int b) {
    return layer.points() + pairs.indexOf(a, b);
  }
}
