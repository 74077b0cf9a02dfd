/**
 * Runs campaigns: a supervisor that decides, an actor a shard that samples, and the stream between
 * them. The only package that knows Pekko, so far.
 */
package wickstream.campaign;
