package wickstream.physics;

import wickstream.formula.Formula;
import wickstream.numeric.SymmetricEigensystem;

/**
 * How long the steps of descent on all weights may be so that no step of any network raises its
 * loss. Of one hidden layer and bounded units, f_i = (σ_W/√N) Σ_j ω_ij g(v_j·u) + σ_b β_i, where u
 * = (σ_W x/√d, σ_b) and all of ω, v and β descend on L = ½|r|², r = f(X) − y, by steps of η. Let n
 * be the number of examples, k that of outputs, λ the largest eigenvalue of Σ_X u uᵀ, and g₀, g₁,
 * g₂ the suprema of |g|, |g′|, |g″|.
 *
 * <p><b>Hessian.</b> ∇²L = JᵀJ + Σ r ∇²f. The eigenvalues of JᵀJ are those of the tangent kernel, a
 * sum of what the readout contributes, C_XX for each output, and the hidden layer, (σ_W²/N) Σ_j ω_j
 * ω_jᵀ ⊗ D_j U D_j with D_j = diag g′ and U the Gram matrix of the u; they are at most
 *
 * <pre>
 *   n (σ_W² g₀² + σ_b²) + (σ_W²/N) ‖ω‖² g₁² λ.
 * </pre>
 *
 * In Σ r ∇²f each unit has a block of its own, (σ_W/√N) times a matrix of 0 for (ω_j, ω_j), of Σ_X
 * r_i g′ u for (ω_ij, v_j), which is at most p = |r| g₁ √λ, and of Σ_X (Σ_i r_i ω_ij) g″ u uᵀ for
 * (v_j, v_j), at most q = |r| |ω_j| g₂ λ. Its eigenvalues are at most (σ_W/√N)(q + √(q² + 4p²))/2.
 *
 * <p><b>Descent.</b> Let Λ bound the largest eigenvalue of ∇²L wherever |r| ≤ R and ω is as large
 * as it can become until the time τ of the last step. Then L(θ − s∇L) ≤ L − s(1 − sΛ/2)|∇L|² as
 * long as |r| has not risen on the way; so for s ≤ η ≤ 2/Λ it does not, and |r| ≤ |r_0| ≤ R step
 * after step. How large ω can become follows from f being linear in the readout W = (ω, β), f = W
 * Φᵀ with Φ Φᵀ = C_XX. In a direction a of outputs W_a = aᵀW changes in a step by
 *
 * <pre>
 *   |W_a|² → |W_a|² − 2η r_a·f_a + η²|Φᵀr_a|² ≤ |W_a|² − η|r_a|² + 2η|r_a||y_a| ≤ |W_a|² + η|y_a|²,
 * </pre>
 *
 * because f_a = r_a + y_a and, if η ≤ 1/(n (σ_W² g₀² + σ_b²)), η C_XX ≤ 1; and each unit moves by
 * at most η (σ_W/√N) g₀ √n |r|:
 *
 * <pre>
 *   ‖ω‖² ≤ ‖W(0)‖² + τ|y|²,     |ω_j| ≤ min(|ω_j(0)| + τ σ_W g₀ √(n/N) R, ‖ω‖).
 * </pre>
 *
 * <p><b>Beginning.</b> A function of independent standard normals that changes no faster than they
 * do exceeds its mean by t with a probability of at most e^{−t²/2}. With t = 8.5 each of these
 * fails in less than 2.1e-16 of networks, all in less than 1e-15:
 *
 * <pre>
 *   ‖W(0)‖ ≤ √(N+1) + √k + t   (without √k for k = 1; Davidson, Szarek 2001, theorem II.13)
 *   |ω_j(0)| ≤ √k + √(t² + 2 log N) for all j   (likewise)
 *   |f(X)| ≤ (√k + t) √(n (σ_W² g₀² + σ_b²)) at the beginning, given any hidden layer,
 * </pre>
 *
 * so that R is the last and |y|. The bound falls with σ_W and rises with N. Of cos the phase takes
 * the place of σ_b β in v·u, and 1 that of σ_b in u.
 */
public final class StableStep {
  private static final double DEVIATIONS = 8.5;

  private final Ensemble ensemble;
  private final Training training;
  private final double units;
  private final Suprema suprema;
  private final double largestInput;

  /** g₀, g₁ and g₂. */
  private record Suprema(double value, double slope, double curvature) {
    static Suprema of(Activation activation) {
      double root = Math.sqrt(2);
      return switch (activation.family()) {
        case ERF ->
            new Suprema(1, 2 / Math.sqrt(Math.PI), 4 / Math.sqrt(2 * Math.PI * Math.E) + 1e-15);
        case TANH -> new Suprema(1, 1, 4 / Math.sqrt(27) + 1e-15);
        case COS -> new Suprema(root, root, root);
        case SIN -> new Suprema(1, 1, 1);
        case FORMULA -> ofFormula(activation.formula().orElseThrow());
        case GAUSS, RECTIFIED ->
            throw new IllegalArgumentException(activation.label() + " has no largest value");
      };
    }
  }

