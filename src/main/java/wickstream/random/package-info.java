/**
 * Randomness that is addressed, never consumed in passing: which random numbers a network gets
 * follows from the campaign's seed, the shard, the bag and the logical lane alone.
 */
package wickstream.random;
