package wickstream.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.DaemonStatus;

/** What one client has seen of the list of campaigns, and what it has yet to see. */
final class ListWatch {
  private final Supplier<DaemonStatus> status;
  private Map<String, CampaignProgress> seen = new HashMap<>();
  private boolean begun;

  ListWatch(Supplier<DaemonStatus> status) {
    this.status = status;
  }

  /** What is new. */
  List<EventText> news() {
    List<Object> changed = new ArrayList<>();
    Map<String, CampaignProgress> now = new HashMap<>();
    for (CampaignProgress campaign : status.get().campaigns()) {
      now.put(campaign.name(), campaign);
      if (seen.get(campaign.name()) != campaign) {
        changed.add(Views.campaign(campaign));
      }
    }
    List<String> removed =
        seen.keySet().stream().filter(name -> !now.containsKey(name)).sorted().toList();
    boolean isNews = !begun || !changed.isEmpty() || !removed.isEmpty();
    seen = now;
    begun = true;
    if (!isNews) {
      return List.of();
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("campaigns", changed);
    data.put("removed", removed);
    return List.of(EventText.of("campaigns", OptionalLong.empty(), data));
  }
}
