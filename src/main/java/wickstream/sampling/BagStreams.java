package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import wickstream.random.LaneGenerator;
import wickstream.random.LaneStreams;

/**
 * The random numbers of one bag: a stream for each kind of number. In each the numbers of a network
 * follow one another, unit by unit, and those of the lane's next network come after.
 *
 * @param inputWeights standard normals, to be scaled by σ_W/√d: one stream an input coordinate that
 *     points differ from zero in
 * @param biases standard normals of the hidden layer, to be scaled by σ_b; words for the phases of
 *     cos
 * @param outputWeights standard normals, or words for other laws of variance 1, to be scaled by
 *     σ_W/√N: one stream an output
 * @param outputBiases standard normals, one a network, to be scaled by σ_b: one stream an output
 * @param furtherLayers those of the hidden layers after the first
 * @param divisors standard normals, by which those of input weights are divided for Cauchy
 *     frequencies
 * @param scales words, one a network, for the scale that its readout weights share
 * @param networks what a network needs once: how it is tilted, or the bias of its first output; or,
 *     pooled, how each unit is
 */
record BagStreams(
    List<LaneStreams> inputWeights,
    LaneStreams biases,
    List<LaneStreams> outputWeights,
    List<LaneStreams> outputBiases,
    List<Layer> furtherLayers,
    LaneStreams divisors,
    LaneStreams scales,
    LaneStreams networks) {

  private static final int NETWORKS = 0;
  private static final int BIASES = 1;
  private static final int OUTPUT_WEIGHTS = 2;
  private static final int INPUT_WEIGHTS = 3;

  /** Of output i ≥ 1: weights have kind 2 i more, biases 2 i + 1 more. */
  private static final int FURTHER_OUTPUTS = 1 << 10;

  /** Of hidden layer l + 1, l ≥ 1: weights have kind 2 l more, biases 2 l + 1 more. */
  private static final int FURTHER_LAYERS = 1 << 20;

  /**
   * Of hidden layer l + 1, l ≥ 1, in the space of the points: columns have kinds from l 2¹⁶ more
   * on.
   */
  private static final int COLUMNS = 1 << 24;

  private static final int MAX_COLUMNS = 1 << 16;

  private static final int DIVISORS = 1 << 28;
  private static final int SCALES = DIVISORS + 1;

  /**
   * The streams of a hidden layer that follows another.
   *
   * @param weights standard normals, to be scaled by σ_W/√N: unit by unit, for each the weights of
   *     all units of the layer before
   * @param biases standard normals, one a unit, to be scaled by σ_b
   * @param columns in the space of the points, instead of both: standard normals, one a unit, that
   *     belong to a column of the factor, one stream a column
   */
  record Layer(LaneStreams weights, LaneStreams biases, List<LaneStreams> columns) {}

  /**
   * The streams of a bag, at their beginning.
   *
   * @param hash of the shard, which takes more to compute than small bags to measure
   */
  static BagStreams of(LaneGenerator generator, long seed, Shard shard, long hash, long bag) {
    IntFunction<LaneStreams> ofKind = kind -> new LaneStreams(generator, seed, hash, bag, kind);
    LaneStreams networks = ofKind.apply(NETWORKS);
    List<LaneStreams> inputWeights = new ArrayList<>();
    for (int k = 0; k < shard.rotatedPoints().coordinates(); k++) {
      inputWeights.add(ofKind.apply(INPUT_WEIGHTS + k));
    }
    List<LaneStreams> outputWeights = new ArrayList<>(List.of(ofKind.apply(OUTPUT_WEIGHTS)));
    List<LaneStreams> outputBiases = new ArrayList<>(List.of(networks));
    for (int i = 1; i < shard.ensemble().dOut(); i++) {
      outputWeights.add(ofKind.apply(FURTHER_OUTPUTS + 2 * i));
      outputBiases.add(ofKind.apply(FURTHER_OUTPUTS + 2 * i + 1));
    }
    List<Layer> furtherLayers = new ArrayList<>();
    for (int l = 1; l < shard.ensemble().depth(); l++) {
      furtherLayers.add(
          new Layer(
              ofKind.apply(FURTHER_LAYERS + 2 * l),
              ofKind.apply(FURTHER_LAYERS + 2 * l + 1),
              columns(shard, COLUMNS + l * MAX_COLUMNS, ofKind)));
    }
    return new BagStreams(
        inputWeights,
        ofKind.apply(BIASES),
        outputWeights,
        outputBiases,
        furtherLayers,
        ofKind.apply(DIVISORS),
        ofKind.apply(SCALES),
        networks);
  }

  private static List<LaneStreams> columns(
      Shard shard, int first, IntFunction<LaneStreams> ofKind) {
    int count = shard.isDrawnAtPoints() ? shard.points().count() : 0;
    return IntStream.range(first, first + count).mapToObj(ofKind).toList();
  }
}
