package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.random.LaneGenerator;
import wickstream.random.LaneStreams;

/**
 * The random numbers of one bag: a stream for each kind of number. In each the numbers of a network
 * follow one another, unit by unit, and those of the lane's next network come after.
 *
 * @param inputWeights standard normals, to be scaled by σ_W/√d: one stream an input coordinate
 * @param biases standard normals of the hidden layer, to be scaled by σ_b; words for the phases of
 *     cos
 * @param outputWeights standard normals, to be scaled by σ_W/√N
 * @param networks what a network needs once: its output bias, or how it is tilted
 */
record BagStreams(
    List<LaneStreams> inputWeights,
    LaneStreams biases,
    LaneStreams outputWeights,
    LaneStreams networks) {

  private static final int NETWORKS = 0;
  private static final int BIASES = 1;
  private static final int OUTPUT_WEIGHTS = 2;
  private static final int INPUT_WEIGHTS = 3;

  static BagStreams of(LaneGenerator generator, long seed, Shard shard, long bag) {
    long hash = shard.hash();
    List<LaneStreams> inputWeights = new ArrayList<>();
    for (int k = 0; k < shard.ensemble().dIn(); k++) {
      inputWeights.add(new LaneStreams(generator, seed, hash, bag, INPUT_WEIGHTS + k));
    }
    return new BagStreams(
        inputWeights,
        new LaneStreams(generator, seed, hash, bag, BIASES),
        new LaneStreams(generator, seed, hash, bag, OUTPUT_WEIGHTS),
        new LaneStreams(generator, seed, hash, bag, NETWORKS));
  }
}
