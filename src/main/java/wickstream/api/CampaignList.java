package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** All campaigns of a daemon, those that are running first. */
public record CampaignList(@JsonProperty(required = true) List<Campaign> campaigns) {}
