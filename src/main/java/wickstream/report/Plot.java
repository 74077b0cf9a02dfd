package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A pair of axes with layers of marks between them. */
final class Plot {
  private static final double LONG = 5;
  private static final double SHORT = 2.8;
  private static final double GAP = 4;

  /** Between the axis and its labels: more than a label of the other axis reaches down. */
  private static final double BELOW = 6.5;

  private static final double ROOM_FOR_LABEL = 46;
  private static final double HEIGHT_FOR_LABEL = 24;
  private static final Label TALLEST = Label.of("10^{−1}");

  private final Label heading;
  private final Axis x;
  private final Axis y;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param heading above the plot, in the markup of {@link Label#of}
   */
  Plot(String heading, Axis x, Axis y) {
    this.heading = Label.of(heading);
    this.x = x;
    this.y = y;
  }

  /** Adds a layer on top of the others. */
  Plot add(Layer layer) {
    layers.add(layer);
    return this;
  }

  /** The room that axes and titles need around an area of this size. */
  Margins margins(double width, double height, Lettering lettering) {
    double labels = labels(yTicks(height), lettering).mapToDouble(TextLine::width).max().orElse(0);
    TextLine above = lettering.title(heading);
    return new Margins(
        lettering.title(y.title()).height() + GAP + labels + GAP,
        ROOM_FOR_LABEL / 2,
        above.width() > 0 ? above.height() + GAP : Lettering.TEXT / 2,
        belowTicks(lettering) + lettering.title(x.title()).height());
  }

  /** The room that the title of the vertical axis takes along it. */
  double upright(Lettering lettering) {
    return lettering.title(y.title()).width();
  }

  /** Its axes in words. */
  String axes() {
    return "%s against %s".formatted(y.inWords(), x.inWords());
  }

  private List<Tick> xTicks(double width) {
    return x.scale().ticks(Math.max(2, (int) (width / ROOM_FOR_LABEL)));
  }

  private List<Tick> yTicks(double height) {
    return y.scale().ticks(Math.max(2, (int) (height / HEIGHT_FOR_LABEL)));
  }

  private static Stream<TextLine> labels(List<Tick> ticks, Lettering lettering) {
    return ticks.stream()
        .flatMap(tick -> tick.label().stream())
        .map(label -> lettering.text(label));
  }

  /** From the horizontal axis to the top of its title. */
  private static double belowTicks(Lettering lettering) {
    return BELOW + lettering.text(TALLEST).height() + GAP;
  }

  /** All marks, with this area between the axes. */
  Stream<Mark> marks(Rectangle2D area, Lettering lettering) {
    Frame frame = new Frame(area, x.scale(), y.scale());
    List<Mark> marks = new ArrayList<>();
    layers.forEach(layer -> layer.marks(frame).forEach(marks::add));
    marks.add(new Mark.Drawn(Part.FRAME, area, Pen.HAIR));
    drawX(frame, lettering, marks);
    drawY(frame, lettering, marks);
    TextLine above = lettering.title(heading);
    if (above.width() > 0) {
      marks.add(centred(above, area.getCenterX(), area.getMinY() - GAP - above.descent()));
    }
    return marks.stream();
  }

  private void drawX(Frame frame, Lettering lettering, List<Mark> marks) {
    Rectangle2D area = frame.area();
    List<Tick> ticks = xTicks(area.getWidth());
    double highest = labels(ticks, lettering).mapToDouble(TextLine::ascent).max().orElse(0);
    double baseline = area.getMaxY() + BELOW + highest; // of all labels
    for (Tick tick : ticks) {
      double px = frame.x(tick.value());
      double length = tick.major() ? LONG : SHORT;
      marks.add(line(px, area.getMaxY(), px, area.getMaxY() - length));
      marks.add(line(px, area.getMinY(), px, area.getMinY() + length));
      tick.label().map(label -> centred(lettering.text(label), px, baseline)).ifPresent(marks::add);
    }
    TextLine title = lettering.title(x.title());
    double below = area.getMaxY() + belowTicks(lettering) + title.ascent();
    marks.add(centred(title, area.getCenterX(), below));
  }

  private void drawY(Frame frame, Lettering lettering, List<Mark> marks) {
    Rectangle2D area = frame.area();
    double widest = 0;
    for (Tick tick : yTicks(area.getHeight())) {
      double py = frame.y(tick.value());
      double length = tick.major() ? LONG : SHORT;
      marks.add(line(area.getMinX(), py, area.getMinX() + length, py));
      marks.add(line(area.getMaxX(), py, area.getMaxX() - length, py));
      if (tick.label().isPresent()) {
        TextLine text = lettering.text(tick.label().get());
        double px = area.getMinX() - GAP - text.width();
        marks.add(new Mark.Lettered(text, px, py + 0.36 * Lettering.TEXT, false));
        widest = Math.max(widest, text.width());
      }
    }
    TextLine title = lettering.title(y.title());
    double beside = area.getMinX() - GAP - widest - GAP - title.descent();
    marks.add(new Mark.Lettered(title, beside, area.getCenterY() + title.width() / 2, true));
  }

  private static Mark line(double x0, double y0, double x1, double y1) {
    return new Mark.Drawn(Part.TICK, new Line2D.Double(x0, y0, x1, y1), Pen.HAIR);
  }

  private static Mark centred(TextLine text, double px, double baseline) {
    return new Mark.Lettered(text, px - text.width() / 2, baseline, false);
  }
}
