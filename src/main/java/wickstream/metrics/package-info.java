/** The state of running campaigns as metrics: a one-way view that changes nothing. */
package wickstream.metrics;
