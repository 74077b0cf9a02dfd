/** The daemon's HTTP interface: its API, its streams of events, its meters and its live page. */
package wickstream.http;
