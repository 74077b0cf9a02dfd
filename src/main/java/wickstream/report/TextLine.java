package wickstream.report;

import java.util.List;

/**
 * A label as it is set in type: where each run of letters stands, relative to the beginning of the
 * baseline. Lengths in points.
 *
 * @param runs from left to right
 * @param width of all
 * @param ascent how far it reaches above the baseline
 * @param descent how far below
 */
record TextLine(List<Run> runs, double width, double ascent, double descent) {

  TextLine {
    runs = List.copyOf(runs);
  }

  /**
   * Letters of one kind.
   *
   * @param text the letters
   * @param italic whether they are slanted
   * @param size of the font
   * @param x where they begin
   * @param y their baseline, downwards
   * @param width of all
   */
  record Run(String text, boolean italic, double size, double x, double y, double width) {
    private Run scaled(double by) {
      return new Run(text, italic, by * size, by * x, by * y, by * width);
    }
  }

  /** The same with all lengths multiplied. */
  TextLine scaled(double by) {
    return new TextLine(
        runs.stream().map(run -> run.scaled(by)).toList(), by * width, by * ascent, by * descent);
  }

  double height() {
    return ascent + descent;
  }

  /** The letters alone, with circumflexes that combine with the letter before. */
  String plain() {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(run.text()));
    return text.toString().replace(Lettering.CIRCUMFLEX, Label.HAT);
  }
}
