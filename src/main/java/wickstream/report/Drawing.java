package wickstream.report;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finished drawing, which looks the same in every format.
 *
 * @param width in points
 * @param height in points
 * @param title what it shows, in a few words
 * @param description the same for those who cannot see it
 * @param marks from back to front
 */
record Drawing(double width, double height, String title, String description, List<Mark> marks) {

  Drawing {
    marks = List.copyOf(marks);
  }

  /** Draws it on a page whose unit is a point. */
  void draw(Graphics2D page, Mark.LetterPainter letters) {
    marks.forEach(mark -> mark.draw(page, letters));
  }

  /** The same with all lengths multiplied. */
  Drawing scaled(double by) {
    return new Drawing(
        by * width,
        by * height,
        title,
        description,
        marks.stream().map(mark -> mark.scaled(by)).toList());
  }

  /** All lines of text. */
  Stream<Mark.Lettered> texts() {
    return marks.stream().filter(Mark.Lettered.class::isInstance).map(Mark.Lettered.class::cast);
  }

  /** How many marks are such a part of the figure. */
  long count(Part part) {
    return marks.stream().filter(mark -> mark.part() == part).count();
  }
}
