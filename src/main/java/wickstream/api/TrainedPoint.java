package wickstream.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What trained networks of one shard are at one point at one time of their training.
 *
 * @param time for how long they have been trained
 * @param output which of their outputs, from 0
 * @param point which of the points of the campaign, from 0
 * @param mean over networks
 * @param variance over networks
 */
public record TrainedPoint(
    @JsonProperty(required = true) TrainedValue.Time time,
    int output,
    int point,
    @JsonProperty(required = true) CouplingValue mean,
    @JsonProperty(required = true) CouplingValue variance) {}
