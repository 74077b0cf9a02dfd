package wickstream.client;

/** What daemons say, for tests. */
public final class Json {
  private Json() {}

  /** A campaign of four shards, so many of them converged and the others running. */
  public static String campaign(String name, String state, int converged) {
    return """
        {"name":"%s","state":"%s","reason":null,"priority":3,"position":%s,"seed":42,\
        "activation":"gauss","estimator":"tilted","sigmaB":0.5,"observable":"u4",\
        "targetRelativeError":0.01,"targetAbsoluteError":null,"confidence":0.95,\
        "submittedAt":"2030-01-01T00:00:00Z","startedAt":null,"endedAt":null,\
        "shards":{"total":4,"waiting":0,"running":%d,"converged":%d,"heavyTailed":0,\
        "budgetExhausted":0,"cancelled":0,"failed":0},\
        "networks":123000,"hiddenUnits":1.2e7,"networksPerSecond":51000.0,\
        "hiddenUnitsPerSecond":1.0e8,"etaSeconds":12.5,"seconds":3.2,\
        "checkpoint":{"saves":12,"failures":0,"ageSeconds":1.2,"failure":null},"version":123}"""
        .formatted(name, state, state.equals("queued") ? "2" : "null", 4 - converged, converged);
  }

  /** A shard of width N that is being sampled and was judged once. */
  public static String running(int width) {
    return shard(width, "running", "continue", "\"trustworthy\":true,\"why\":null");
  }

  /** A shard of width N that has not begun. */
  public static String waiting(int width) {
    return """
        {"shard":"s%d","width":%d,"sigmaW":1.0,"phase":"waiting","verdict":null,"reason":null,\
        "networks":0,"granted":0,"networksNeeded":null,"networksNeededIs":null,"observable":"u4",\
        "value":null,"standardError":null,"exact":null,"pull":null,"tolerance":null,\
        "heavy":false,"trustworthy":true,"why":null,"history":[]}"""
        .formatted(width, width);
  }

  /** A shard of width N that has its verdict. */
  public static String ended(int width, String verdict) {
    return shard(
        width,
        "ended",
        verdict,
        verdict.equals("converged")
            ? "\"trustworthy\":true,\"why\":null"
            : "\"trustworthy\":false,\"why\":\"it ended before the target was reached\"");
  }

  private static String shard(int width, String phase, String verdict, String trust) {
    boolean hasMore = verdict.equals("budget-exhausted");
    return """
        {"shard":"s%d","width":%d,"sigmaW":1.0,"phase":"%s","verdict":"%s","reason":"as asked",\
        "networks":20000,"granted":%d,"networksNeeded":%s,"networksNeededIs":%s,\
        "observable":"u4","value":-1.28,"standardError":0.0128,"exact":-1.2829,"pull":0.23,\
        "tolerance":0.0128,"heavy":false,%s,"history":[[20000,-1.28,0.0128,0.0128]]}"""
        .formatted(
            width,
            width,
            phase,
            verdict,
            phase.equals("ended") ? 20_000 : 40_000,
            hasMore ? "3.0e6" : "null",
            hasMore ? "\"lower-bound\"" : "null",
            trust);
  }

  /** The event that tells of a campaign with some shards. */
  public static String status(String campaign, String... shards) {
    return "event: status\ndata: {\"campaign\":%s,\"shards\":[%s]}\n\n"
        .formatted(campaign, String.join(",", shards));
  }

  /** The event that tells of something that has happened. */
  public static String note(int serial, String kind, String message) {
    return """
        event: note
        id: %d
        data: {"serial":%d,"at":"2030-01-01T00:00:00Z","shard":null,"kind":"%s","message":"%s"}

        """
        .formatted(serial, serial, kind, message);
  }
}
