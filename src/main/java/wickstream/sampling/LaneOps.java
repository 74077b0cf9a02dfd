package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.random.LaneGenerator;

/**
 * The inner loops, in their scalar or in their vector version. For one thread.
 *
 * @param width how many numbers are computed at once
 * @param functions elementary functions of arrays
 * @param lanes what steps the generators
 * @param units sums over hidden units
 * @param layers making and summing hidden layers at all points
 * @param products sums of products over networks
 */
public record LaneOps(
    int width,
    ArrayFunctions functions,
    LaneGenerator lanes,
    UnitLoops units,
    LayerLoops layers,
    ProductLoops products) {}
