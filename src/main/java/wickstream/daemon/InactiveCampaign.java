package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import wickstream.campaign.CampaignStatus;
import wickstream.persistence.NumberedEvent;

/**
 * What is remembered of a campaign that is not running.
 *
 * @param status how far it came
 * @param spent how long it has been running
 * @param notes its last events
 */
record InactiveCampaign(CampaignStatus status, Duration spent, List<NumberedEvent> notes) {

  InactiveCampaign {
    notes = List.copyOf(notes);
  }
}
