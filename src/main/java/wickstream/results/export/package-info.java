/** Result files that other programs read; each appears whole or not at all. */
package wickstream.results.export;
