package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says what the marks of a drawing mean, in lines below its plots. */
final class Legend {
  private static final double ROW = 17;
  private static final double GAP = 6;
  private static final double BETWEEN = 16;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Sample sample, Label label) {}

  /** Adds an entry, whose words are as {@link Label#of} reads them. */
  Legend add(Sample sample, String words) {
    entries.add(new Entry(sample, Label.of(words)));
    return this;
  }

  /** How high it is in lines of some width. */
  double height(double width, Lettering lettering) {
    return rows(width, lettering).size() * ROW;
  }

  /** Its marks, centred below a height of the page. */
  Stream<Mark> marks(double left, double top, double width, Lettering lettering) {
    List<Mark> marks = new ArrayList<>();
    double y = top + ROW / 2;
    for (List<Entry> row : rows(width, lettering)) {
      double x = left + (width - length(row, lettering)) / 2;
      for (Entry entry : row) {
        entry.sample().marks(x + Sample.WIDTH / 2, y).forEach(marks::add);
        marks.add(
            new Mark.Lettered(
                lettering.set(entry.label(), Plot.TEXT),
                x + Sample.WIDTH + GAP,
                y + 0.36 * Plot.TEXT,
                false));
        x += length(entry, lettering) + BETWEEN;
      }
      y += ROW;
    }
    return marks.stream();
  }

  private List<List<Entry>> rows(double width, Lettering lettering) {
    List<List<Entry>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      List<Entry> last = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
      double longer = length(last, lettering) + BETWEEN + length(entry, lettering);
      if (last.isEmpty() || longer > width) {
        rows.add(new ArrayList<>(List.of(entry)));
      } else {
        last.add(entry);
      }
    }
    return rows;
  }

  private static double length(List<Entry> row, Lettering lettering) {
    double entries = row.stream().mapToDouble(entry -> length(entry, lettering)).sum();
    return entries + BETWEEN * Math.max(0, row.size() - 1);
  }

  private static double length(Entry entry, Lettering lettering) {
    return Sample.WIDTH + GAP + lettering.set(entry.label(), Plot.TEXT).width();
  }
}
