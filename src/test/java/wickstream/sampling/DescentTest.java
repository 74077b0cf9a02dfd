package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.TextbookNetwork;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;
import wickstream.physics.exact.Theory;
import wickstream.physics.theory.TrainedFunctions;
import wickstream.physics.theory.TrainedTheory;
import wickstream.random.LaneStreams;
import wickstream.statistics.Estimate;
import wickstream.statistics.Totals;

/** Networks all of whose layers descend. */
class DescentTest {
  private static final int LANES = LaneStreams.LANES;
  private static final double RATE = 1.0 / 1024;

  /** One example is at a point of the shard, and one input has two targets. */
  private static final double[][] INPUTS = {{-1.0, 0.2}, {0.3, 0.4}, {0.3, 0.4}};

  private static final double[][] TARGETS = {{1.0, 0.25}, {-0.5, 2.0}, {-0.7, 1.0}};

  private static final double[][] POINTS = {{-1.0, 0.2}, {0.8, -0.3}, {-0.4, 0.0}};

  private static List<Double> list(double[] numbers, int count) {
    return IntStream.range(0, count).mapToObj(k -> numbers[k]).toList();
  }

  private static Training training(int dIn, int outputs, Double... times) {
    List<Example> examples = new ArrayList<>();
    for (int x = 0; x < INPUTS.length; x++) {
      examples.add(new Example(list(INPUTS[x], dIn), list(TARGETS[x], outputs)));
    }
    return Training.ofAllLayers(examples, RATE, List.of(times));
  }

  private static Shard shard(
      Activation activation, double sigmaB, int dIn, int width, int bagSize, Training training) {
    return new Shard(
        Ensemble.of(activation, dIn, 1.25, sigmaB).withOutputs(training.outputs()),
        width,
        InputPoints.ofDimension(
            dIn, IntStream.range(0, 3).mapToObj(a -> list(POINTS[a], dIn)).toList()),
        Estimator.PLAIN,
        List.of(2, 4),
        bagSize,
        Optional.of(training));
  }

  private static Measurement measurement(Shard shard) {
    return new Measurement(shard, Theory.of(shard.ensemble(), shard.points(), shard.orders()));
  }

