/**
 * Draws networks and measures them, a bag at a time: the estimators, and the backends that do the
 * work.
 */
package wickstream.sampling;
