package wickstream.physics.quadrature;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;

/**
 * The integrals that turn connected functions into couplings (arXiv 2212.11811, eq. 8):
 *
 * <pre>
 *   I_n = ∫ dᵈx Π_{i≤n} K_W(x, x_i)
 *   J   = ∬ dx dy K_W(x,xa)K_W(x,xb)K_W(x,xc) K_W(x,y) K_W(y,xd)K_W(y,xe)K_W(y,xf)
 * </pre>
 *
 * <p>Closed forms for gauss and cos. For erf, relu and tanh, whose kernels do not decay, integrals
 * over [−c, c] with the ensemble's cutoff, by quadrature, for d_in = 1 alone.
 */
public final class CouplingIntegrals {
  private static final int[] NODES_A_PANEL = {14, 20, 28};

  /** Of J, whose cost is the square of these, and which is smoother by an integration. */
  private static final int[] NODES_OF_EXCHANGES = {8, 10, 14, 20};

  private static final double TOLERANCE = 1e-12;

  /** Of J, whose kernel is known as well. */
  private static final double TOLERANCE_OF_FORMULA = 1e-8;

  /** The cost of J is the square of their number: ten seconds and 100 MB at these. */
  private static final int MAX_PANELS = 170;

  /** Beyond, hardly a panel is where the kernel varies. */
  private static final double LARGEST_CUTOFF = 1e12;

  /** Panels are laid out for one hidden layer: for more it is seen whether they do. */
  private static final double DEEP_TOLERANCE = 1e-9;

  /** Those of a formula are those of the error function, which it may differ from. */
  private static final double FORMULA_TOLERANCE = 1e-5;

  private final IntegralTable table;
  private final Optional<Ball> z0;

  private CouplingIntegrals(IntegralTable table, Optional<Ball> z0) {
    this.table = table;
    this.z0 = z0;
  }

  /**
   * The integrals of an ensemble for all multisets of its points; empty where there are no
   * couplings: erf, relu and tanh for d_in &gt; 1, and whenever some I_n vanishes or is beyond the
   * range of a double (relu with σ_b = 0 and points of both signs; points too far apart for gauss
   * and cos; several hidden layers where the quadrature for one does not converge), and where they
   * {@link #takeTooLong}.
   *
   * @param sixth whether to compute I6 and J
   */
  public static Optional<CouplingIntegrals> of(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    points.requireDimension(ensemble.dIn());
    boolean areKnown = ensemble.activation().hasGaussianKernel() || ensemble.dIn() == 1;
    if (!areKnown || takeTooLong(ensemble, points)) {
      return Optional.empty();
    }
    CouplingIntegrals integrals =
        ensemble.activation().hasGaussianKernel()
            ? closedForm(ensemble, points, sixth)
            : quadrature(ensemble, points, sixth);
    return Optional.of(integrals)
        .filter(all -> all.table.canDivide())
        .filter(all -> all.relativeError() < tolerated(ensemble));
  }

  private static double tolerated(Ensemble ensemble) {
    if (ensemble.activation().family() == Activation.Family.FORMULA) {
      return FORMULA_TOLERANCE;
    }
    return ensemble.depth() == 1 ? Double.POSITIVE_INFINITY : DEEP_TOLERANCE;
  }

  /**
   * Whether the integrals would take minutes and more: the cutoff is above 10¹², or the kernel is
   * so sharp in so many places that a quadrature needs too many panels.
   */
  public static boolean takeTooLong(Ensemble ensemble, InputPoints points) {
    if (ensemble.activation().hasGaussianKernel() || ensemble.dIn() > 1) {
      return false;
    }
    double cutoff = ensemble.cutoff().orElseThrow();
    return cutoff > LARGEST_CUTOFF
        || KernelShape.of(ensemble, points).panels(cutoff).size() > MAX_PANELS;
  }

