/**
 * What a campaign found: results as records, power laws fitted to them, and whether a number is
 * reliable.
 */
package wickstream.results;
