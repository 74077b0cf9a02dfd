package wickstream.physics.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.moments.ErfMoments;
import wickstream.physics.moments.PlanarMoments;
import wickstream.physics.moments.RectifiedMoments;
import wickstream.physics.moments.SineMoments;
import wickstream.physics.quadrature.Refinement;

/**
 * Moments of one unit of erf or relu in any dimension, from the covariance S_ab = σ_b² + (σ_W²/d)
 * x_a·x_b of its pre-activations. Those of six points are known for erf, and for relu where S has
 * rank 2: points of a line, or without bias of a plane through the origin.
 */
final class GramMoments {
  private static final double TOLERANCE = 1e-12;
  private static final int[] NODES = {16, 20};
  private static final int[] NODES_OF_ERF = {8, 10, 12, 14};
  private static final int[] NODES_IN_PLANE = {24, 32};

  /** As many multisets of six points, those of seven, take erf some ten seconds. */
  private static final int MAX_SEXTETS = 1000;

  /** As many multisets of four points take seconds. */
  private static final int MAX_QUADS = 5_000;

  private final Ensemble ensemble;
  private final double[][] s;

  private GramMoments(Ensemble ensemble, InputPoints points) {
    this.ensemble = ensemble;
    this.s = new double[points.count()][points.count()];
    double slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
    double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    for (int a = 0; a < s.length; a++) {
      for (int b = 0; b < s.length; b++) {
        s[a][b] = Math.fma(slope, points.dot(a, b), biasVariance);
      }
    }
  }

  /**
   * The moments for all multisets of four points and, if asked for and known, of six; empty for
   * other activations, for so many points that they would take minutes, and where S is beyond the
   * range of a double.
   */
  static Optional<Ball[]> of(Ensemble ensemble, InputPoints points, boolean sixth) {
    if (Multisets.count(points.count(), 4) > MAX_QUADS) {
      return Optional.empty();
    }
    GramMoments gram = new GramMoments(ensemble, points);
    if (!Double.isFinite(largest(gram.s))) {
      return Optional.empty();
    }
    return switch (ensemble.activation().family()) {
      case ERF -> Optional.of(gram.ofErf(sixth));
      case RECTIFIED -> Optional.of(gram.ofRelu(sixth));
      case SIN -> Optional.of(gram.ofSin(sixth));
      case GAUSS, COS, TANH, FORMULA -> Optional.empty();
    };
  }

  private Ball[] ofSin(boolean sixth) {
    return multisets(sixth).stream()
        .map(x -> SineMoments.bounded(covariance(x)))
        .toArray(Ball[]::new);
  }

  private Ball[] ofErf(boolean sixth) {
    boolean isAffordable = Multisets.count(s.length, 6) <= MAX_SEXTETS;
    return refined(
        NODES_OF_ERF,
        sixth && isAffordable,
        (x, rule) -> {
          double[][] of = covariance(x);
          Ball moment = x.length == 4 ? ErfMoments.ofFour(of, rule) : ErfMoments.ofSix(of, rule);
          return moment.widened(inputs() * (1 + 2 * largest(of)) * ErfMoments.size(of));
        });
  }

  private static double largest(double[][] covariance) {
    return IntStream.range(0, covariance.length).mapToDouble(a -> covariance[a][a]).max().orElse(0);
  }

  private Ball[] ofRelu(boolean sixth) {
    double slope = ensemble.activation().negativeSlope();
    PlanarMoments plane = PlanarMoments.of(s);
    if (slope == 0 && plane.outside() <= inputs()) {
      double lost = inputs() + 4 * plane.outside();
      return refined(NODES_IN_PLANE, sixth, (x, rule) -> plane.of(x, rule).widened(lost * size(x)));
    }
    return refined(
        NODES,
        false,
        (x, rule) ->
            RectifiedMoments.ofFour(covariance(x), slope, rule).widened(inputs() * size(x)));
  }

  /**
   * What the rounding of S does to moments, relative to their size: they change by less than 8
   * times as much as its entries, relative to the standard deviations.
   */
  private double inputs() {
    return 8 * (ensemble.dIn() + 6) * Ball.ULP;
  }

  /** The product of the standard deviations. */
  private double size(int[] x) {
    return Arrays.stream(x).mapToDouble(a -> Math.sqrt(s[a][a])).reduce(1, (a, b) -> a * b);
  }

  private double[][] covariance(int[] x) {
    double[][] of = new double[x.length][x.length];
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        of[a][b] = s[x[a]][x[b]];
      }
    }
    return of;
  }

  private List<int[]> multisets(boolean sixth) {
    Multisets quads = Multisets.of(s.length, 4);
    List<int[]> all =
        new ArrayList<>(IntStream.range(0, quads.size()).mapToObj(quads::indices).toList());
    if (sixth) {
      Multisets sextets = Multisets.of(s.length, 6);
      IntStream.range(0, sextets.size()).mapToObj(sextets::indices).forEach(all::add);
    }
    return all;
  }

  private Ball[] refined(int[] nodes, boolean sixth, BiFunction<int[], LegendreRule, Ball> moment) {
    List<int[]> all = multisets(sixth);
    return Refinement.until(
        TOLERANCE,
        nodes.length,
        level ->
            all.stream()
                .map(x -> moment.apply(x, LegendreRule.of(nodes[level])))
                .toArray(Ball[]::new));
  }
}