  /**
   * ∫ dᵈx |x|² Π K_W(x, x_i) for each multiset of four points, over the same domain; of ensembles
   * that have these integrals.
   */
  public static double[] secondMoments(Ensemble ensemble, InputPoints points) {
    if (ensemble.activation().hasGaussianKernel()) {
      return new GaussIntegrals(ensemble, points).secondMoments(Multisets.of(points.count(), 4));
    }
    CutoffIntegrals integrals = new CutoffIntegrals(ensemble, points);
    return Ball.values(
        Refinement.until(
            TOLERANCE,
            NODES_A_PANEL.length,
            level -> integrals.secondMoments(LegendreRule.of(NODES_A_PANEL[level]))));
  }

  private static CouplingIntegrals closedForm(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    if (ensemble.hasExponentialKernel()) {
      ExponentialIntegrals exponential = new ExponentialIntegrals(ensemble, points);
      return closedForm(
          points, sixth, exponential::integrals, exponential::exchanges, exponential.z0());
    }
    GaussIntegrals gauss = new GaussIntegrals(ensemble, points);
    return closedForm(points, sixth, gauss::integrals, gauss::exchanges, gauss.z0());
  }

  private static CouplingIntegrals closedForm(
      InputPoints points,
      boolean sixth,
      Function<Multisets, Ball[]> integrals,
      Function<Multisets, Ball[]> exchanges,
      Ball z0) {
    Ball[] none = new Ball[0];
    Multisets quads = Multisets.of(points.count(), 4);
    IntegralTable values = new IntegralTable(integrals.apply(quads), none, none);
    if (sixth) {
      Multisets sextets = Multisets.of(points.count(), 6);
      values = new IntegralTable(values.i4(), integrals.apply(sextets), exchanges.apply(sextets));
    }
    return new CouplingIntegrals(values, Optional.of(z0));
  }

  private static CouplingIntegrals quadrature(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    CutoffIntegrals integrals = new CutoffIntegrals(ensemble, points);
    Ball[] products =
        Refinement.until(
            TOLERANCE,
            NODES_A_PANEL.length,
            level -> integrals.products(LegendreRule.of(NODES_A_PANEL[level]), sixth));
    boolean canDivide = new IntegralTable(products, new Ball[0], new Ball[0]).canDivide();
    Ball[] exchanges =
        sixth && canDivide // or nobody asks for what takes the longest
            ? Refinement.until(
                Kernel.of(ensemble).isOfFormula() ? TOLERANCE_OF_FORMULA : TOLERANCE,
                NODES_OF_EXCHANGES.length,
                level -> integrals.exchanges(LegendreRule.of(NODES_OF_EXCHANGES[level])))
            : new Ball[0];
    int quads = Math.toIntExact(Multisets.count(points.count(), 4));
    IntegralTable values =
        new IntegralTable(
            Arrays.copyOf(products, quads),
            Arrays.copyOfRange(products, quads, products.length),
            exchanges);
    return new CouplingIntegrals(values, Optional.empty());
  }

  /** I4 for each multiset of four points. */
  public double[] i4() {
    return Ball.values(table.i4());
  }

  /** I6 for each multiset of six points; empty unless asked for. */
  public double[] i6() {
    return Ball.values(table.i6());
  }

  /** Σ over the 10 splits abc|def of J, for each multiset of six points; empty unless asked for. */
  public double[] jSum() {
    return Ball.values(table.jSum());
  }

  /**
   * A bound on the relative error of every number: rounding, and the largest change under the last
   * refinement of a quadrature.
   */
  public double relativeError() {
    return table.relativeError();
  }

  /** All of it with bounds. */
  public IntegralTable table() {
    return table;
  }

  /**
   * Z0 = (σ_W²)^{d/2−1} (2π/d)^{d/2} d/(2σ_W²), of an exponential kernel 1/(2σ_W³), by which the
   * field is to be normalised canonically; gauss and cos only, empty for kernels that do not decay.
   */
  public OptionalDouble z0() {
    return z0.stream().mapToDouble(Ball::value).findFirst();
  }

  /** Z0 with a bound. */
  public Optional<Ball> boundedZ0() {
    return z0;
  }
}
