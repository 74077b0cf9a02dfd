package wickstream.report;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Axes with something between them. */
final class Plot {
  static final double TEXT = 10;
  private static final double TITLE = 11;
  private static final double LONG = 5;
  private static final double SHORT = 2.8;
  private static final double GAP = 4;

  /** Between the axis and its labels: more than a label of the other axis reaches down. */
  private static final double BELOW = 6.5;

  private static final double ROOM_FOR_LABEL = 46;
  private static final double HEIGHT_FOR_LABEL = 24;

  private final Label heading;
  private final Axis x;
  private final Axis y;
  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param heading stands above it
   */
  Plot(Label heading, Axis x, Axis y) {
    this.heading = heading;
    this.x = x;
    this.y = y;
  }

  /** Draws on top of what is there. */
  Plot add(Layer layer) {
    layers.add(layer);
    return this;
  }

  /** How much room axes and titles take around an area of some size. */
  Margins margins(double width, double height, Lettering lettering) {
    double labels =
        y.scale().ticks(yLabels(height)).stream()
            .flatMap(tick -> tick.label().stream())
            .mapToDouble(label -> lettering.set(label, TEXT).width())
            .max()
            .orElse(0);
    TextLine title = lettering.set(x.title(), TITLE);
    TextLine sideways = lettering.set(y.title(), TITLE);
    TextLine tick = lettering.set(Label.of("10^{−1}"), TEXT);
    TextLine above = lettering.set(heading, TITLE);
    return new Margins(
        sideways.ascent() + sideways.descent() + GAP + labels + GAP,
        ROOM_FOR_LABEL / 2,
        (heading.pieces().isEmpty() ? TEXT / 2 : above.ascent() + above.descent() + GAP),
        BELOW + tick.ascent() + tick.descent() + GAP + title.ascent() + title.descent());
  }

  private static int yLabels(double height) {
    return Math.max(2, (int) (height / HEIGHT_FOR_LABEL));
  }

  private static int xLabels(double width) {
    return Math.max(2, (int) (width / ROOM_FOR_LABEL));
  }

  /** All marks, with this area between the axes. */
  Stream<Mark> marks(Rectangle2D area, Lettering lettering) {
    Frame frame = new Frame(area, x.scale(), y.scale());
    List<Mark> marks = new ArrayList<>();
    layers.forEach(layer -> layer.marks(frame).forEach(marks::add));
    marks.add(new Mark.Drawn(Part.FRAME, area, Pen.HAIR));
    xTicks(frame, lettering, marks);
    double widest = yTicks(frame, lettering, marks);
    titles(area, widest, lettering, marks);
    return marks.stream();
  }

  private void xTicks(Frame frame, Lettering lettering, List<Mark> marks) {
    Rectangle2D area = frame.area();
    List<Tick> ticks = x.scale().ticks(xLabels(area.getWidth()));
    double baseline = area.getMaxY() + BELOW + ascent(ticks, lettering);
    for (Tick tick : ticks) {
      double px = frame.x(tick.value());
      double length = tick.major() ? LONG : SHORT;
      marks.add(line(px, area.getMaxY(), px, area.getMaxY() - length));
      marks.add(line(px, area.getMinY(), px, area.getMinY() + length));
      if (tick.label().isPresent()) {
        TextLine text = lettering.set(tick.label().get(), TEXT);
        marks.add(new Mark.Lettered(text, px - text.width() / 2, baseline, false));
      }
    }
  }

  /** Of the highest label, so that all have one baseline. */
  private static double ascent(List<Tick> ticks, Lettering lettering) {
    return ticks.stream()
        .flatMap(tick -> tick.label().stream())
        .mapToDouble(label -> lettering.set(label, TEXT).ascent())
        .max()
        .orElse(0);
  }

  /** Draws the marks of the upright axis; returns the width of their widest label. */
  private double yTicks(Frame frame, Lettering lettering, List<Mark> marks) {
    Rectangle2D area = frame.area();
    double widest = 0;
    for (Tick tick : y.scale().ticks(yLabels(area.getHeight()))) {
      double py = frame.y(tick.value());
      double length = tick.major() ? LONG : SHORT;
      marks.add(line(area.getMinX(), py, area.getMinX() + length, py));
      marks.add(line(area.getMaxX(), py, area.getMaxX() - length, py));
      if (tick.label().isPresent()) {
        TextLine text = lettering.set(tick.label().get(), TEXT);
        double px = area.getMinX() - GAP - text.width();
        marks.add(new Mark.Lettered(text, px, py + 0.36 * TEXT, false));
        widest = Math.max(widest, text.width());
      }
    }
    return widest;
  }

  private static Mark line(double x0, double y0, double x1, double y1) {
    return new Mark.Drawn(Part.TICK, new Line2D.Double(x0, y0, x1, y1), Pen.HAIR);
  }

  private void titles(Rectangle2D area, double widest, Lettering lettering, List<Mark> marks) {
    TextLine below = lettering.set(x.title(), TITLE);
    TextLine tick = lettering.set(Label.of("10^{−1}"), TEXT);
    marks.add(
        new Mark.Lettered(
            below,
            area.getCenterX() - below.width() / 2,
            area.getMaxY() + BELOW + tick.ascent() + tick.descent() + GAP + below.ascent(),
            false));
    TextLine beside = lettering.set(y.title(), TITLE);
    marks.add(
        new Mark.Lettered(
            beside,
            area.getMinX() - GAP - widest - GAP - beside.descent(),
            area.getCenterY() + beside.width() / 2,
            true));
    TextLine above = lettering.set(heading, TITLE);
    if (above.width() > 0) {
      marks.add(
          new Mark.Lettered(
              above,
              area.getCenterX() - above.width() / 2,
              area.getMinY() - GAP - above.descent(),
              false));
    }
  }
}
