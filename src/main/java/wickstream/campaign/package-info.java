/**
 * Runs campaigns: a supervisor that decides, an actor a shard that samples, and the stream between
 * them. Clusters and daemons have actors of their own.
 */
package wickstream.campaign;
