package wickstream.report;

import java.util.Arrays;
import java.util.List;

/**
 * A table of a report.
 *
 * @param caption says what it holds
 * @param head of its columns
 * @param rows their cells
 */
record ReportTable(String caption, List<Label> head, List<List<Label>> rows) {

  ReportTable {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /** Cells as {@link Label#of} reads them. */
  static List<Label> cells(String... cells) {
    return Arrays.stream(cells).map(Label::of).toList();
  }
}
