package wickstream.campaign;

import wickstream.physics.Observable;
import wickstream.sampling.BagSampler;
import wickstream.sampling.Measurement;
import wickstream.statistics.StoppingRule;

/**
 * What has to be known of a shard before it can run.
 *
 * @param measurement what is measured of its networks
 * @param sampler measures its bags
 * @param target the observable that is asked for
 * @param rule when it is done
 */
record ShardPlan(
    Measurement measurement, BagSampler sampler, Observable target, StoppingRule rule) {}
