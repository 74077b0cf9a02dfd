/**
 * Mergeable moments, errors, tails and the rule that decides when to stop. Pure: no clocks, files,
 * threads or randomness, and no physics; what is averaged and what is done with the averages comes
 * in from outside.
 */
package wickstream.statistics;
