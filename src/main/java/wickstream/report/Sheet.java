package wickstream.report;

import static java.util.stream.Collectors.joining;

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
  /** The usual width of a drawing, in points: ten inches. */
  static final double WIDTH = 720;

  private static final double BORDER = 10;

  /** Narrower plots have no room for the labels of their axes. */
  private static final double LEAST_CELL = 180;

  private static final double LEAST_HEIGHT = 60;

  /** Height over width of the plots of narrow drawings. */
  private static final double ASPECT = 0.64;

  Sheet {
    plots = List.copyOf(plots);
  }

  /**
   * Where everything is.
   *
   * @param width of the whole
   * @param height of the whole
   * @param marks from back to front
   */
  record Layout(double width, double height, List<Mark> marks) {}

  /** A picture of it. */
  Picture drawn(String title, String description, Lettering lettering) {
    return new Picture(this, title, description, lettering);
  }

  /** What captions say of the axes: each pair once. */
  String axes() {
    return plots.stream().map(Plot::axes).distinct().collect(joining("; ", "Axes: ", "."));
  }

  /**
   * Lays everything out. Where the width is less than usual, there are fewer plots in a row and
   * these are lower.
   *
   * @param mostHeight for plots to be lowered to, as far as their titles allow
   */
  Layout laidOut(double width, double mostHeight, Lettering lettering) {
    double inner = width - 2 * BORDER;
    int across = Math.max(1, Math.min(columns, (int) (inner / LEAST_CELL)));
    double cell = inner / across;
    int rows = (plots.size() + across - 1) / across;
    double legendHeight = legend.height(inner, lettering);
    double room = (mostHeight - legendHeight - 2 * BORDER) / rows - BORDER;
    double high = width < WIDTH ? lowered(cell, room, lettering) : plotHeight;
    Margins margins = margins(cell, high, lettering);
    double row = margins.top() + high + margins.bottom() + BORDER;
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < plots.size(); i++) {
      Rectangle2D area =
          new Rectangle2D.Double(
              BORDER + i % across * cell + margins.left(),
              BORDER + i / across * row + margins.top(),
              cell - margins.left() - margins.right(),
              high);
      plots.get(i).marks(area, lettering).forEach(marks::add);
    }
    double below = BORDER + rows * row;
    legend.marks(BORDER, below, inner, lettering).forEach(marks::add);
    return new Layout(width, Math.ceil(below + legendHeight + BORDER), marks);
  }

  /** The height of plots of this width, in rows that have so much room. */
  private double lowered(double cell, double room, Lettering lettering) {
    double shape = Math.min(plotHeight, ASPECT * cell);
    Margins margins = margins(cell, shape, lettering);
    double titles = plots.stream().mapToDouble(plot -> plot.upright(lettering)).max().orElse(0);
    return Math.max(
        Math.min(shape, room - margins.top() - margins.bottom()), Math.max(titles, LEAST_HEIGHT));
  }

  private Margins margins(double cell, double high, Lettering lettering) {
    return plots.stream()
        .map(plot -> plot.margins(cell, high, lettering))
        .reduce(new Margins(0, 0, 0, 0), Margins::orMore);
  }
}
