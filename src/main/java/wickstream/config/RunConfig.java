package wickstream.config;

/**
 * What a campaign file says: the campaign, and where it is kept.
 *
 * @param campaign decides every bit of the results
 * @param store decides none
 */
public record RunConfig(CampaignConfig campaign, StoreConfig store) {}
