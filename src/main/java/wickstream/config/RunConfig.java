package wickstream.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a campaign file says: the campaign, and where it is kept.
 *
 * @param campaign decides every bit of the results
 * @param store decides none
 */
public record RunConfig(CampaignConfig campaign, StoreConfig store) {

  /** Both under the keys of a campaign file, which reads back as an equal configuration. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>(campaign.toMap());
    map.put("store", store.toMap());
    return map;
  }
}
