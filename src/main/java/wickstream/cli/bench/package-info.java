/** How fast this program samples: what {@code wickstream bench} and {@code doctor} measure. */
package wickstream.cli.bench;
