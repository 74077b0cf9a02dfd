package wickstream.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where results and checkpoints are kept, and how often.
 *
 * @param url a PostgreSQL database, {@code jdbc:postgresql://…}, without user or password; empty:
 *     an SQLite database in the run directory
 * @param userVariable the environment variable that holds the database's user
 * @param passwordVariable the environment variable that holds the password
 * @param checkpointInterval how often running shards are saved, above 0 and at most 10⁹ s
 * @param patience for how long sampling goes on while nothing can be saved, above 0 and at most 10⁹
 *     s
 */
public record StoreConfig(
    Optional<String> url,
    String userVariable,
    String passwordVariable,
    Duration checkpointInterval,
    Duration patience) {

  private static final String PATH = "store";
  private static final String POSTGRESQL = "jdbc:postgresql://";
  private static final Pattern SECRET = Pattern.compile("[?&](user|password)=");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** SQLite in the run directory, with the usual times. */
  public static final StoreConfig IN_RUN_DIRECTORY =
      new StoreConfig(
          Optional.empty(),
          "WICKSTREAM_STORE_USER",
          "WICKSTREAM_STORE_PASSWORD",
          Duration.ofSeconds(4),
          Duration.ofMinutes(1));

  /**
   * A PostgreSQL database, with the usual variables and times.
   *
   * @throws InvalidConfiguration if the URL is not as described
   */
  public static StoreConfig at(String url) {
    return new StoreConfig(
        Optional.of(url),
        IN_RUN_DIRECTORY.userVariable,
        IN_RUN_DIRECTORY.passwordVariable,
        IN_RUN_DIRECTORY.checkpointInterval,
        IN_RUN_DIRECTORY.patience);
  }

  /** The same in the run directory. */
  public StoreConfig inRunDirectory() {
    return new StoreConfig(
        Optional.empty(), userVariable, passwordVariable, checkpointInterval, patience);
  }

  /**
   * @throws InvalidConfiguration naming the first component that is not as described; it does not
   *     repeat a URL, which might hold a password
   */
  public StoreConfig {
    url.ifPresent(StoreConfig::checkUrl);
    checkVariable("user-variable", userVariable);
    checkVariable("password-variable", passwordVariable);
    checkTime("checkpoint-interval", checkpointInterval);
    checkTime("patience", patience);
  }

  private static void checkUrl(String url) {
    boolean hasCredentials =
        SECRET.matcher(url).find() || url.substring(url.indexOf("//") + 1).contains("@");
    if (hasCredentials) {
      throw new InvalidConfiguration(
          PATH + ".url",
          "must not hold user or password: put them into the environment variables that store.user-variable and store.password-variable name");
    }
    if (!url.startsWith(POSTGRESQL)) {
      throw new InvalidConfiguration(
          PATH + ".url", "must be null or begin with %s, was \"%s\"".formatted(POSTGRESQL, url));
    }
  }

  private static void checkVariable(String key, String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new InvalidConfiguration(
          PATH + "." + key,
          "must be the name of an environment variable: letters, digits, _, not beginning with a digit, was \"%s\""
              .formatted(name));
    }
  }

  private static void checkTime(String key, Duration time) {
    if (!Durations.allowed(time)) {
      throw new InvalidConfiguration(
          PATH + "." + key, "must be above 0 and at most 10^9 seconds, was " + time);
    }
  }

  /** The settings under their keys in a campaign file. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("url", url.orElse(null));
    map.put("user-variable", userVariable);
    map.put("password-variable", passwordVariable);
    map.put("checkpoint-interval", checkpointInterval.toMillis() + " ms");
    map.put("patience", patience.toMillis() + " ms");
    return map;
  }

  /** Reads the section {@code store} of a campaign file. */
  static StoreConfig read(Setting store) {
    Setting url = store.get("url");
    return new StoreConfig(
        url.isNull() ? Optional.empty() : Optional.of(url.text()),
        store.get("user-variable").text(),
        store.get("password-variable").text(),
        store.get("checkpoint-interval").duration(),
        store.get("patience").duration());
  }
}
