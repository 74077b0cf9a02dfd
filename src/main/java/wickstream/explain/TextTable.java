package wickstream.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of texts, which are wrapped within their columns if it would be too wide. */
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 10;

  private TextTable() {}

  /**
   * The lines of a table, the header underlined.
   *
   * @param rows all of the same number of cells; the first is the header
   * @param columns the greatest width, unless columns would become too narrow to read
   */
  static List<String> lines(List<List<String>> rows, int columns) {
    int[] widths = widths(rows, columns);
    List<String> lines = new ArrayList<>(row(rows.get(0), widths));
    lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.stream().skip(1).forEach(row -> lines.addAll(row(row, widths)));
    return lines;
  }

  /** The width that each column needs; the widest are narrowed until the table fits. */
  private static int[] widths(List<List<String>> rows, int columns) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], Wrapping.width(row.get(c)));
      }
    }
    int room = columns - GAP.length() * (widths.length - 1);
    while (Arrays.stream(widths).sum() > room
        && Arrays.stream(widths).max().orElse(0) > NARROWEST) {
      widths[widest(widths)]--;
    }
    return widths;
  }

  private static int widest(int[] widths) {
    int widest = 0;
    for (int c = 1; c < widths.length; c++) {
      widest = widths[c] >= widths[widest] ? c : widest;
    }
    return widest;
  }

  private static List<String> row(List<String> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int c = 0; c < widths.length; c++) {
      wrapped.add(Wrapping.lines(cells.get(c), widths[c]));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int l = 0; l < height; l++) {
      int at = l;
      lines.add(
          line(
              wrapped.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList(), widths));
    }
    return lines;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(Wrapping.padded(cells.get(c), widths[c])).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
