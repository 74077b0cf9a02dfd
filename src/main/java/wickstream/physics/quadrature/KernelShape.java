package wickstream.physics.quadrature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import wickstream.numeric.Panel;
import wickstream.physics.Ensemble;
import wickstream.physics.ErrorFunctionMixture;
import wickstream.physics.InputPoints;

/**
 * Where K_W(x, y) at d_in = 1 is not smooth: what a quadrature has to know about a kernel that does
 * not decay.
 */
sealed interface KernelShape {

  /** The real points at which x ↦ K_W(x, x_i) is not analytic for some input point, ends apart. */
  default double[] kinks() {
    return new double[0];
  }

  /** The complex singularities of x ↦ K_W(x, x_i) for all input points and others. */
  List<BranchPoint> branchPoints(double... others);

  /** Whether K_W(x, y) has a kink where x = y. */
  default boolean kinksOnDiagonal() {
    return false;
  }

  /** Whether, for x in one panel, y ↦ K_W(x, y) has no singularity within a length of the other. */
  default boolean isSmooth(Panel xs, Panel ys) {
    return true;
  }

  /**
   * The panels of [−c, c] on which every K_W(x, x_i) is smooth, and ∫ K_W(x, y) f(y) dy over [−c,
   * c] if f is: the singularities of K_W in y may be passed by in the complex plane, but for the
   * ends, which count as points.
   */
  default List<Panel> panels(double cutoff) {
    DoubleStream inside = Arrays.stream(kinks()).filter(x -> Math.abs(x) < cutoff);
    double[] ends = DoubleStream.concat(DoubleStream.of(-cutoff, 0, cutoff), inside).toArray();
    return Panels.graded(ends, branchPoints(-cutoff, cutoff));
  }

  /** The shape of an ensemble's kernel; erf, relu and tanh with d_in = 1 only. */
  static KernelShape of(Ensemble ensemble, InputPoints points) {
    return switch (ensemble.activation().family()) {
      case ERF -> new OfErf(ensemble, coordinates(points));
      case TANH -> new OfMixture(ErrorFunctionMixture.TANH, ensemble, coordinates(points));
      case RECTIFIED -> new OfRelu(ensemble, coordinates(points));
      case SIN -> new OfSin(coordinates(points), 1.5 / ensemble.sigmaW());
      case FORMULA -> new OfFormula(ensemble, coordinates(points));
      case GAUSS, COS -> throw new IllegalArgumentException("gauss and cos have closed forms");
    };
  }

  private static double[] joined(double[] points, double[] others) {
    return DoubleStream.concat(Arrays.stream(points), Arrays.stream(others)).toArray();
  }

  private static double[] coordinates(InputPoints points) {
    double[] xs = new double[points.count()];
    for (int a = 0; a < xs.length; a++) {
      xs[a] = points.coordinate(a, 0);
    }
    return xs;
  }

  /**
   * arcsin((β+uv)/√((1+u²)(1+v²))) with u = κx, v = κy, β = 2σ_b²/(1+2σ_b²), κ² = 2σ_W²/(1+2σ_b²):
   * branch points at u = ±i and at u = βv ± i√((1−β²)(1+v²)). Smooth for real x and y, but sharp
   * around the diagonal when σ_b is large.
   */
  record OfErf(double[] points, double beta, double flatness2, double scale)
      implements KernelShape {

    OfErf(Ensemble ensemble, double[] points) {
      this(points, ensemble.sigmaB() * ensemble.sigmaB(), ensemble.sigmaW());
    }

    private OfErf(double[] points, double biasVariance, double sigmaW) {
      this(
          points,
          2 * biasVariance / (1 + 2 * biasVariance),
          (1 + 4 * biasVariance) / ((1 + 2 * biasVariance) * (1 + 2 * biasVariance)),
          Math.sqrt((1 + 2 * biasVariance) / 2) / sigmaW);
    }

    @Override
    public List<BranchPoint> branchPoints(double... others) {
      List<BranchPoint> branchPoints = new ArrayList<>();
      branchPoints.add(new BranchPoint(0, scale));
      for (double x : joined(points, others)) {
        branchPoints.add(new BranchPoint(beta * x, height(x)));
      }
      return branchPoints;
    }

    @Override
    public boolean isSmooth(Panel xs, Panel ys) {
      double gap = xs.scaled(beta).gap(ys);
      double height = height(xs.leastMagnitude());
      return gap * gap + height * height >= ys.length() * ys.length();
    }

    /** The imaginary part of the branch points of y ↦ K_W(x, y). */
    private double height(double x) {
      return Math.sqrt(flatness2 * Math.fma(scale, scale, x * x));
    }
  }

