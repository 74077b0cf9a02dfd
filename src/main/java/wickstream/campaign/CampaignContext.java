package wickstream.campaign;

import java.util.function.LongSupplier;

/**
 * The world in which a campaign runs.
 *
 * @param resources what it may use of the machine
 * @param bags where bags come from
 * @param checkpointPolicy how its state is kept
 * @param clock nanoseconds from any origin
 * @param timings hears how long it takes
 */
public record CampaignContext(
    Resources resources,
    BagSource.Factory bags,
    CheckpointPolicy checkpointPolicy,
    LongSupplier clock,
    Timings timings) {}
