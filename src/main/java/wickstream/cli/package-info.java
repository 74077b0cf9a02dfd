/** The command line: what users type, read and get back. */
package wickstream.cli;
