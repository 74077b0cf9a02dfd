/** Elementary functions on vector registers. */
package wickstream.numeric.vector;
