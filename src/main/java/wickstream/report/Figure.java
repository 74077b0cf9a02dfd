package wickstream.report;

/**
 * A figure of a report.
 *
 * @param name of its files, without extension
 * @param caption what it shows and how to read it, in sentences
 * @param drawing the picture
 */
record Figure(String name, String caption, Drawing drawing) {}
