package wickstream.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import sun.misc.Signal;

/**
 * How many columns the terminal has: as the launcher found it, and once this is followed as it is
 * resized. A number that the user's {@code COLUMNS} gives stays.
 */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;

  private volatile int columns = ofLauncher();

  /** The width at the start: any number, 80 if the launcher found none. */
  static int ofLauncher() {
    return Integer.getInteger("wickstream.columns", USUAL);
  }

  /** The width of the terminal that standard error is, from now on. */
  static TerminalWidth followed() {
    TerminalWidth width = new TerminalWidth();
    if (System.getenv("COLUMNS") == null) {
      width.follow();
    }
    return width;
  }

  private void follow() {
    try {
      Signal.handle(new Signal("WINCH"), resized -> columns = asked().orElse(columns));
    } catch (IllegalArgumentException e) {
      // No terminal here tells that it was resized.
    }
  }

  /** Java cannot ask a terminal itself. */
  private static OptionalInt asked() {
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "stty size <&2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return OptionalInt.of(Integer.parseInt(size.strip().replaceAll(".* ", "")));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  @Override
  public int getAsInt() {
    return columns;
  }
}
