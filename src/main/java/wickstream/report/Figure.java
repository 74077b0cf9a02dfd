package wickstream.report;

/**
 * A figure of a report.
 *
 * @param name of its files, without extension
 * @param caption what it shows and how to read it, in sentences
 * @param picture what is drawn
 */
record Figure(String name, String caption, Picture picture) {
  /** The picture at the usual size. */
  Drawing drawing() {
    return picture.at(FigureSize.USUAL);
  }

  /** What it shows, in a few words. */
  String title() {
    return picture.title();
  }

  /** The same figure, with its axes, bars, lines and this origin told by the caption. */
  Figure from(String origin) {
    return new Figure(
        name,
        "%s %s%s %s"
            .formatted(caption, picture.sheet().axes(), picture.sheet().legend().inWords(), origin),
        picture);
  }
}
