package wickstream.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Plots in rows and columns with a legend below, all of one size.
 *
 * @param plots row by row
 * @param columns how many in a row, at least 1
 * @param plotHeight height between the axes, in points
 * @param legend of all
 */
record Sheet(List<Plot> plots, int columns, double plotHeight, Legend legend) {
  /** Width of a drawing, in points: ten inches. */
  static final double WIDTH = 720;

  private static final double BORDER = 10;

  Sheet {
    plots = List.copyOf(plots);
  }

  /** Draws it. */
  Drawing drawn(String title, String description, Lettering lettering) {
    double cell = (WIDTH - 2 * BORDER) / columns;
    Margins margins = margins(cell, lettering);
    double row = margins.top() + plotHeight + margins.bottom() + BORDER;
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < plots.size(); i++) {
      Rectangle2D area =
          new Rectangle2D.Double(
              BORDER + i % columns * cell + margins.left(),
              BORDER + i / columns * row + margins.top(),
              cell - margins.left() - margins.right(),
              plotHeight);
      plots.get(i).marks(area, lettering).forEach(marks::add);
    }
    double below = BORDER + (plots.size() + columns - 1) / columns * row;
    double width = WIDTH - 2 * BORDER;
    legend.marks(BORDER, below, width, lettering).forEach(marks::add);
    double height = Math.ceil(below + legend.height(width, lettering) + BORDER);
    return new Drawing(WIDTH, height, title, description, marks);
  }

  private Margins margins(double cell, Lettering lettering) {
    return plots.stream()
        .map(plot -> plot.margins(cell, plotHeight, lettering))
        .reduce(new Margins(0, 0, 0, 0), Margins::orMore);
  }
}
