package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.random.LaneGenerator;

/**
 * The loops that take the time, in one of their versions. For one thread.
 *
 * @param functions elementary functions of arrays
 * @param lanes what steps the generators
 * @param units sums over hidden units
 * @param products sums of products over networks
 */
record LaneOps(
    ArrayFunctions functions, LaneGenerator lanes, UnitLoops units, ProductLoops products) {}
