package wickstream.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A configuration that cannot be run, said in exactly one line: where it stands, what was wanted
 * and what came, as in {@code figure1.conf:4: campaign.widths[2] must be at least 1, was 0}.
 */
public final class InvalidConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_SHOWN = 60;
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cf}\\p{IsWhite_Space}&&[^\\x00-\\x7F]]");

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
  static InvalidConfiguration in(String section, IllegalArgumentException rejection) {
    String[] settingAndProblem = rejection.getMessage().split(" ", 2);
    return new InvalidConfiguration(section + "." + settingAndProblem[0], settingAndProblem[1]);
  }

  /** The same problem with the place where it stands, such as {@code figure1.conf:4}. */
  InvalidConfiguration at(String place) {
    return new InvalidConfiguration(path, place + ": " + getMessage(), this);
  }

  /**
   * A value as messages show it: the beginning of a long one, and signs that no one sees by code.
   */
  public static String shown(String value) {
    String visible =
        INVISIBLE
            .matcher(value)
            .replaceAll(sign -> "\\\\u%04x".formatted(sign.group().codePointAt(0)));
    return visible.length() <= LONGEST_SHOWN
        ? visible
        : visible.substring(0, LONGEST_SHOWN) + "...";
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
