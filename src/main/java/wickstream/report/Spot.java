package wickstream.report;

/** A point of a plot, in the numbers of its axes. */
record Spot(double x, double y) {}
