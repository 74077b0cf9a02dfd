package wickstream.physics.theory;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Training;

/**
 * What networks are for N → ∞ while all their layers descend: linear in their parameters, and
 * Gaussian (Lee et al. 2019, arXiv:1902.06720, equations 14 to 16). With Θ the {@link
 * TangentKernel}, X the examples and y their targets, after t steps of η
 *
 * <pre>
 *   A = Θ_{·X} φ(Θ_XX),   φ(λ) = (1 − (1 − ηλ)ᵗ)/λ
 *   E f = A y,            Cov f = K − A K_{X·} − K_{·X} Aᵀ + A K_XX Aᵀ
 * </pre>
 */
final class TangentTheory {
  private final Training training;
  private final int points;
  private final int[] positions;
  private final RealMatrix kernel;
  private final RealMatrix ofExamples;
  private final RealMatrix tangent;
  private final EigenDecomposition eigen;

  /** The limit of an ensemble at some points. */
  TangentTheory(Ensemble ensemble, InputPoints points, Training training) {
    InputPoints all = training.pointsWith(points);
    Multisets pairs = Multisets.of(all.count(), 2);
    this.training = training;
    this.points = points.count();
    this.positions = training.positions(all);
    this.kernel = Variation.matrix(Kernel.of(ensemble).pairs(all), pairs);
    RealMatrix theta = Variation.matrix(new TangentKernel(ensemble).pairs(all), pairs);
    int[] own = IntStream.range(0, this.points).toArray();
    this.tangent = theta.getSubMatrix(own, positions);
    this.ofExamples = kernel.getSubMatrix(positions, own);
    this.eigen = new EigenDecomposition(theta.getSubMatrix(positions, positions));
  }

  /** The functions at each time of the training, of each output. */
  List<List<TrainedFunctions>> functions() {
    return training.times().stream().map(this::at).toList();
  }

  private List<TrainedFunctions> at(double time) {
    RealMatrix map = tangent.multiply(learntInverse(training.steps(time)));
    RealMatrix given = map.multiply(ofExamples);
    RealMatrix onExamples = kernel.getSubMatrix(positions, positions);
    RealMatrix learnt = map.multiply(onExamples).multiply(map.transpose());
    RealMatrix spread = learnt.subtract(given).subtract(given.transpose());
    Multisets pairs = Multisets.of(points, 2);
    double[] covariance = new double[pairs.size()];
    Arrays.setAll(
        covariance,
        k -> {
          int[] ab = pairs.indices(k);
          return kernel.getEntry(ab[0], ab[1]) + spread.getEntry(ab[0], ab[1]);
        });
    return IntStream.range(0, training.outputs())
        .mapToObj(i -> TrainedFunctions.ofLimit(map.operate(training.targets(i)), covariance))
        .toList();
  }

  /** φ(Θ_XX). */
  private RealMatrix learntInverse(long steps) {
    double rate = training.rate().orElseThrow();
    double[] values =
        Arrays.stream(eigen.getRealEigenvalues())
            .map(value -> learntInverse(rate, steps, Math.max(value, 0)))
            .toArray();
    RealMatrix vectors = new Array2DRowRealMatrix(eigen.getV().getData(), false);
    RealMatrix scaled = vectors.multiply(MatrixUtils.createRealDiagonalMatrix(values));
    return scaled.multiply(vectors.transpose());
  }

  private static double learntInverse(double rate, long steps, double value) {
    if (rate * value < 0.5) {
      return value == 0
          ? rate * steps
          : -StrictMath.expm1(steps * StrictMath.log1p(-rate * value)) / value;
    }
    return (1 - StrictMath.pow(1 - rate * value, steps)) / value;
  }
}
