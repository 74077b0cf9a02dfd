package wickstream.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/** Lines on a terminal that are redrawn in place, below those that stay. */
final class Screen {
  /**
   * Nothing useful fits into fewer columns, and terminals that do not know their width call it 0:
   * those of containers and of ssh without a window, for example.
   */
  private static final int NARROWEST = 20;

  private static final String ERASE_REST_OF_LINE = "\033[K";
  private static final String ERASE_BELOW = "\033[J";

  /** A terminal that is narrower than it was said to be cuts lines off and does not wrap them. */
  private static final String CUT = "\033[?7l";

  private static final String WRAP = "\033[?7h";

  private final PrintStream out;
  private final boolean terminal;
  private final IntSupplier columns;
  private List<String> drawn = List.of();

  /**
   * @param terminal whether anything can be redrawn, if it is wide enough for that
   * @param columns how wide it is; any number, another one after it was resized
   */
  Screen(PrintStream out, boolean terminal, IntSupplier columns) {
    this.out = out;
    this.terminal = terminal && columns.getAsInt() >= NARROWEST;
    this.columns = columns;
  }

  /** Standard error, a terminal or not, as the launcher found it. */
  static Screen onStandardError() {
    return Paint.ERR.isTerminal()
        ? new Screen(System.err, true, TerminalWidth.followed())
        : new Screen(System.err, false, TerminalWidth::ofLauncher);
  }

  /** Whether anything can be redrawn. */
  boolean isTerminal() {
    return terminal;
  }

  /**
   * Draws lines in the place of those that were drawn before, in one stroke, so that nothing
   * flickers.
   *
   * @param lines for a number of columns, in which they must fit
   */
  void draw(IntFunction<List<String>> lines) {
    int width = columns.getAsInt();
    if (width < NARROWEST) {
      clear();
      return;
    }
    List<String> fitting = lines.apply(width - 1); // a full line would move some cursors on
    StringBuilder stroke = new StringBuilder(upFrom(width)).append(CUT);
    fitting.forEach(line -> stroke.append(line).append(ERASE_REST_OF_LINE).append('\n'));
    out.print(stroke.append(WRAP).append(ERASE_BELOW).toString());
    out.flush();
    drawn = fitting;
  }

  /** To the beginning of what was drawn; most terminals wrap it when they become narrower. */
  private String upFrom(int width) {
    int rows =
        drawn.stream()
            .mapToInt(line -> wraps() ? Math.max(1, (Paint.width(line) + width - 1) / width) : 1)
            .sum();
    return rows == 0 ? "" : "\r\033[%dA".formatted(rows);
  }

  /** Xterm and the console of Linux cut lines off instead. */
  private static boolean wraps() {
    return System.getenv("XTERM_VERSION") == null && !"linux".equals(System.getenv("TERM"));
  }

  /** Leaves the screen as if no line had been drawn. */
  void clear() {
    if (!drawn.isEmpty()) {
      out.print(upFrom(Math.max(1, columns.getAsInt())) + ERASE_BELOW);
      out.flush();
      drawn = List.of();
    }
  }

  /** Prints a line that stays. */
  void print(String line) {
    clear();
    out.println(line);
    out.flush();
  }
}
