/**
 * Tables and figures from results, without sampling. A figure is laid out once, as a list of marks,
 * and then drawn on the {@link java.awt.Graphics2D} of a PNG or PDF file or written as SVG. Nothing
 * in it depends on the fonts of the machine or on the time.
 */
package wickstream.report;
