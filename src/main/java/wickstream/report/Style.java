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
  private static final List<Ink> INKS =
      List.of(Ink.BLUE, Ink.VERMILION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.BLACK);
  private static final List<List<Double>> DASHES =
      List.of(
          List.of(),
          List.of(7.0, 2.5),
          List.of(3.0, 2.0),
          List.of(7.0, 2.0, 1.5, 2.0),
          List.of(10.0, 2.5, 3.0, 2.5));

  /** The style of the series of an index from 0. */
  static Style of(int index) {
    Ink ink = INKS.get(index % INKS.size());
    Marker marker = Marker.values()[index % Marker.values().length];
    return new Style(ink, marker, new Pen(ink, 1, DASHES.get(index % DASHES.size())));
  }
}
