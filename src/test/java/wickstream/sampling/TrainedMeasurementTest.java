package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;
import wickstream.physics.exact.Theory;
import wickstream.random.LaneStreams;
import wickstream.statistics.Estimate;
import wickstream.statistics.Totals;

class TrainedMeasurementTest {
  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(-1.0), List.of(0.8), List.of(-0.4)));

  /** The first example is at a point of the shard, the second at none. */
  private static Training training(OptionalDouble rate, int outputs, Double... times) {
    List<Double> first = List.of(1.0, 0.25);
    List<Double> second = List.of(-0.5, 2.0);
    return new Training(
        List.of(
            new Example(List.of(-1.0), first.subList(0, outputs)),
            new Example(List.of(0.3), second.subList(0, outputs))),
        rate,
        List.of(times));
  }

  private static Shard shard(
      Activation activation, int depth, Estimator estimator, int width, Training training) {
    return new Shard(
        Ensemble.of(activation, 1, 1.25, 0.4).withDepth(depth).withOutputs(training.outputs()),
        width,
        POINTS,
        estimator,
        List.of(2, 4),
        1000,
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

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /**
   * Given the hidden layers f is Gaussian with mean μ and covariance Σ, so that its cumulants
   * follow from those of μ and Σ of single networks (law of total cumulance), which are drawn here
   * once more and averaged network by network.
   */
  @ParameterizedTest
  @CsvSource({
    "erf, 1, CONDITIONAL, 1",
    "erf, 2, CONDITIONAL, 2",
    "relu, 1, CONDITIONAL, 1",
    "gauss, 1, TILTED, 1",
    "erf, 1, PLAIN, 2",
    "tanh, 2, PLAIN, 1"
  })
  void cumulantsAreThoseOfTheNetworks(
      Activation activation, int depth, Estimator estimator, int outputs) {
    Training training = training(OptionalDouble.empty(), outputs, 0.0, 1.5, INFINITY);
    Measurement measurement = measurement(shard(activation, depth, estimator, 9, training));
    Totals totals = totals(measurement, 2, "auto");
    for (int t = 1; t < 3; t++) {
      for (int output = 0; output < outputs; output++) {
        NaiveCumulants naive = new NaiveCumulants(measurement, 2, t, output);
        TrainedMeasurement.Functions functions =
            measurement.trained().orElseThrow().functions(totals, t, output);
        compare(functions.mean(), 1, naive);
        compare(functions.covariance(), 2, naive);
        compare(functions.connected3(), 3, naive);
        compare(functions.connected4(), 4, naive);
      }
    }
  }

  private static void compare(List<Estimate> actual, int order, NaiveCumulants naive) {
    Multisets multisets = Multisets.of(POINTS.count(), order);
    assertThat(actual).hasSize(multisets.size());
    for (int k = 0; k < multisets.size(); k++) {
      double expected = naive.cumulant(multisets.indices(k));
      assertThat(actual.get(k).value()).isCloseTo(expected, within(1e-10 * naive.scale(order)));
    }
  }

  /** Every network of the first bags, trained by the formulas, and all that is averaged of them. */
  private static final class NaiveCumulants {
    private final List<double[]> means = new ArrayList<>();
    private final List<double[]> covariances = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final Multisets pairs = Multisets.of(POINTS.count(), 2);
    private final double[] reference;
    private final double[] left;

    NaiveCumulants(Measurement measurement, int bags, int time, int output) {
      Shard shard = measurement.shard();
      Shard drawn = shard.untrained();
      Training training = shard.training().orElseThrow();
      boolean isPlain = shard.estimator() == Estimator.PLAIN;
      int all = drawn.points().count();
      int fields = isPlain ? training.outputs() * all : 0;
      double[] kernel = Kernel.of(shard.ensemble()).pairs(drawn.points());
      LaneOps laneOps = ComputeBackend.choose(Optional.of("scalar")).source().get();
      NetworkSampler sampler = ComputeBackend.sampler(measurement, laneOps);
      NetworkBatch batch = NetworkBatch.of(measurement);
      for (int bag = 0; bag < bags; bag++) {
        BagStreams streams = BagStreams.of(laneOps.lanes(), 7, drawn, shard.hash(), bag);
        for (int done = 0; done < shard.bagSize(); done += NetworkBatch.MAX_NETWORKS) {
          int n = Math.min(NetworkBatch.MAX_NETWORKS, shard.bagSize() - done);
          sampler.sample(streams, (n + LaneStreams.LANES - 1) / LaneStreams.LANES, batch, () -> {});
          for (int m = 0; m < n; m++) {
            int at = m;
            TrainedReadout alone = alone(training, drawn.points(), kernel);
            alone.begin(
                IntStream.range(fields, batch.values.length)
                    .mapToObj(k -> new double[] {batch.values[k][at]})
                    .toArray(double[][]::new),
                1);
            alone.trainUntil(training.times().get(time), 1);
            double[][] mean = new double[POINTS.count()][1];
            double[][] sigma = new double[pairs.size()][1];
            double[][] before =
                IntStream.range(output * all, isPlain ? (output + 1) * all : output * all)
                    .mapToObj(a -> new double[] {batch.values[a][at]})
                    .toArray(double[][]::new);
            alone.outputs(output, before, mean, 1);
            if (!isPlain) {
              alone.covariances(sigma, 1);
            }
            means.add(column(mean));
            covariances.add(column(sigma));
            weights.add(batch.weights[m]);
          }
        }
      }
      boolean isWeighted = shard.estimator() == Estimator.TILTED;
      TrainedReadout limit = alone(training, drawn.points(), kernel);
      limit.begin(new double[kernel.length][1], 1);
      limit.trainUntil(training.times().get(time), 1);
      double[][] mean = new double[POINTS.count()][1];
      double[][] sigma = new double[pairs.size()][1];
      limit.outputs(output, new double[0][], mean, 1);
      limit.covariances(sigma, 1);
      this.reference = isWeighted ? column(mean) : means.get(0);
      this.left = isWeighted ? column(sigma) : new double[pairs.size()];
    }

    private static TrainedReadout alone(Training training, InputPoints all, double[] kernel) {
      return new TrainedReadout(training, POINTS.count(), all, kernel, ArrayFunctions.SCALAR, 1);
    }

    private static double[] column(double[][] of) {
      return IntStream.range(0, of.length).mapToDouble(k -> of[k][0]).toArray();
    }

    double scale(int order) {
      return Math.pow(2, order);
    }

    /**
     * From moments about some point near the mean. Weights do not add up to one, so that it matters
     * about which: about N → ∞, and less a Gaussian of that covariance.
     */
    double cumulant(int... points) {
      return cumulantAbout(reference, points)
          + (points.length == 2 ? left[pairs.indexOf(points)] : 0);
    }

    private double cumulantAbout(double[] reference, int... points) {
      return switch (points.length) {
        case 1 -> moment(reference, points) + reference[points[0]];
        case 2 -> moment(reference, points) - product(reference, points);
        case 3 -> {
          double sum = moment(reference, points) - product(reference, points);
          for (int i = 0; i < 3; i++) {
            int[] rest = without(points, i);
            sum -=
                moment(reference, points[i]) * (moment(reference, rest) - product(reference, rest));
          }
          yield sum;
        }
        default -> fourth(reference, points);
      };
    }

    private double fourth(double[] reference, int[] p) {
      double[][] covariance = new double[4][4];
      double[] m = new double[4];
      for (int i = 0; i < 4; i++) {
        m[i] = moment(reference, p[i]);
      }
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          covariance[i][j] = moment(reference, p[i], p[j]) - m[i] * m[j];
        }
      }
      double sum = moment(reference, p) - m[0] * m[1] * m[2] * m[3];
      for (int i = 0; i < 4; i++) {
        int[] rest = without(p, i);
        double third = cumulantAbout(reference, rest);
        sum -= m[i] * third;
      }
      int[][] splits = {{0, 1, 2, 3}, {0, 2, 1, 3}, {0, 3, 1, 2}};
      for (int[] s : splits) {
        double left = covariance[s[0]][s[1]];
        double right = covariance[s[2]][s[3]];
        sum -= left * right + left * m[s[2]] * m[s[3]] + right * m[s[0]] * m[s[1]];
      }
      return sum;
    }

    private double product(double[] reference, int... points) {
      double product = 1;
      for (int a : points) {
        product *= moment(reference, a);
      }
      return product;
    }

    /** E[Π (f − reference)] by Isserlis, given the hidden layers, averaged over networks. */
    private double moment(double[] reference, int... points) {
      double sum = 0;
      for (int n = 0; n < means.size(); n++) {
        double[] mean = means.get(n);
        double[] d = new double[points.length];
        for (int i = 0; i < d.length; i++) {
          d[i] = mean[points[i]] - reference[points[i]];
        }
        double[] covariance = covariances.get(n).clone();
        Arrays.setAll(covariance, k -> covariance[k] - left[k]);
        sum += weights.get(n) * given(covariance, d, points);
      }
      return sum / means.size();
    }

    private double given(double[] covariance, double[] d, int[] p) {
      if (p.length == 0) {
        return 1;
      }
      double[] restD = Arrays.copyOfRange(d, 1, d.length);
      int[] rest = Arrays.copyOfRange(p, 1, p.length);
      double sum = d[0] * given(covariance, restD, rest);
      for (int i = 0; i < rest.length; i++) {
        double[] left = new double[rest.length - 1];
        for (int j = 0, at = 0; j < rest.length; j++) {
          if (j != i) {
            left[at++] = restD[j];
          }
        }
        sum += covariance[pairs.indexOf(p[0], rest[i])] * given(covariance, left, without(rest, i));
      }
      return sum;
    }

    private static int[] without(int[] points, int i) {
      return IntStream.range(0, points.length).filter(j -> j != i).map(j -> points[j]).toArray();
    }
  }

  /** Whatever networks learn, what they were before is measured as if they did not. */
  @ParameterizedTest
  @CsvSource({"erf, 1, CONDITIONAL", "relu, 1, PLAIN", "gauss, 1, TILTED", "erf, 2, CONDITIONAL"})
  void beforeTrainingAllIsAsDrawn(Activation activation, int depth, Estimator estimator) {
    Training training =
        new Training(
            List.of(new Example(List.of(-1.0), List.of(1.0))),
            OptionalDouble.empty(),
            List.of(0.0, 2.0));
    Measurement trained = measurement(shard(activation, depth, estimator, 9, training));
    Measurement untrained =
        measurement(
            new Shard(trained.shard().ensemble(), 9, POINTS, estimator, List.of(2, 4), 1000));
    assertThat(trained.shard().id()).isNotEqualTo(untrained.shard().id());
    Totals with = totals(trained, 20, "auto");
    Totals without = totals(untrained, 20, "auto");
    for (int k = 0; k < untrained.layout().dimension(); k++) {
      assertThat(with.sums().componentMean(k)).isEqualTo(without.sums().componentMean(k));
    }
    TrainedMeasurement.Functions functions = trained.trained().orElseThrow().functions(with, 0, 0);
    assertThat(functions.connected4()).isEqualTo(untrained.connected(without, 4));
    assertThat(functions.mean()).allMatch(estimate -> estimate.value() == 0);
    double[] kernel = untrained.theory().kernel();
    for (int k = 0; k < kernel.length; k++) {
      assertThat(functions.covariance().get(k))
          .isEqualTo(untrained.deviation(without.sums(), 2, k).plus(kernel[k]));
    }
  }

  @ParameterizedTest
  @CsvSource({"erf, 1, CONDITIONAL", "tanh, 2, PLAIN", "gauss, 1, TILTED"})
  void bitsAreTheSameInVectors(Activation activation, int depth, Estimator estimator) {
    Training training = training(OptionalDouble.empty(), 1, 0.0, 0.7, 30.0, INFINITY);
    Measurement measurement = measurement(shard(activation, depth, estimator, 5, training));
    assertThat(totals(measurement, 2, "auto")).isEqualTo(totals(measurement, 2, "scalar"));
  }

  /** Once all has been learnt data are exact, and descent of small steps is the flow. */
  @Test
  void descentOfSmallStepsIsTheFlow() {
    double step = 1.0 / 1024;
    Training flow = training(OptionalDouble.empty(), 1, 1.0, INFINITY);
    Training descent = training(OptionalDouble.of(step), 1, 1.0, INFINITY);
    TrainedMeasurement.Functions[] functions = new TrainedMeasurement.Functions[2];
    for (Training training : List.of(flow, descent)) {
      Measurement measurement =
          measurement(shard(Activation.ERF, 1, Estimator.CONDITIONAL, 9, training));
      Totals totals = totals(measurement, 10, "auto");
      functions[training == flow ? 0 : 1] =
          measurement.trained().orElseThrow().functions(totals, 0, 0);
      TrainedMeasurement.Functions last =
          measurement.trained().orElseThrow().functions(totals, 1, 0);
      assertThat(last.mean().get(0)).isEqualTo(new Estimate(1, 0));
      assertThat(last.covariance().subList(0, 3))
          .allMatch(estimate -> estimate.value() == 0 && estimate.standardError() == 0);
    }
    for (int a = 0; a < 3; a++) {
      double gap = functions[0].mean().get(a).value() - functions[1].mean().get(a).value();
      assertThat(Math.abs(gap)).isBetween(step / 100, step);
    }
  }

  /** Plain and conditional averages know nothing of one another but the law of the networks. */
  @ParameterizedTest
  @CsvSource({"erf, 1", "erf, 2", "relu, 1"})
  void plainAgreesWithConditional(Activation activation, int depth) {
    Training training = training(OptionalDouble.empty(), 1, 0.5);
    List<TrainedMeasurement.Functions> both = new ArrayList<>();
    for (Estimator estimator : List.of(Estimator.PLAIN, Estimator.CONDITIONAL)) {
      Measurement measurement = measurement(shard(activation, depth, estimator, 4, training));
      Totals totals = totals(measurement, estimator == Estimator.PLAIN ? 400 : 100, "auto");
      both.add(measurement.trained().orElseThrow().functions(totals, 0, 0));
    }
    agree(both.get(0).mean(), both.get(1).mean());
    agree(both.get(0).covariance(), both.get(1).covariance());
    agree(both.get(0).connected3(), both.get(1).connected3());
    agree(both.get(0).connected4(), both.get(1).connected4());
    agree(both.get(0).kurtosis(), both.get(1).kurtosis());
  }

  /**
   * Within 4.5 standard errors: of 111 numbers by chance in one of 1 300 runs, with fixed seeds.
   */
  private static void agree(List<Estimate> plain, List<Estimate> conditional) {
    for (int k = 0; k < plain.size(); k++) {
      Estimate one = plain.get(k);
      Estimate other = conditional.get(k);
      double error = Math.hypot(one.standardError(), other.standardError());
      assertThat(one.value()).isCloseTo(other.value(), within(4.5 * error));
      assertThat(other.standardError() / 2).isLessThan(1.1 * one.standardError());
    }
  }
}
