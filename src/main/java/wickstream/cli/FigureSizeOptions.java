package wickstream.cli;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import wickstream.config.BadInput;
import wickstream.report.FigureSize;

/** How large the files of figures are. */
final class FigureSizeOptions {
  private static final Map<String, Double> POINTS =
      Map.of("pt", 1.0, "in", 72.0, "cm", 72 / 2.54, "mm", 7.2 / 2.54);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
  private static final Pattern LENGTH = Pattern.compile("(%s) ?(pt|in|cm|mm)".formatted(NUMBER));

  @Option(
      names = "--width",
      paramLabel = "LENGTH",
      description =
          "width of figures in in, cm, mm or pt (72 to the inch), such as 3.4in; by default 10in. They are laid out for it, not scaled")
  private String width;

  @Option(
      names = "--font-size",
      paramLabel = "POINTS",
      description = "size of the text of figures, to which lines and marks are in proportion")
  private String fontSize;

  @Option(
      names = "--dpi",
      paramLabel = "DOTS",
      description = "dots per inch of PNG; by default 144")
  private String dotsPerInch;

  /** The size that is asked for. */
  FigureSize wanted() {
    try {
      return FigureSize.of(
          width == null ? OptionalDouble.empty() : OptionalDouble.of(length(width)),
          number("--font-size", fontSize),
          number("--dpi", dotsPerInch));
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage());
    }
  }

  private static double length(String text) {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      throw new BadInput(
          "--width must be a length in in, cm, mm or pt such as 3.4in, was %s".formatted(text));
    }
    return Double.parseDouble(length.group(1)) * POINTS.get(length.group(3));
  }

  private static OptionalDouble number(String option, String text) {
    if (text == null) {
      return OptionalDouble.empty();
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new BadInput("%s must be a number such as 8, was %s".formatted(option, text));
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }
}
