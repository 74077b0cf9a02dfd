package wickstream.cli;

import java.time.Duration;
import wickstream.api.Campaign;
import wickstream.statistics.NumberText;

/** What there is to say about a campaign of a daemon. */
final class CampaignText {
  private CampaignText() {}

  /** Its state, such as {@code queued at place 2}. */
  static String state(Campaign campaign) {
    return campaign.position().isPresent()
        ? "%s at place %d".formatted(campaign.state(), campaign.position().getAsInt())
        : campaign.state();
  }

  /** The outcome of a request, such as {@code tiny is paused}. */
  static String now(Campaign campaign) {
    return "%s is %s%s"
        .formatted(
            campaign.name(), state(campaign), campaign.reason().map(why -> ": " + why).orElse(""));
  }

  /** What it measures, such as {@code u4 of gauss to 1 %}. */
  static String task(Campaign campaign) {
    if (campaign.jointTarget().isPresent()) {
      return "%s of %s, %s, sigma_b = %s"
          .formatted(
              campaign.jointTarget().get().words(),
              campaign.activation(),
              campaign.estimator(),
              NumberText.brief(campaign.sigmaB()));
    }
    double relativeError = campaign.targetRelativeError();
    double absoluteError = campaign.targetAbsoluteError();
    String relative = precision(relativeError, NumberText.percent(relativeError));
    String absolute = precision(absoluteError, NumberText.brief(absoluteError));
    String both = relative.isEmpty() || absolute.isEmpty() ? "" : " or";
    return "%s of %s%s%s%s, %s, sigma_b = %s"
        .formatted(
            campaign.observable(),
            campaign.activation(),
            relative,
            both,
            absolute,
            campaign.estimator(),
            NumberText.brief(campaign.sigmaB()));
  }

  private static String precision(double error, String text) {
    return Double.isNaN(error) ? "" : " to " + text;
  }

  /** How far it has come, on one line. */
  static String progress(Campaign campaign) {
    String pace =
        campaign.hiddenUnitsPerSecond() > 0
            ? ", %.1fM hidden units/s".formatted(campaign.hiddenUnitsPerSecond() * 1e-6)
            : "";
    return "%s: %s%d of %d shards%s%s%s%s"
        .formatted(
            campaign.name(),
            campaign.state().equals("running") ? "" : state(campaign) + ", ",
            campaign.shards().ended(),
            campaign.shards().total(),
            pace,
            campaign.seconds() > 0 ? ", %s so far".formatted(time(campaign.seconds())) : "",
            Double.isNaN(campaign.etaSeconds())
                ? ""
                : ", about %s to go".formatted(time(campaign.etaSeconds())),
            campaign.checkpoint().failure().map(why -> "; not saved: " + why).orElse(""));
  }

  /** How it has ended. */
  static String summary(Campaign campaign) {
    return "%d of %d shards converged; %s networks, %s hidden units in %.1f s"
        .formatted(
            campaign.shards().converged(),
            campaign.shards().total(),
            ValueText.count(campaign.networks()),
            ValueText.size(zeroIfUnknown(campaign.hiddenUnits())),
            zeroIfUnknown(campaign.seconds()));
  }

  private static double zeroIfUnknown(double x) {
    return Double.isNaN(x) ? 0 : x;
  }

  /** A time such as 3 min 20 s. */
  static String time(double seconds) {
    return Double.isNaN(seconds) ? "-" : Progress.text(Duration.ofMillis((long) (1e3 * seconds)));
  }
}
