/** How running campaigns do, for those who watch them: a one-way view that changes nothing. */
package wickstream.metrics;
