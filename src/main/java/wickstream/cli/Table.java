package wickstream.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of text, its columns aligned to the right. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... header) {
    rows.add(List.of(header));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The table as lines. */
  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], Paint.width(row.get(c)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(" ".repeat(widths[c] - Paint.width(row.get(c)))).append(row.get(c)).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
