package wickstream.campaign;

import wickstream.config.StopCondition;
import wickstream.sampling.BagSampler;
import wickstream.sampling.Measurement;
import wickstream.statistics.ShardRule;

/**
 * What has to be known of a shard before it can run.
 *
 * @param measurement what is measured of its networks
 * @param sampler measures its bags
 * @param stop what is asked for
 * @param rule when it is done
 */
record ShardPlan(Measurement measurement, BagSampler sampler, StopCondition stop, ShardRule rule) {}
