package wickstream.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What figures can be written as. */
public enum FigureFormat {
  SVG,
  PNG,
  PDF;

  /** The format of a name such as svg. */
  public static Optional<FigureFormat> labelled(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** The names of all formats, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(FigureFormat::label).collect(Collectors.joining(", "));
  }

  /** Its name, which is also the extension of its files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  void write(Drawing drawing, Lettering lettering, OutputStream out) throws IOException {
    switch (this) {
      case SVG -> svg(drawing, out);
      case PNG -> new PngFormat(lettering).write(drawing, out);
      case PDF -> PdfFormat.write(drawing, out);
    }
  }

  private static void svg(Drawing drawing, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      new SvgFormat(xml, "figure").write(drawing);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
