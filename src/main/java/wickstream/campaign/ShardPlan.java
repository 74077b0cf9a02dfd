package wickstream.campaign;

import wickstream.sampling.BagSampler;
import wickstream.sampling.Measurement;
import wickstream.statistics.StoppingRule;

/**
 * What has to be known of a shard before it can run.
 *
 * @param measurement what is measured of its networks
 * @param sampler measures its bags
 * @param rule when it is done
 */
record ShardPlan(Measurement measurement, BagSampler sampler, StoppingRule rule) {}
