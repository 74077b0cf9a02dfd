package wickstream.report;

import static java.util.stream.Collectors.joining;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Explains the marks of a drawing, in rows below its plots. */
final class Legend {
  private static final double ROW = 17;
  private static final double GAP = 6;
  private static final double BETWEEN = 16;

  private final List<Entry> entries = new ArrayList<>();
  private Optional<String> bars = Optional.empty();

  private record Entry(Sample sample, Label label) {
    double length(Lettering lettering) {
      return sample.width() + GAP + lettering.text(label).width();
    }

    /** What a line is and how it is drawn, unless its sample is something else. */
    Optional<String> line() {
      List<Mark> marks = sample.marks(0, 0).toList();
      return marks.size() == 1
              && marks.get(0) instanceof Mark.Drawn drawn
              && drawn.shape() instanceof Line2D
          ? Optional.of("%s (%s)".formatted(label.inWords(), drawn.pen().inWords()))
          : Optional.empty();
    }
  }

  /** Adds an entry; the words are in the markup of {@link Label#of}. */
  Legend add(Sample sample, String words) {
    return addIf(true, sample, words);
  }

  /** Adds an entry if the drawing has such marks. */
  Legend addIf(boolean isNeeded, Sample sample, String words) {
    if (isNeeded) {
      entries.add(new Entry(sample, Label.of(words)));
    }
    return this;
  }

  /** Says what bars are, if there are any. */
  Legend addBars(boolean isNeeded, Sample sample, String words) {
    bars = isNeeded ? Optional.of(words) : Optional.empty();
    return addIf(isNeeded, sample, words);
  }

  /** Says that bars are errors, if there are any. */
  Legend addErrors(boolean isNeeded) {
    return addBars(isNeeded, Sample.bar(), "1 standard error");
  }

  /** What captions repeat of it: what bars and lines are. */
  String inWords() {
    String lines = entries.stream().flatMap(entry -> entry.line().stream()).collect(joining("; "));
    return bars.map(" Bars: %s."::formatted).orElse("")
        + (lines.isEmpty() ? "" : " Lines: %s.".formatted(lines));
  }

  /** Its height if its rows have this width. */
  double height(double width, Lettering lettering) {
    return rows(width, lettering).size() * ROW;
  }

  /** Its marks, with every row centred. */
  Stream<Mark> marks(double left, double top, double width, Lettering lettering) {
    List<Mark> marks = new ArrayList<>();
    double y = top + ROW / 2;
    for (List<Entry> row : rows(width, lettering)) {
      double x = left + (width - length(row, lettering)) / 2;
      for (Entry entry : row) {
        double wide = entry.sample().width();
        entry.sample().marks(x + wide / 2, y).forEach(marks::add);
        TextLine words = lettering.text(entry.label());
        marks.add(new Mark.Lettered(words, x + wide + GAP, y + 0.36 * Lettering.TEXT, false));
        x += entry.length(lettering) + BETWEEN;
      }
      y += ROW;
    }
    return marks.stream();
  }

  private List<List<Entry>> rows(double width, Lettering lettering) {
    List<List<Entry>> rows = new ArrayList<>();
    double free = 0;
    for (Entry entry : entries) {
      double length = entry.length(lettering);
      if (rows.isEmpty() || BETWEEN + length > free) {
        rows.add(new ArrayList<>());
        free = width + BETWEEN;
      }
      rows.get(rows.size() - 1).add(entry);
      free -= BETWEEN + length;
    }
    return rows;
  }

  private static double length(List<Entry> row, Lettering lettering) {
    return row.stream().mapToDouble(entry -> entry.length(lettering) + BETWEEN).sum() - BETWEEN;
  }
}
