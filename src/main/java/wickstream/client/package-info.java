/** The daemon as its clients see it: its HTTP API, spoken from the other end. */
package wickstream.client;
