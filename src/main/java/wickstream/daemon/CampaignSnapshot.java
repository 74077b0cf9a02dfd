package wickstream.daemon;

import java.util.ArrayList;
import java.util.List;
import wickstream.campaign.CampaignStatus;
import wickstream.persistence.NumberedEvent;

/**
 * The last known status, speed and events of a campaign. Immutable.
 *
 * @param status how far it has come
 * @param pace how fast it goes
 * @param events its last events
 */
record CampaignSnapshot(
    CampaignStatus status, CampaignProgress.Pace pace, List<NumberedEvent> events) {
  /** How many of a campaign's last events are at hand. */
  static final int MAX_EVENTS = 256;

  CampaignSnapshot {
    events = List.copyOf(events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size()));
  }

  /** The serial number of the last event. */
  long lastEvent() {
    return events.isEmpty() ? 0 : events.get(events.size() - 1).serial();
  }

  CampaignSnapshot with(CampaignStatus newer, CampaignProgress.Pace now) {
    return new CampaignSnapshot(newer, now, events);
  }

  /** The same of a campaign that does not run any more. */
  CampaignSnapshot atRest() {
    return with(status, CampaignProgress.Pace.atRest(pace.spent()));
  }

  /** The same with later events. */
  CampaignSnapshot with(List<NumberedEvent> more) {
    List<NumberedEvent> all = new ArrayList<>(events);
    all.addAll(more);
    return new CampaignSnapshot(status, pace, all);
  }
}
