package wickstream.report;

import java.util.Locale;

/** What a mark is in its figure. */
enum Part {
  FRAME,
  TICK,
  GUIDE,
  REGION,
  BAR,
  LINE,
  INTERVAL,
  MARKER,
  /** The border of a bar or a marker. */
  EDGE,
  /** Crosses out a number that is not to be trusted. */
  CROSS,
  SAMPLE,
  TEXT;

  /** The class of its elements in SVG. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
