package wickstream.report;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a page that is HTML and well-formed XML at once; escapes all text. */
final class Html {
  private final StringWriter page = new StringWriter();
  private final XMLStreamWriter xml;

  Html() {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(page);
      xml.writeDTD("<!DOCTYPE html>\n");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is written inside an element. */
  @FunctionalInterface
  interface Content {
    void write(Html html);
  }

  @FunctionalInterface
  private interface Step {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private Html step(Step step) {
    try {
      step.write(xml);
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // it writes to memory
    }
  }

  /** An element with other things in it. */
  Html element(String name, Content content) {
    return element(name, List.of(), content);
  }

  /** An element with attributes, names and values in turn. */
  Html element(String name, List<String> attributes, Content content) {
    step(to -> to.writeStartElement(name));
    for (int i = 0; i < attributes.size(); i += 2) {
      String attribute = attributes.get(i);
      String value = attributes.get(i + 1);
      step(to -> to.writeAttribute(attribute, value));
    }
    content.write(this);
    return step(XMLStreamWriter::writeEndElement).step(to -> to.writeCharacters("\n"));
  }

  /** An element without content. */
  Html empty(String name, String... attributes) {
    step(to -> to.writeEmptyElement(name));
    for (int i = 0; i < attributes.length; i += 2) {
      String attribute = attributes[i];
      String value = attributes[i + 1];
      step(to -> to.writeAttribute(attribute, value));
    }
    return step(to -> to.writeCharacters("\n"));
  }

  /** An element with text in it. */
  Html element(String name, String text) {
    return element(name, html -> html.text(text));
  }

  /** Text; characters that XML does not have are replaced. */
  Html text(String text) {
    return step(
        to ->
            to.writeCharacters(
                text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "\uFFFD")));
  }

  /** A label with its symbols and scripts. */
  Html label(Label label) {
    for (Label.Piece piece : label.pieces()) {
      switch (piece.level()) {
        case SUB -> wrapped("sub", piece);
        case SUPER -> wrapped("sup", piece);
        default -> letters(piece);
      }
    }
    return this;
  }

  private void wrapped(String name, Label.Piece piece) {
    step(to -> to.writeStartElement(name));
    letters(piece);
    step(XMLStreamWriter::writeEndElement);
  }

  private void letters(Label.Piece piece) {
    if (piece.italic()) {
      step(to -> to.writeStartElement("i"));
    }
    text(piece.text());
    if (piece.italic()) {
      step(XMLStreamWriter::writeEndElement);
    }
  }

  /** A drawing. */
  Html drawing(String name, Drawing drawing) {
    return step(to -> new SvgFormat(to, name).write(drawing));
  }

  /** A table. */
  Html table(ReportTable content) {
    return element(
        "table",
        table -> {
          table.element("caption", content.caption());
          table.element("thead", part -> row(part, "th", List.of("scope", "col"), content.head()));
          table.element(
              "tbody", part -> content.rows().forEach(cells -> row(part, "td", List.of(), cells)));
        });
  }

  private static void row(Html part, String name, List<String> attributes, List<Label> cells) {
    part.element(
        "tr",
        row -> cells.forEach(cell -> row.element(name, attributes, html -> html.label(cell))));
  }

  /** The page so far. */
  String page() {
    return page.toString();
  }
}
