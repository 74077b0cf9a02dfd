package wickstream.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Points of a text file, or rows of data: one a line, numbers separated by commas; empty lines and
 * those after # are skipped. Read number by number, as a line may have a million.
 */
final class CsvPoints {
  /** White space of any script, and signs that take no room, such as a mark of byte order. */
  private static final Pattern BLANK_ENDS =
      Pattern.compile(
          "^[\\x09-\\x0d\\x1c-\\x20\\p{Z}\\p{Cf}]+|[\\x09-\\x0d\\x1c-\\x20\\p{Z}\\p{Cf}]+$");

  private static final Pattern LINE_ENDS = Pattern.compile("\\R");

  /** Characters of a number that are kept: more than a number may have, with blanks around it. */
  private static final int MAX_KEPT = 1000;

  private final Setting csv;
  private final int width;
  private final String widthText;
  private final IntConsumer checkCount;
  private final List<double[]> points = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private double[] point = {};
  private int cells;
  private int line = 1;
  private boolean isComment;

  private CsvPoints(Setting csv, int width, String widthText, IntConsumer checkCount) {
    this.csv = csv;
    this.width = width;
    this.widthText = widthText;
    this.checkCount = checkCount;
  }

  /**
   * All points of the file that a setting names.
   *
   * @throws InvalidConfiguration naming the file and line that is not as described
   */
  static double[][] read(Setting csv, int dIn, PointSources sources) {
    String widthText = "d-in = " + dIn;
    return sources.read(
        csv,
        path ->
            new CsvPoints(csv, dIn, widthText, count -> sources.check(csv, count, dIn)).read(path));
  }

  /**
   * All rows of data of the file that a setting names: inputs, and targets after them.
   *
   * @throws InvalidConfiguration likewise
   */
  static double[][] readRows(Setting csv, int dIn, int dOut, PointSources sources) {
    String widthText = TrainingSection.width(dIn, dOut);
    IntConsumer checkCount = count -> TrainingRules.checkRows(csv.path(), count);
    return sources.read(
        csv,
        "data = [[...], ...]",
        path -> new CsvPoints(csv, dIn + dOut, widthText, checkCount).read(path));
  }

  private double[][] read(Path path) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(path)) {
      int before = 0;
      for (int sign = in.read(); sign >= 0; sign = in.read()) {
        if (!(before == '\r' && sign == '\n')) {
          add((char) sign);
        }
        before = sign;
      }
    }
    endLine();
    return points.toArray(double[][]::new);
  }

  private void add(char sign) {
    if (isLineEnd(sign)) {
      endLine();
    } else if (sign == '#' && cells == 0 && stripped(cell.toString()).isEmpty()) {
      isComment = true;
    } else if (sign == ',' && !isComment) {
      endCell();
    } else if (cell.length() < MAX_KEPT) {
      cell.append(sign);
    }
  }

  private static boolean isLineEnd(char sign) {
    return (sign < ' ' || sign > '~') && LINE_ENDS.matcher(Character.toString(sign)).matches();
  }

  private void endLine() {
    if (!isComment && !(cells == 0 && stripped(cell.toString()).isEmpty())) {
      endCell();
      endPoint();
    }
    isComment = false;
    cells = 0;
    cell.setLength(0);
    line++;
  }

  private void endCell() {
    if (cells == 0) {
      checkCount.accept(points.size() + 1);
      point = new double[width];
    }
    if (cells < width) {
      point[cells] = number(stripped(cell.toString()));
    }
    cells++;
    cell.setLength(0);
  }

  private void endPoint() {
    if (cells != width) {
      throw new InvalidConfiguration(
          csv.path(),
          "must hold %s numbers a line, %s has %d".formatted(widthText, place(), cells));
    }
    points.add(point);
  }

  private double number(String text) {
    String wanted = "a finite number";
    try {
      double x = new DecimalNumber(text).value();
      if (Double.isFinite(x)) {
        return x;
      }
    } catch (NumberFormatException e) {
      wanted = e.getMessage();
    }
    throw new InvalidConfiguration(
        csv.path(),
        "must hold finite numbers, %s has \"%s\", which must be %s"
            .formatted(place(), InvalidConfiguration.shown(text), wanted));
  }

  private String place() {
    return "%s:%d".formatted(csv.text(), line);
  }

  private static String stripped(String text) {
    boolean isBare = !text.isEmpty() && isVisible(text.charAt(0));
    return isBare && isVisible(text.charAt(text.length() - 1))
        ? text
        : BLANK_ENDS.matcher(text).replaceAll("");
  }

  private static boolean isVisible(char sign) {
    return sign > ' ' && sign <= '~';
  }
}
