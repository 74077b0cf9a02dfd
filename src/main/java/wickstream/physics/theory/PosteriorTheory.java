package wickstream.physics.theory;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

/**
 * What is known of networks of any depth, to first order in 1/N, once their outputs at the examples
 * X have been seen to be y, with Gaussian noise of variance s²: the Bayesian posterior of all their
 * layers; immutable. With C the covariance of outputs given the hidden layers, hidden layers are
 * those of the ensemble, each weighted by
 *
 * <pre>
 *   w = Normal(y; 0, C_XX + s²), the product of one an output,
 * </pre>
 *
 * and given them outputs are Gaussian, with φ(λ) = ψ(λ) = 1/(λ + s²) in
 *
 * <pre>
 *   μ = C_{·X} φ(C_XX) y,   Σ = C − C_{·X} ψ(C_XX) C_{X·}
 * </pre>
 *
 * (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, section 2.2). To first
 * order the weights move the mean of C from K + G¹/N to K + (G¹ + V ∂ log w)/N, with V/N its
 * covariance, and change no connected function otherwise. The expansion fails where {@link
 * #varianceOfLogWeightOrder1} is not small compared to N.
 */
public final class PosteriorTheory {
  private final List<TrainedFunctions> functions;
  private final double varianceOfLogWeightOrder1;

  private PosteriorTheory(List<TrainedFunctions> functions, double varianceOfLogWeightOrder1) {
    this.functions = functions;
    this.varianceOfLogWeightOrder1 = varianceOfLogWeightOrder1;
  }

  /**
   * The theory of an ensemble at some points; empty where {@link LeadingOrder} at these and the
   * examples is, and for values beyond the range of a double.
   *
   * @param examples as those of a {@link Training}
   * @param noiseVariance s², above 0
   */
  public static Optional<PosteriorTheory> of(
      Ensemble ensemble, InputPoints points, List<Example> examples, double noiseVariance) {
    Training seen = Training.posterior(examples, noiseVariance);
    InputPoints all = seen.pointsWith(points);
    return LeadingOrder.of(ensemble, all)
        .map(theory -> of(theory.last(), points.count(), seen, seen.positions(all)))
        .filter(PosteriorTheory::isFinite);
  }

  /** The same from the last hidden layer, of examples at some of its points. */
  static PosteriorTheory of(LayerStatistics layer, int points, Training seen, int[] positions) {
    double noiseVariance = seen.noiseVariance().getAsDouble();
    DataBasis basis = DataBasis.of(layer, positions);
    MatrixFunction inverse = basis.function(SpectralFunction.inverse(noiseVariance));
    RealMatrix targets = basis.targets(seen, positions);
    double[] slope = slopeOfLogWeight(basis, inverse, targets);
    double[] along = new Array2DRowRealMatrix(layer.covariance(), false).operate(slope);
    double[] drift = layer.kernelCorrection().clone();
    double variance = 0;
    for (int p = 0; p < drift.length; p++) {
      drift[p] += along[p];
      variance += slope[p] * along[p];
    }
    return new PosteriorTheory(
        List.copyOf(
            new ReadoutExpansion(layer).functions(points, basis, inverse, inverse, targets, drift)),
        variance);
  }

  /**
   * ∂ log w by pairs of points: with R = 1/(K_XX + s²), ½ tr[(Σ R y yᵀ R − R) ∂C_XX], where Σ and R
   * are summed over outputs.
   */
  private static double[] slopeOfLogWeight(
      DataBasis basis, MatrixFunction inverse, RealMatrix targets) {
    RealMatrix solved = targets.multiply(inverse.value());
    RealMatrix ofExamples =
        solved
            .transpose()
            .multiply(solved)
            .subtract(inverse.value().scalarMultiply(targets.getRowDimension()));
    RealMatrix ofPoints =
        basis.vectors().multiply(ofExamples).multiply(basis.vectors().transpose());
    Multisets pairs = Multisets.of(ofPoints.getRowDimension(), 2);
    double[] slope = new double[pairs.size()];
    for (int k = 0; k < slope.length; k++) {
      int[] ab = pairs.indices(k);
      slope[k] = ofPoints.getEntry(ab[0], ab[1]) / (ab[0] == ab[1] ? 2 : 1);
    }
    return slope;
  }

  private boolean isFinite() {
    return functions.stream().allMatch(TrainedFunctions::isFinite)
        && Double.isFinite(varianceOfLogWeightOrder1);
  }

  /** The correlators, output by output. */
  List<TrainedFunctions> functions() {
    return functions;
  }

  /** The correlators of one output. */
  public TrainedFunctions output(int output) {
    return functions.get(output);
  }

  /**
   * N Var(log w) over hidden layers as they are drawn, to leading order: of n weighted networks
   * some n/(1 + Var(log w)) count.
   */
  public double varianceOfLogWeightOrder1() {
    return varianceOfLogWeightOrder1;
  }
}
