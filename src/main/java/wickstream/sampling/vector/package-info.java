/** The inner loops on vector registers. */
package wickstream.sampling.vector;