  /**
   * A mixture of arcsin( (b+XY)/√((p+X²)(q+Y²)) ) with X = σ_W x, Y = σ_W y, b = σ_b², and p, q =
   * κ² + b for each pair of scales: branch points at X = ±i√p and at X = bY/q ±
   * i√((pq−b²)(q+Y²))/q.
   */
  record OfMixture(
      ErrorFunctionMixture mixture, double[] points, double biasVariance, double sigmaW)
      implements KernelShape {

    OfMixture(ErrorFunctionMixture mixture, Ensemble ensemble, double[] points) {
      this(mixture, points, ensemble.sigmaB() * ensemble.sigmaB(), ensemble.sigmaW());
    }

    @Override
    public List<BranchPoint> branchPoints(double... others) {
      List<BranchPoint> branchPoints = new ArrayList<>();
      for (int k = 0; k < mixture.size(); k++) {
        branchPoints.add(new BranchPoint(0, Math.sqrt(mixture.square(k) + biasVariance) / sigmaW));
        for (int l = 0; l < mixture.size(); l++) {
          for (double x : joined(points, others)) {
            branchPoints.add(new BranchPoint(shift(l) * x, height(k, l, x)));
          }
        }
      }
      return branchPoints;
    }

    @Override
    public boolean isSmooth(Panel xs, Panel ys) {
      for (int l = 0; l < mixture.size(); l++) {
        double gap = xs.scaled(shift(l)).gap(ys);
        for (int k = 0; k < mixture.size(); k++) {
          double height = height(k, l, xs.leastMagnitude());
          if (gap * gap + height * height < ys.length() * ys.length()) {
            return false;
          }
        }
      }
      return true;
    }

    /** b/q. */
    private double shift(int l) {
      return biasVariance / (mixture.square(l) + biasVariance);
    }

    /** The imaginary part of the branch points of y ↦ K_W(x, y), y with scale k and x with l. */
    private double height(int k, int l, double x) {
      double p = mixture.square(k);
      double q = mixture.square(l);
      double gram = p * q + biasVariance * (p + q);
      double variance = q + biasVariance + sigmaW * x * sigmaW * x;
      return Math.sqrt(gram * variance) / ((q + biasVariance) * sigmaW);
    }
  }

  /**
   * With φ_x = arg(σ_b + iσ_W x), K_W is √(c_xx c_yy)·(sin θ + (π−θ) cos θ)·σ_W²/2π and θ = |φ_x −
   * φ_y|: analytic on both sides of x = y, with branch points at x = ±iσ_b/σ_W whatever y is. At
   * σ_b = 0 it is a step times a polynomial, with a kink at 0 alone.
   */
  record OfRelu(double[] points, double scale) implements KernelShape {

    OfRelu(Ensemble ensemble, double[] points) {
      this(points, ensemble.sigmaB() / ensemble.sigmaW());
    }

    @Override
    public double[] kinks() {
      return scale > 0 ? points : new double[0];
    }

    @Override
    public List<BranchPoint> branchPoints(double... others) {
      return scale > 0 ? List.of(new BranchPoint(0, scale)) : List.of();
    }

    @Override
    public boolean kinksOnDiagonal() {
      return scale > 0;
    }
  }

  /**
   * exp(−σ_W²(x−y)²/2) − exp(−2σ_b² − σ_W²(x+y)²/2): entire, and as wide as 1/σ_W around both
   * diagonals; far from the points nothing contributes.
   */
  record OfSin(double[] points, double width) implements KernelShape {
    @Override
    public List<BranchPoint> branchPoints(double... others) {
      List<BranchPoint> branchPoints = new ArrayList<>();
      for (double x : points) {
        branchPoints.add(new BranchPoint(x, width));
        branchPoints.add(new BranchPoint(-x, width));
      }
      return branchPoints;
    }
  }

  /**
   * Any formula: the panels of erf, which has about the scale that functions of z have that vary
   * over |z| ~ 1, on both sides of 0 and half as long, with the kinks of relu. Whether they do is
   * seen when they are refined.
   */
  record OfFormula(OfErf smooth, OfRelu kinked, boolean hasKink) implements KernelShape {
    private static final double NARROWER = 0.5;

    OfFormula(Ensemble ensemble, double[] points) {
      this(
          new OfErf(ensemble, points),
          new OfRelu(ensemble, points),
          ensemble.activation().mayHaveKink());
    }

    @Override
    public double[] kinks() {
      return hasKink ? kinked.kinks() : smooth.kinks();
    }

    @Override
    public List<BranchPoint> branchPoints(double... others) {
      List<BranchPoint> branchPoints = new ArrayList<>();
      for (BranchPoint ofErf : smooth.branchPoints(others)) {
        branchPoints.add(new BranchPoint(ofErf.real(), NARROWER * ofErf.height()));
        branchPoints.add(new BranchPoint(-ofErf.real(), NARROWER * ofErf.height()));
      }
      if (hasKink) {
        branchPoints.addAll(kinked.branchPoints(others));
      }
      return branchPoints;
    }
  }
}
