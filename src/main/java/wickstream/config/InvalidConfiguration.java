package wickstream.config;

import java.util.Optional;

/**
 * A configuration that cannot be run, said in exactly one line: where it stands, what was wanted
 * and what came, as in {@code figure1.conf:4: campaign.widths[2] must be at least 1, was 0}.
 */
public final class InvalidConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String path;

  /**
   * A problem with one setting, not yet placed in a file.
   *
   * @param path the setting, such as {@code campaign.widths[2]}; empty for a problem of the whole
   * @param problem what was wanted and what came, to be read after the path
   */
  public InvalidConfiguration(String path, String problem) {
    this(path, path.isEmpty() ? problem : path + " " + problem, null);
  }

  private InvalidConfiguration(String path, String message, Throwable cause) {
    super(message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), cause);
    this.path = path;
  }

  /** What a record of the physics refused, as a problem of the section its settings stand in. */
  static InvalidConfiguration in(String section, IllegalArgumentException refusal) {
    String[] settingAndProblem = refusal.getMessage().split(" ", 2);
    return new InvalidConfiguration(section + "." + settingAndProblem[0], settingAndProblem[1]);
  }

  /** The same problem with the place where it stands, such as {@code figure1.conf:4}. */
  InvalidConfiguration at(String place) {
    return new InvalidConfiguration(path, place + ": " + getMessage(), this);
  }

  /** The value that came, where the message tells it. */
  public Optional<String> value() {
    int was = getMessage().lastIndexOf(", was ");
    return was < 0 ? Optional.empty() : Optional.of(getMessage().substring(was + 6));
  }

  /** The setting at fault, such as {@code campaign.widths[2]}; empty when it is the whole file. */
  public String path() {
    return path;
  }
}
