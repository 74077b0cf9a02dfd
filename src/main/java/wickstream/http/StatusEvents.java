package wickstream.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import wickstream.campaign.ShardStatus;
import wickstream.daemon.CampaignProgress;

/**
 * Events that tell how campaigns stand, each rendered once however many clients it is sent to: most
 * of them go from one version of a campaign to the next at the same time. Thread-safe.
 */
final class StatusEvents {
  private static final int MOST_CAMPAIGNS = 64;

  private final Map<String, Rendered> latest = new ConcurrentHashMap<>();

  /** What was rendered of a campaign as it stood, by the version that the client knew. */
  private record Rendered(CampaignProgress campaign, Map<Long, EventText> events) {}

  /**
   * What is new in a campaign.
   *
   * @param from the version that the client knows
   * @param known the shards of that version; none if it knows nothing
   */
  EventText event(CampaignProgress now, long from, List<ShardStatus> known) {
    if (latest.size() > MOST_CAMPAIGNS) {
      latest.clear(); // many of them may have been deleted
    }
    Rendered rendered =
        latest.compute(
            now.name(),
            (name, before) ->
                before != null && before.campaign() == now
                    ? before
                    : new Rendered(now, new ConcurrentHashMap<>()));
    return rendered.events().computeIfAbsent(from, version -> render(now, known));
  }

  private static EventText render(CampaignProgress now, List<ShardStatus> known) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("campaign", Views.campaign(now));
    data.put("shards", Views.shards(now, known));
    return EventText.of("status", OptionalLong.empty(), data);
  }
}
