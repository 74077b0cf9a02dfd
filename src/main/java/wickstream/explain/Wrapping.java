package wickstream.explain;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Wrapping {
  private Wrapping() {}

  /** The lines of a text, of at most so many columns; a longer word has a line of its own. */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +")) {
      if (line.length() > 0 && width(line) + 1 + width(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** How many columns a text takes; combining accents take none. */
  static int width(CharSequence text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  /** A text with spaces appended to fill so many columns. */
  static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }
}
