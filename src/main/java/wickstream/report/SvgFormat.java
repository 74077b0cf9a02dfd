package wickstream.report;

import static j2html.TagCreator.*;

import j2html.tags.DomContent;
import j2html.tags.EmptyTag;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Drawings as SVG 1.1. Text stays text, and gives the length of each run of letters, so that it
 * fits whatever font it is shown in. The class of an element is the part of its mark.
 */
final class SvgFormat {
  private static final String FONTS = "Liberation Sans, Arial, Helvetica, sans-serif";

  private SvgFormat() {}

  /** A whole file; in points, unless it is for screens. */
  static String document(Drawing drawing, FigureSize size) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + Html.render(element(drawing, "figure", size.isForScreens() ? "" : "pt"));
  }

  /**
   * An {@code svg} element.
   *
   * @param name of the drawing, different from others in the same document
   */
  static DomContent element(Drawing drawing, String name) {
    return element(drawing, name, "");
  }

  private static DomContent element(Drawing drawing, String name, String unit) {
    String width = number(drawing.width());
    String height = number(drawing.height());
    return tag("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("version", "1.1")
        .attr("width", width + unit)
        .attr("height", height + unit)
        .attr("viewBox", "0 0 %s %s".formatted(width, height))
        .attr("role", "img")
        .attr("aria-labelledby", "%1$s-title %1$s-description".formatted(name))
        .with(
            tag("title").withId(name + "-title").withText(drawing.title()),
            tag("desc").withId(name + "-description").withText(drawing.description()),
            emptyTag("rect")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("fill", Ink.WHITE.hex()),
            tag("g")
                .attr("font-family", FONTS)
                .attr("fill", "none")
                .attr("stroke-linejoin", "round")
                .with(each(drawing.marks(), mark -> each(text("\n"), element(mark)))));
  }

  private static DomContent element(Mark mark) {
    if (mark instanceof Mark.Filled filled) {
      return path(filled, filled.shape()).attr("fill", filled.ink().hex());
    }
    return mark instanceof Mark.Drawn drawn ? stroke(drawn) : letters((Mark.Lettered) mark);
  }

  private static EmptyTag<?> path(Mark mark, Shape shape) {
    return emptyTag("path").withClass(mark.part().label()).attr("d", data(shape));
  }

  private static DomContent stroke(Mark.Drawn drawn) {
    Pen pen = drawn.pen();
    String dashes =
        IntStream.range(0, pen.dashes().length)
            .mapToObj(k -> number(pen.dashes()[k]))
            .collect(Collectors.joining(" "));
    return path(drawn, drawn.shape())
        .attr("stroke", pen.ink().hex())
        .attr("stroke-width", number(pen.stroke().getLineWidth()))
        .condAttr(!dashes.isEmpty(), "stroke-dasharray", dashes);
  }

  private static String data(Shape shape) {
    StringBuilder data = new StringBuilder();
    double[] c = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> append(data, 'M', c, 2);
        case PathIterator.SEG_LINETO -> append(data, 'L', c, 2);
        case PathIterator.SEG_CUBICTO -> append(data, 'C', c, 6);
        case PathIterator.SEG_CLOSE -> data.append('Z');
        default -> throw new IllegalArgumentException("figures have no parabolas");
      }
    }
    return data.toString();
  }

  private static void append(StringBuilder data, char command, double[] coordinates, int count) {
    data.append(command);
    for (int k = 0; k < count; k++) {
      data.append(k == 0 ? "" : " ").append(number(coordinates[k]));
    }
  }

  private static DomContent letters(Mark.Lettered text) {
    double x = text.upright() ? 0 : text.x();
    double y = text.upright() ? 0 : text.y();
    return tag("text")
        .withClass(text.part().label())
        .attr("fill", Ink.BLACK.hex())
        .condAttr(
            text.upright(),
            "transform",
            "translate(%s %s) rotate(-90)".formatted(number(text.x()), number(text.y())))
        .with(each(text.line().runs(), run -> run(run, x, y)));
  }

  private static DomContent run(TextLine.Run run, double x, double y) {
    boolean fits = !run.italic() && run.text().length() > 1;
    return tag("tspan")
        .attr("x", number(x + run.x()))
        .attr("y", number(y + run.y()))
        .attr("font-size", number(run.size()))
        .condAttr(run.italic(), "font-style", "italic")
        .condAttr(fits, "textLength", number(run.width()))
        .condAttr(fits, "lengthAdjust", "spacingAndGlyphs")
        .withText(run.text());
  }

  /** To a thousandth of a point. */
  private static String number(double x) {
    return BigDecimal.valueOf(x)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
