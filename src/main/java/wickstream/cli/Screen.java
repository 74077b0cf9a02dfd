package wickstream.cli;

import java.io.PrintStream;
import java.util.List;

/** Lines on a terminal that are redrawn in place, below those that stay. */
final class Screen {
  /**
   * Nothing useful fits into fewer columns, and terminals that do not know their width call it 0:
   * those of containers and of ssh without a window, for example.
   */
  private static final int NARROWEST = 20;

  private static final int USUAL = 80;

  private final PrintStream out;
  private final boolean terminal;
  private final int columns;
  private int drawn;

  /**
   * @param terminal whether anything can be redrawn, if it is wide enough for that
   * @param columns how wide it is; any number
   */
  Screen(PrintStream out, boolean terminal, int columns) {
    this.out = out;
    this.terminal = terminal && columns >= NARROWEST;
    this.columns = columns;
  }

  /** Standard error, a terminal or not, as the launcher found it. */
  static Screen onStandardError() {
    boolean terminal =
        Boolean.getBoolean("wickstream.terminal") && !"dumb".equals(System.getenv("TERM"));
    return new Screen(System.err, terminal, columns());
  }

  /** The width of the terminal as the launcher found it: any number, 80 if it found none. */
  static int columns() {
    return Integer.getInteger("wickstream.columns", USUAL);
  }

  /** Whether anything can be redrawn. */
  boolean isTerminal() {
    return terminal;
  }

  /** Draws these lines in the place of those that were drawn before. */
  void draw(List<String> lines) {
    clear();
    lines.forEach(
        line -> out.println(line.length() < columns ? line : line.substring(0, columns - 1)));
    out.flush();
    drawn = lines.size();
  }

  /** Leaves the screen as if no line had been drawn. */
  void clear() {
    if (drawn > 0) {
      out.print("\r\033[%dA\033[J".formatted(drawn));
      out.flush();
      drawn = 0;
    }
  }

  /** Prints a line that stays. */
  void print(String line) {
    clear();
    out.println(line);
    out.flush();
  }
}
