package wickstream.report;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes drawings as SVG 1.1. Text stays text; as it says how long each run of letters is, it fits
 * its place in whatever font it is shown.
 */
final class SvgFormat {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String FONTS = "Liberation Sans, Arial, Helvetica, sans-serif";

  private final XMLStreamWriter xml;
  private final String name;

  /**
   * @param name of the drawing, different from others in the same document
   */
  SvgFormat(XMLStreamWriter xml, String name) {
    this.xml = xml;
    this.name = name;
  }

  /** Writes an {@code svg} element. */
  void write(Drawing drawing) throws XMLStreamException {
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeAttribute("version", "1.1");
    xml.writeAttribute("width", number(drawing.width()));
    xml.writeAttribute("height", number(drawing.height()));
    xml.writeAttribute(
        "viewBox", "0 0 %s %s".formatted(number(drawing.width()), number(drawing.height())));
    xml.writeAttribute("role", "img");
    xml.writeAttribute("aria-labelledby", "%s-title %s-description".formatted(name, name));
    text("title", name + "-title", drawing.title());
    text("desc", name + "-description", drawing.description());
    xml.writeEmptyElement("rect");
    xml.writeAttribute("width", "100%");
    xml.writeAttribute("height", "100%");
    xml.writeAttribute("fill", Ink.WHITE.hex());
    xml.writeStartElement("g");
    xml.writeAttribute("font-family", FONTS);
    xml.writeAttribute("fill", "none");
    xml.writeAttribute("stroke-linejoin", "round");
    for (Mark mark : drawing.marks()) {
      xml.writeCharacters("\n");
      mark(mark);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void text(String element, String id, String content) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("id", id);
    xml.writeCharacters(content);
    xml.writeEndElement();
  }

  private void mark(Mark mark) throws XMLStreamException {
    if (mark instanceof Mark.Filled filled) {
      path(filled.part(), filled.shape());
      xml.writeAttribute("fill", filled.ink().hex());
    } else if (mark instanceof Mark.Drawn drawn) {
      path(drawn.part(), drawn.shape());
      pen(drawn.pen());
    } else if (mark instanceof Mark.Lettered lettered) {
      lettered(lettered);
    }
  }

  private void path(Part part, Shape shape) throws XMLStreamException {
    xml.writeEmptyElement("path");
    xml.writeAttribute("class", part.label());
    xml.writeAttribute("d", data(shape));
  }

  private void pen(Pen pen) throws XMLStreamException {
    xml.writeAttribute("stroke", pen.ink().hex());
    xml.writeAttribute("stroke-width", number(pen.width()));
    if (!pen.dashes().isEmpty()) {
      xml.writeAttribute(
          "stroke-dasharray",
          pen.dashes().stream().map(SvgFormat::number).collect(Collectors.joining(" ")));
    }
  }

  private static String data(Shape shape) {
    StringBuilder data = new StringBuilder();
    double[] c = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> append(data, 'M', c, 2);
        case PathIterator.SEG_LINETO -> append(data, 'L', c, 2);
        case PathIterator.SEG_QUADTO -> append(data, 'Q', c, 4);
        case PathIterator.SEG_CUBICTO -> append(data, 'C', c, 6);
        default -> data.append('Z');
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

  private void lettered(Mark.Lettered text) throws XMLStreamException {
    xml.writeStartElement("text");
    xml.writeAttribute("class", Part.TEXT.label());
    xml.writeAttribute("fill", Ink.BLACK.hex());
    if (text.upright()) {
      xml.writeAttribute(
          "transform",
          "translate(%s %s) rotate(-90)".formatted(number(text.x()), number(text.y())));
    }
    for (TextLine.Run run : text.line().runs()) {
      run(run, text.upright() ? 0 : text.x(), text.upright() ? 0 : text.y());
    }
    xml.writeEndElement();
  }

  private void run(TextLine.Run run, double x, double y) throws XMLStreamException {
    xml.writeStartElement("tspan");
    xml.writeAttribute("x", number(x + run.x()));
    xml.writeAttribute("y", number(y + run.y()));
    xml.writeAttribute("font-size", number(run.size()));
    if (run.italic()) {
      xml.writeAttribute("font-style", "italic");
    } else if (run.text().length() > 1) {
      xml.writeAttribute("textLength", number(run.width()));
      xml.writeAttribute("lengthAdjust", "spacingAndGlyphs");
    }
    xml.writeCharacters(run.text());
    xml.writeEndElement();
  }

  /** To a thousandth of a point. */
  private static String number(double x) {
    return BigDecimal.valueOf(x)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
