package wickstream.client;

/**
 * What a campaign would cost. Numbers that cannot be had are NaN.
 *
 * @param name of the campaign
 * @param shards how many
 * @param networks how many they would take
 * @param hiddenUnits how many these have
 * @param seconds how long they would take
 * @param memoryBytes what they would occupy
 * @param note how this was estimated
 */
public record CostEstimate(
    String name,
    long shards,
    double networks,
    double hiddenUnits,
    double seconds,
    double memoryBytes,
    String note) {

  static CostEstimate of(JsonObject json) {
    return new CostEstimate(
        json.required("name"),
        json.count("shards"),
        json.number("networks"),
        json.number("hiddenUnits"),
        json.number("seconds"),
        json.number("memoryBytes"),
        json.text("note").orElse(""));
  }
}