  /** g′ is bounded by g″ only if neither g nor g′ jumps. */
  private static Suprema ofFormula(Formula formula) {
    double everywhere = Double.POSITIVE_INFINITY;
    Formula[] derivatives = formula.withDerivatives(2);
    boolean isSmooth = derivatives[0].jump() == 0 && derivatives[1].jump() == 0;
    return new Suprema(
        derivatives[0].largest(everywhere),
        derivatives[1].largest(everywhere),
        isSmooth ? derivatives[2].largest(everywhere) : everywhere);
  }

  /** Whether units, their slopes and their curvatures are known to have largest values. */
  public static boolean isKnownFor(Activation activation) {
    if (activation.largestSquare().isEmpty()) {
      return false;
    }
    Suprema suprema = Suprema.of(activation);
    return Double.isFinite(suprema.slope) && Double.isFinite(suprema.curvature);
  }

  private StableStep(Ensemble ensemble, int width, Training training) {
    if (ensemble.depth() > 1) {
      throw new IllegalArgumentException("no bound is known of several hidden layers");
    }
    this.ensemble = ensemble;
    this.training = training;
    this.units = width;
    this.suprema = Suprema.of(ensemble.activation());
    this.largestInput = largestInput();
  }

  /**
   * The largest η: 2/Λ, but at most 1/(n (σ_W² g₀² + σ_b²)); 0 where numbers are beyond the range
   * of a double.
   *
   * @param ensemble of one hidden layer, of an activation that this {@link #isKnownFor}
   * @param training of all layers, of which the last time and the examples count
   */
  public static double largest(Ensemble ensemble, int width, Training training) {
    StableStep step = new StableStep(ensemble, width, training);
    double bound = Math.min(2 / step.largestCurvature(), 1 / step.largestOfReadout());
    return bound > 0 ? bound : 0;
  }

  /**
   * By how much a preactivation changes with the parameter of its bias: σ_b, and 1 with a phase.
   */
  public static double biasScale(Ensemble ensemble) {
    return ensemble.activation() == Activation.COS ? 1 : ensemble.sigmaB();
  }

  /** Λ. */
  private double largestCurvature() {
    double perUnit = ensemble.sigmaW() / Math.sqrt(units);
    double time = training.times().get(training.times().size() - 1);
    double residual = largestResidual();
    double norm = Math.hypot(largestNorm(), Math.sqrt(time) * targets());
    double moved = time * perUnit * suprema.value() * Math.sqrt(examples()) * residual;
    double ofUnit = Math.min(largestOfUnit() + moved, norm);
    double slope = perUnit * norm * suprema.slope();
    double p = residual * suprema.slope() * Math.sqrt(largestInput);
    double q = residual * ofUnit * suprema.curvature() * largestInput;
    double ofResidual = perUnit * (q + Math.hypot(q, 2 * p)) / 2;
    return largestOfReadout() + slope * slope * largestInput + ofResidual;
  }

  /** n (σ_W² g₀² + σ_b²). */
  private double largestOfReadout() {
    return examples() * largestCovariance();
  }

  private double examples() {
    return training.examples().size();
  }

  /** σ_W² g₀² + σ_b². */
  private double largestCovariance() {
    double ofWeights = ensemble.sigmaW() * suprema.value();
    return ofWeights * ofWeights + ensemble.sigmaB() * ensemble.sigmaB();
  }

  /** |y|. */
  private double targets() {
    double squares = 0;
    for (int output = 0; output < training.outputs(); output++) {
      for (double target : training.targets(output)) {
        squares += target * target;
      }
    }
    return Math.sqrt(squares);
  }

  /** R. */
  private double largestResidual() {
    double ofOutputs = Math.sqrt(training.outputs()) + DEVIATIONS;
    return ofOutputs * Math.sqrt(largestOfReadout()) + targets();
  }

  /** Of W as drawn. */
  private double largestNorm() {
    double ofOutputs = training.outputs() == 1 ? 0 : Math.sqrt(training.outputs());
    return Math.sqrt(units + 1) + ofOutputs + DEVIATIONS;
  }

  /** Of ω_j as drawn. */
  private double largestOfUnit() {
    double ofOutputs = training.outputs() == 1 ? 0 : Math.sqrt(training.outputs());
    return ofOutputs + Math.sqrt(DEVIATIONS * DEVIATIONS + 2 * StrictMath.log(units));
  }

  /** λ, of a matrix of at most d + 1 rows. */
  private double largestInput() {
    int size = ensemble.dIn() + 1;
    double[][] sums = new double[size * (size + 1) / 2][1];
    double scale = ensemble.sigmaW() / Math.sqrt(ensemble.dIn());
    for (Training.Example example : training.examples()) {
      double[] u = new double[size];
      for (int k = 0; k < size - 1; k++) {
        u[k] = scale * example.input().get(k);
      }
      u[size - 1] = biasScale(ensemble);
      int at = 0;
      for (int k = 0; k < size; k++) {
        for (int l = k; l < size; l++) {
          sums[at++][0] += u[k] * u[l];
        }
      }
    }
    SymmetricEigensystem eigen = new SymmetricEigensystem(size, 1);
    eigen.decompose(sums, 1);
    double largest = 0;
    for (double[] value : eigen.values()) {
      largest = Math.max(largest, value[0]);
    }
    return largest * (1 + 1e-12);
  }
}
