/**
 * Tables and figures from results, without sampling. A figure is drawn once, as a list of marks,
 * and then written as SVG, PNG or PDF; nothing in it depends on the fonts of a machine or on the
 * time.
 */
package wickstream.report;
