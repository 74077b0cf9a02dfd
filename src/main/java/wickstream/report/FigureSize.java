package wickstream.report;

import java.util.OptionalDouble;

/**
 * How large figures are drawn. They are laid out anew for every size: text has its size in points,
 * and lines, marks and gaps are in proportion to it.
 *
 * @param width of the whole figure in points, 72 to the inch, from 96 to 1440
 * @param fontSize of text in points, from 4 to 24; indices are smaller
 * @param titleSize of the titles of axes and plots in points
 * @param dotsPerInch of PNG, from 50 to 1200
 */
public record FigureSize(double width, double fontSize, double titleSize, double dotsPerInch) {
  /** Ten inches with letters of 10 points, for screens. */
  public static final FigureSize USUAL = new FigureSize(Sheet.WIDTH, Lettering.TEXT, 11, 144);

  static final double POINTS_PER_INCH = 72;

  /** Narrower figures have no room for their axes, in widths of letters. */
  private static final double LEAST_LETTERS = 24;

  private static final double MAX_PIXELS = 10_000;

  /** The height of a page of a journal, in points. */
  private static final double PAGE = 648;

  public FigureSize {
    require("--width", "points", width, 96, 1440);
    require("--font-size", "points", fontSize, 4, 24);
    require("--dpi", "dots per inch", dotsPerInch, 50, 1200);
    if (width < LEAST_LETTERS * fontSize) {
      throw new IllegalArgumentException(
          "--font-size must be at most %s for figures of this width, was %s"
              .formatted(text(Math.floor(10 * width / LEAST_LETTERS) / 10), text(fontSize)));
    }
    if (width / POINTS_PER_INCH * dotsPerInch > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "--dpi must be at most %s for figures of this width, was %s"
              .formatted(
                  text(Math.floor(MAX_PIXELS * POINTS_PER_INCH / width)), text(dotsPerInch)));
    }
  }

  private static void require(String what, String unit, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s %s, was %s"
              .formatted(what, text(least), text(most), unit, text(value)));
    }
  }

  private static String text(double number) {
    return Double.isFinite(number) ? Symbols.plain(number) : Double.toString(number);
  }

  /**
   * The usual size, as far as nothing else is asked for; where the size of text is, it is that of
   * all text.
   *
   * @throws IllegalArgumentException in one line, if a number is out of its range
   */
  public static FigureSize of(
      OptionalDouble width, OptionalDouble fontSize, OptionalDouble dotsPerInch) {
    return new FigureSize(
        width.orElse(USUAL.width),
        fontSize.orElse(USUAL.fontSize),
        fontSize.orElse(USUAL.titleSize),
        dotsPerInch.orElse(USUAL.dotsPerInch));
  }

  /** Whether figures are as wide as is usual on screens, whose unit is not a length. */
  boolean isForScreens() {
    return width == USUAL.width && fontSize == USUAL.fontSize;
  }

  /** Points for each unit of the layout, in which text has the usual size. */
  double scale() {
    return fontSize / Lettering.TEXT;
  }

  double layoutWidth() {
    return width / scale();
  }

  /** What a layout may take, as far as its plots can be made lower. */
  double layoutHeight() {
    return PAGE / scale();
  }

  /** The size of titles in the layout. */
  double title() {
    return titleSize / scale();
  }

  /** Pixels for each point. */
  double pixelsPerPoint() {
    return dotsPerInch / POINTS_PER_INCH;
  }
}
