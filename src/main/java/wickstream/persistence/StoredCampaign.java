package wickstream.persistence;

import java.util.List;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;

/**
 * A campaign in the database.
 *
 * @param name its name, unique in the database
 * @param configuration as JSON, itself a campaign file
 * @param revision how many writers it has had; only the newest may write
 * @param holder who wrote last
 * @param updatedAt when, in ISO 8601
 */
public record StoredCampaign(
    String name, String configuration, long revision, String holder, String updatedAt) {

  /** The configuration as it was when it was last run. */
  public CampaignConfig config() {
    return configOf(configuration, name);
  }

  static CampaignConfig configOf(String configuration, String name) {
    return CampaignFile.parse(configuration, name, List.of()).campaign();
  }
}
