package wickstream.report;

/**
 * What a figure shows, before it is laid out.
 *
 * @param sheet its plots and its legend
 * @param title what it shows, in a few words
 * @param description the same for those who cannot see it
 * @param lettering sets its text
 */
record Picture(Sheet sheet, String title, String description, Lettering lettering) {
  /** Lays it out anew for a size. */
  Drawing at(FigureSize size) {
    Sheet.Layout layout =
        sheet.laidOut(size.layoutWidth(), size.layoutHeight(), lettering.withTitles(size.title()));
    Drawing drawing =
        new Drawing(layout.width(), layout.height(), title, description, layout.marks());
    return size.scale() == 1 ? drawing : drawing.scaled(size.scale());
  }
}
