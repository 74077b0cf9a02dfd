package wickstream.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

  void write(Picture picture, FigureSize size, OutputStream out) throws IOException {
    Drawing drawing = picture.at(size);
    switch (this) {
      case SVG -> out.write(SvgFormat.document(drawing, size).getBytes(StandardCharsets.UTF_8));
      case PNG -> PngFormat.write(drawing, size, picture.lettering(), out);
      case PDF -> PdfFormat.write(drawing, out);
    }
  }
}
