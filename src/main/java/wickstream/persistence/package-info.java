/**
 * What a campaign leaves behind: the results database, checkpoints, locks and fencing of writers.
 */
package wickstream.persistence;
