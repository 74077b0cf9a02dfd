package wickstream;

import java.time.Duration;
import java.util.Optional;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.Forecast;

/**
 * How far a campaign has come.
 *
 * @param shards how many shards it has
 * @param ended how many of them have their final verdict
 * @param networks how many networks have been measured, by earlier runs too
 * @param hiddenUnitsPerSecond how fast this run samples
 * @param remaining how long it will still take; empty while that cannot be said
 */
public record CampaignProgress(
    int shards,
    int ended,
    long networks,
    double hiddenUnitsPerSecond,
    Optional<Duration> remaining) {

  static CampaignProgress of(CampaignStatus status, Duration elapsed) {
    Forecast forecast = Forecast.of(status, elapsed);
    return new CampaignProgress(
        status.shards().size(),
        (int) status.ended(),
        status.networks(),
        forecast.hiddenUnitsPerSecond(),
        forecast.remaining());
  }
}
