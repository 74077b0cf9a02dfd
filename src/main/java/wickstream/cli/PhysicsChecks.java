package wickstream.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.CheckpointPolicy;
import wickstream.campaign.ForegroundRun;
import wickstream.campaign.Timings;
import wickstream.config.CampaignFile;
import wickstream.flow.MeasuredScaling;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.ScalingIdentity;
import wickstream.physics.exact.ScalingCheck;
import wickstream.results.ShardResult;

/** What {@code wickstream doctor --physics} checks: the {@link ScalingIdentity}. */
final class PhysicsChecks {
  private static final int WIDTH = 10;
  private static final double[] SIGMA_W = {0.7, 3};
  private static final double[] SIGMA_B = {0, 0.5};

  /** Not small against 1/σ_W: what is compared is no power of σ_W. */
  private static final double[][] POINTS = {{0.3, 0.1, -0.2}, {-0.2, 0.4, 0.1}, {0.5, -0.1, 0.3}};

  /**
   * The exact values of an activation at one d.
   *
   * @param checks of all σ_W and σ_b; at least one
   */
  record Exact(Activation activation, int dIn, List<ScalingCheck> checks) {

    /** The one that is nearest to what is not allowed, or furthest beyond. */
    ScalingCheck worst() {
      return checks.stream()
          .max(Comparator.comparingDouble(check -> check.difference() / check.allowed()))
          .orElseThrow();
    }

    boolean hold() {
      return checks.stream().allMatch(ScalingCheck::holds);
    }
  }

  private PhysicsChecks() {}

  /**
   * Those of every activation and d at which there are exact values; not of formulas, whose
   * integrals take seconds each.
   */
  static List<Exact> exact() {
    List<Exact> all = new ArrayList<>();
    List<Activation> activations =
        Activation.named().stream()
            .filter(activation -> activation.family() != Activation.Family.FORMULA)
            .toList();
    for (Activation activation : activations) {
      for (int dIn = 1; dIn <= POINTS[0].length; dIn++) {
        List<ScalingCheck> checks = exact(activation, dIn);
        if (!checks.isEmpty()) {
          all.add(new Exact(activation, dIn, checks));
        }
      }
    }
    return all;
  }

  private static List<ScalingCheck> exact(Activation activation, int dIn) {
    List<ScalingCheck> checks = new ArrayList<>();
    for (double sigmaW : SIGMA_W) {
      for (double sigmaB : SIGMA_B) {
        checks.addAll(
            ScalingCheck.of(
                new ScalingIdentity(
                    Ensemble.of(activation, dIn, sigmaW, sigmaB),
                    InputPoints.ofDimension(dIn, points(dIn))),
                WIDTH));
      }
    }
    return checks;
  }

  private static double[][] points(int dIn) {
    return Arrays.stream(POINTS).map(x -> Arrays.copyOf(x, dIn)).toArray(double[][]::new);
  }

  /** Those of two campaigns of gauss whose networks have nothing in common. */
  static List<MeasuredScaling> measured() throws InterruptedException {
    ScalingIdentity identity =
        new ScalingIdentity(
            Ensemble.of(Activation.GAUSS, 1, 2, 0.5), InputPoints.ofDimension(1, points(1)));
    return MeasuredScaling.of(
        identity,
        run(identity.ensemble(), identity.points()),
        run(identity.ensembleAtOne(), identity.pointsAtOne()));
  }

  /** Whether there are checks of both kinds, and all hold. */
  static boolean hold(List<Exact> exact, List<MeasuredScaling> measured) {
    return !exact.isEmpty()
        && exact.stream().allMatch(Exact::hold)
        && !measured.isEmpty()
        && measured.stream().allMatch(MeasuredScaling::holds);
  }

  private static ShardResult run(Ensemble ensemble, InputPoints points)
      throws InterruptedException {
    CampaignPlan plan =
        CampaignOptions.plan(
            CampaignFile.parse(campaign(ensemble, points), "doctor", List.of()).campaign());
    int threads = Runtime.getRuntime().availableProcessors();
    try (ForegroundRun run =
        ForegroundRun.start(plan, threads, CheckpointPolicy.NOTHING, Timings.NONE)) {
      return run.await((status, elapsed) -> {}).result().shards().get(0);
    }
  }

  private static String campaign(Ensemble ensemble, InputPoints points) {
    return String.format(
        Locale.ROOT,
        """
        campaign {
          ensemble { activation = %s, sigma-b = %s }
          widths = [%d], sigma-w = [%s], points = [%s], orders = [2, 4, 6]
          stop { observable = u4, relative-error = 0.01 }
        }
        """,
        ensemble.activation().label(),
        ensemble.sigmaB(),
        WIDTH,
        ensemble.sigmaW(),
        IntStream.range(0, points.count())
            .mapToObj(a -> Double.toString(points.coordinate(a, 0)))
            .collect(Collectors.joining(", ")));
  }
}
