package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import wickstream.campaign.CampaignStatus;
import wickstream.store.NumberedEvent;

/**
 * What is remembered of a campaign that is not running.
 *
 * @param status how far it came
 * @param spent how long it has been running
 * @param notes its last events
 */
record Memory(CampaignStatus status, Duration spent, List<NumberedEvent> notes) {

  Memory {
    notes = List.copyOf(notes);
  }
}