  private static Totals totals(Measurement measurement, int bags, String backend) {
    BagSampler sampler =
        new BagSampler(measurement, ComputeBackend.choose(Optional.of(backend)), 7);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int bag = 0; bag < bags; bag++) {
      totals = totals.plus(sampler.measure(bag));
    }
    return totals;
  }

  private static BagStreams streams(Shard shard, LaneOps laneOps) {
    return BagStreams.of(laneOps.lanes(), 7, shard.untrained(), shard.hash(), 3);
  }

  /** The same numbers, network by network, and what textbooks do with them. */
  @ParameterizedTest
  @CsvSource({
    "erf, 0.4, 1, 1, 5, 1e-10",
    "erf, 0.4, 2, 2, 7, 1e-10",
    "erf, 0, 2, 1, 130, 1e-10",
    "tanh, 0.4, 1, 2, 60, 1e-10",
    "cos, 0.4, 2, 1, 9, 1e-10",
    "cos, 0, 1, 2, 110, 1e-10"
  })
  void eachNetworkDescendsAsTextbooksSay(
      Activation activation, double sigmaB, int dIn, int outputs, int width, double error) {
    Training training = training(dIn, outputs, 0.0, 0.25, 1.0);
    Shard shard = shard(activation, sigmaB, dIn, width, 1000, training);
    LaneOps laneOps = ComputeBackend.choose(Optional.of("auto")).source().get();
    int rows = 3;
    Measurement measurement = measurement(shard);
    NetworkBatch batch = NetworkBatch.of(measurement);
    ComputeBackend.sampler(measurement, laneOps)
        .sample(streams(shard, laneOps), rows, batch, () -> {});
    double[][][] drawn = draw(shard, rows, laneOps);
    for (int row = 0; row < rows; row++) {
      for (int lane = 0; lane < LANES; lane++) {
        TextbookNetwork network =
            new TextbookNetwork(
                shard.ensemble(), width, inputs(dIn), targets(outputs), drawn[row][lane]);
        long before = 0;
        for (int t = 0; t < 3; t++) {
          long steps = training.steps(training.times().get(t));
          network.descend(RATE, steps - before);
          before = steps;
          for (int k = 0; k < outputs * 3; k++) {
            double[] point = shard.points().point(k % 3);
            assertThat(batch.values[t * outputs * 3 + k][row * LANES + lane])
                .isCloseTo(network.output(k / 3, point), within(error));
          }
        }
      }
    }
  }

  private static double[][] inputs(int dIn) {
    return IntStream.range(0, 3)
        .mapToObj(x -> Arrays.copyOf(INPUTS[x], dIn))
        .toArray(double[][]::new);
  }

  private static double[][] targets(int outputs) {
    return IntStream.range(0, 3)
        .mapToObj(x -> Arrays.copyOf(TARGETS[x], outputs))
        .toArray(double[][]::new);
  }

  /** The parameters of each network, from streams read from their beginning. */
  private static double[][][] draw(Shard shard, int rows, LaneOps laneOps) {
    Ensemble ensemble = shard.ensemble();
    int width = shard.width();
    int dIn = ensemble.dIn();
    BagStreams streams = streams(shard, laneOps);
    double[][][] theta = new double[rows][LANES][TextbookNetwork.parameters(ensemble, width)];
    double[] normals = new double[rows * width * LANES];
    int first = ensemble.dOut() * (width + 1);
    for (int i = 0; i < ensemble.dOut(); i++) {
      streams.outputWeights().get(i).normals(normals, rows * width);
      fill(theta, normals, width, i * width, 1, 1);
    }
    for (int k = 0; k < dIn; k++) {
      streams.inputWeights().get(k).normals(normals, rows * width);
      fill(theta, normals, width, first + k, dIn, 1);
    }
    if (ensemble.activation() == Activation.COS) {
      long[] words = new long[normals.length];
      streams.biases().words(words, rows * width);
      for (int n = 0; n < words.length; n++) {
        normals[n] = LaneStreams.uniform(words[n]);
      }
      fill(theta, normals, width, first + width * dIn, 1, 2 * Math.PI);
    } else if (ensemble.sigmaB() > 0) {
      streams.biases().normals(normals, rows * width);
      fill(theta, normals, width, first + width * dIn, 1, 1);
    }
    for (int i = 0; ensemble.sigmaB() > 0 && i < ensemble.dOut(); i++) {
      streams.outputBiases().get(i).normals(normals, rows);
      fill(theta, normals, 1, ensemble.dOut() * width + i, 1, 1);
    }
    return theta;
  }

  private static void fill(
      double[][][] theta, double[] numbers, int units, int first, int stride, double scale) {
    for (int row = 0; row < theta.length; row++) {
      for (int j = 0; j < units; j++) {
        for (int lane = 0; lane < LANES; lane++) {
          theta[row][lane][first + stride * j] = scale * numbers[LANES * (row * units + j) + lane];
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"erf, 0.4, 1, 5", "tanh, 0, 2, 9", "cos, 0.4, 1, 120"})
  void bitsAreTheSameInVectors(Activation activation, double sigmaB, int outputs, int width) {
    Training training = training(1, outputs, 0.0, 0.125, 0.25);
    Measurement measurement = measurement(shard(activation, sigmaB, 1, width, 300, training));
    assertThat(totals(measurement, 2, "auto")).isEqualTo(totals(measurement, 2, "scalar"));
  }

  /** What networks were before they learn is measured, bit for bit, as if they did not. */
  @ParameterizedTest
  @CsvSource({"erf, 0.4, 1, 5", "tanh, 0, 2, 9", "cos, 0.4, 1, 120"})
  void beforeTrainingAllIsAsDrawn(Activation activation, double sigmaB, int outputs, int width) {
    Training training = training(1, outputs, 0.125);
    Measurement trained = measurement(shard(activation, sigmaB, 1, width, 300, training));
    Shard shard = trained.shard();
    Measurement untrained =
        measurement(
            new Shard(
                shard.ensemble(), width, shard.points(), Estimator.PLAIN, List.of(2, 4), 300));
    Totals with = totals(trained, 2, "auto");
    Totals without = totals(untrained, 2, "auto");
    for (int k = 0; k < untrained.layout().dimension(); k++) {
      assertThat(with.sums().componentMean(k)).isEqualTo(without.sums().componentMean(k));
    }
  }

  /** Wide networks are those of the tangent kernel, to relative order 1/N. */
  @ParameterizedTest
  @CsvSource({"erf, 0.4", "tanh, 0", "cos, 0.4"})
  void wideNetworksFollowTheTangentKernel(Activation activation, double sigmaB) {
    int width = 1000;
    Training training = ofFewSteps();
    Shard shard = shard(activation, sigmaB, 1, width, 200, training);
    Measurement measurement = measurement(shard);
    Totals totals = totals(measurement, 10, "auto");
    TrainedTheory theory =
        TrainedTheory.of(shard.ensemble(), shard.points(), training).orElseThrow();
    for (int t = 0; t < 3; t++) {
      TrainedMeasurement.Functions measured =
          measurement.trained().orElseThrow().functions(totals, t, 0);
      TrainedFunctions limit = theory.at(t, 0);
      assertThat(limit.hasOrder1()).isFalse();
      compare(measured.mean(), limit.mean(), 10.0 / width);
      compare(measured.covariance(), limit.covariance(), 10.0 / width);
    }
  }

  private static Training ofFewSteps() {
    return Training.ofAllLayers(training(1, 1, 1.0).examples(), 1.0 / 32, List.of(0.0, 0.125, 1.0));
  }

  private static void compare(List<Estimate> measured, double[] limit, double allowed) {
    assertThat(measured).hasSize(limit.length);
    for (int k = 0; k < limit.length; k++) {
      double error = 4.5 * measured.get(k).standardError() + allowed;
      assertThat(measured.get(k).value()).isCloseTo(limit[k], within(error));
    }
  }

  /** Networks that never descend may be stopped while they do. */
  @Test
  void othersGoFirstBetweenSteps() {
    Training training = training(1, 1, 1024.0);
    Shard shard = shard(Activation.ERF, 0.4, 1, 50, 8, training);
    BagSampler sampler =
        new BagSampler(measurement(shard), ComputeBackend.choose(Optional.of("auto")), 7);
    int[] calls = new int[1];
    assertThatThrownBy(
            () ->
                sampler.measure(
                    0,
                    () -> {
                      if (++calls[0] > 20) {
                        throw new CancellationException();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void otherNetworksAreRefused() {
    Training training = training(1, 1, 1.0);
    Shard shard = shard(Activation.ERF, 0.4, 1, 5, 8, training);
    assertThatThrownBy(
            () ->
                new Shard(
                    shard.ensemble(),
                    5,
                    shard.points(),
                    Estimator.CONDITIONAL,
                    List.of(2, 4),
                    8,
                    Optional.of(training)))
        .hasMessageContaining("must be plain and have one hidden layer, was conditional and had 1");
    assertThatThrownBy(
            () ->
                new Training(
                    Training.Layers.ALL,
                    training.examples(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    List.of(1.0)))
        .hasMessageContaining("dynamics must be { descent = RATE } with layers = all");
  }
}
