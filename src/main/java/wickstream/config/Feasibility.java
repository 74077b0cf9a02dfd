package wickstream.config;

import java.util.Collections;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.OverflowBound;

/** Whether a campaign, valid by itself, fits into this machine's memory and into doubles. */
public final class Feasibility {
  private static final double USABLE_MEMORY = 0.7;

  private Feasibility() {}

  /**
   * How much memory campaigns may take together, in bytes, where a program has so much at most: the
   * rest is for what they leave behind until it is collected, and for all else.
   */
  public static long usable(long maxMemory) {
    return (long) (USABLE_MEMORY * maxMemory);
  }

  /**
   * @throws InvalidConfiguration naming what to lower
   */
  static void check(CampaignConfig campaign, long maxMemory) {
    checkMemory(campaign, Runtime.getRuntime().availableProcessors(), usable(maxMemory));
    for (double sigmaW : campaign.sigmaW()) {
      checkPhases(campaign, sigmaW);
      for (int order : campaign.orders()) {
        checkOverflow(campaign, campaign.ensemble(sigmaW), order);
      }
    }
  }

  /**
   * Checks that a campaign fits into memory by itself.
   *
   * @param threads how many threads measure bags
   * @param allowed how many bytes it may take
   * @throws InvalidConfiguration naming what to lower
   */
  public static void checkMemory(CampaignConfig campaign, int threads, long allowed) {
    MemoryEstimate estimate = new MemoryEstimate(campaign, threads);
    long needed = estimate.bytes();
    if (needed <= allowed) {
      return;
    }
    String memory =
        "about %d MB of memory, allowed are %d MB".formatted(needed >> 20, allowed >> 20);
    String heap = "or set WICKSTREAM_JAVA_OPTS=-Xmx...";
    if (estimate.bagBytes() > needed / 2.0) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "= %d needs %s: use smaller bags, %s".formatted(campaign.bagSize(), memory, heap));
    }
    int fit = estimate.pointsWithin(allowed);
    throw new InvalidConfiguration(
        "campaign.points",
        "and orders need %s (points: %d, orders: %s, shards: %d): use %s, %s"
            .formatted(
                memory,
                campaign.points().count(),
                campaign.orders(),
                campaign.shardCount(),
                fit == 0
                    ? "fewer shards or orders"
                    : "at most %d points with these orders, or fewer orders%s"
                        .formatted(fit, campaign.training().isPresent() ? " or times" : ""),
                heap));
  }

  /** A cosine is computed up to a largest angle, which no network may exceed. */
  private static void checkPhases(CampaignConfig campaign, double sigmaW) {
    double largest = OverflowBound.largestAngle(campaign.ensemble(sigmaW), campaign.knownPoints());
    if (largest > OverflowBound.COMPUTED_ANGLE) {
      throw new InvalidConfiguration(
          "campaign.sigma-w",
          ("= %s makes angles %s as large as %.2g, allowed is %.0g:"
                  + " lower sigma-w or bring %s closer to 0")
              .formatted(
                  sigmaW,
                  campaign.activation().equals(Activation.COS)
                      ? "W0 x + b0 of cos"
                      : "in " + campaign.activation().label(),
                  largest,
                  OverflowBound.COMPUTED_ANGLE,
                  inputs(campaign)));
    }
  }

  private static void checkOverflow(CampaignConfig campaign, Ensemble ensemble, int order) {
    // Beyond the points only covariances are needed, with what networks learn.
    InputPoints points = order == 2 ? campaign.knownPoints() : campaign.points();
    Estimator estimator = campaign.estimator();
    int narrowest = Collections.min(campaign.widths());
    double log = OverflowBound.logLargest(ensemble, narrowest, points, estimator, order);
    if (log <= OverflowBound.LARGEST_LOG) {
      return;
    }
    boolean biasIsToBlame =
        OverflowBound.logLargest(halved(ensemble, 1, 0.5), narrowest, points, estimator, order)
            < OverflowBound.logLargest(
                halved(ensemble, 0.5, 1), narrowest, points, estimator, order);
    throw new InvalidConfiguration(
        biasIsToBlame ? "campaign.ensemble.sigma-b" : "campaign.sigma-w",
        ("= %s makes fourth powers of order-%d contributions overflow a double"
                + " (about 10^%.0f, allowed 10^299): lower %s%s")
            .formatted(
                biasIsToBlame ? ensemble.sigmaB() : ensemble.sigmaW(),
                order,
                log / Math.log(10),
                biasIsToBlame ? "sigma-b" : ofWeights(ensemble, inputs(campaign)),
                order > highestNeeded(campaign) ? ", or leave out order " + order : ""));
  }

  private static int highestNeeded(CampaignConfig campaign) {
    return Math.max(campaign.stop().observable().order(), campaign.training().isPresent() ? 4 : 0);
  }

  private static String inputs(CampaignConfig campaign) {
    return campaign.training().isPresent() ? "the points and data" : "the points";
  }

  private static String ofWeights(Ensemble ensemble, String inputs) {
    return OverflowBound.dependsOnWidth(ensemble)
        ? "sigma-w, bring %s closer to 0, or leave out the narrowest networks".formatted(inputs)
        : "sigma-w or bring %s closer to 0".formatted(inputs);
  }

  private static Ensemble halved(Ensemble of, double factorW, double factorB) {
    return of.withScales(Math.max(of.sigmaW() * factorW, Double.MIN_VALUE), of.sigmaB() * factorB);
  }
}
