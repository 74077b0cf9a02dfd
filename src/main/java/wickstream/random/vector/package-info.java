/** Generators on vector registers. */
package wickstream.random.vector;
