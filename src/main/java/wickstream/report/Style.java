package wickstream.report;

import java.util.List;

/**
 * How a series looks: two series of one figure differ in shape and dashes besides colour.
 *
 * @param ink its colour
 * @param marker the shape of its points
 * @param pen of its line
 */
record Style(Ink ink, Marker marker, Pen pen) {
  /** Of no series. */
  static final Style PLAIN = new Style(Ink.BLACK, Marker.CIRCLE, Pen.HAIR);

  private static final List<Ink> INKS =
      List.of(Ink.BLUE, Ink.VERMILION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.BLACK);
  private static final float[][] DASHES = {
    {}, {7, 2.5f}, {3, 2}, {7, 2, 1.5f, 2}, {10, 2.5f, 3, 2.5f}
  };

  /** The style of the series of an index from 0. */
  static Style of(int index) {
    Ink ink = INKS.get(index % INKS.size());
    Marker marker = Marker.values()[index % Marker.values().length];
    return new Style(ink, marker, Pen.of(ink, 1, DASHES[index % DASHES.length]));
  }
}
