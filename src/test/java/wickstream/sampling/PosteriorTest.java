package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.Elementary;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;
import wickstream.physics.exact.Theory;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;
import wickstream.statistics.Objection;
import wickstream.statistics.Quantity;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;

class PosteriorTest {
  private static final double NOISE = 0.3;
  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(0.3), List.of(0.8)));
  private static final List<Example> DATA =
      List.of(new Example(List.of(-1.0), List.of(1.0)), new Example(List.of(0.3), List.of(-0.5)));

  private static Measurement measurement(int width) {
    return measurement(width, DATA, NOISE);
  }

  private static Measurement measurement(int width, List<Example> data, double noise) {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.5, 0.3);
    Shard shard =
        new Shard(
            ensemble,
            width,
            POINTS,
            Estimator.CONDITIONAL,
            List.of(2, 4),
            1000,
            Optional.of(Training.posterior(data, noise)));
    return new Measurement(shard, Theory.of(ensemble, POINTS, List.of(2, 4)));
  }

  private static Totals totals(Measurement measurement, int bags) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), 11);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int bag = 0; bag < bags; bag++) {
      totals = totals.plus(sampler.measure(bag));
    }
    return totals;
  }

  /**
   * Against Bayes' rule as it stands, for all weights and biases of networks of three units: drawn
   * from the prior, weighted by how likely their own outputs make the data. Within 4.5 standard
   * errors of both: of 15 numbers by chance in one of 10 000 runs, with fixed seeds.
   */
  @Test
  void agreesWithBruteForceOverAllWeights() {
    Measurement measurement = measurement(3);
    TrainedMeasurement.Functions functions =
        measurement.trained().orElseThrow().functions(totals(measurement, 400), 1, 0);
    BruteForce brute = new BruteForce(20, 100_000);
    compare(functions.mean(), brute, 1, new int[][] {{0}, {1}});
    compare(functions.covariance(), brute, 2, new int[][] {{0, 0}, {0, 1}, {1, 1}});
    compare(
        functions.connected3(), brute, 3, new int[][] {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}});
    compare(
        functions.connected4(),
        brute,
        4,
        new int[][] {{0, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 1}, {0, 1, 1, 1}, {1, 1, 1, 1}});
  }

  private static void compare(
      List<Estimate> actual, BruteForce brute, int order, int[][] multisets) {
    for (int k = 0; k < multisets.length; k++) {
      Estimate expected = brute.cumulant(multisets[k]);
      double error = Math.hypot(expected.standardError(), actual.get(k).standardError());
      assertThat(actual.get(k).value())
          .as("order %d of %s", order, Arrays.toString(multisets[k]))
          .isCloseTo(expected.value(), within(4.5 * error));
      assertThat(actual.get(k).standardError()).isLessThan(expected.standardError());
    }
  }

  /** Self-normalised averages over networks with every weight drawn, batch by batch. */
  private static final class BruteForce {
    private final List<double[]> batches = new ArrayList<>();
    private final RandomGenerator random = new SplittableRandom(5);

    BruteForce(int count, int networks) {
      for (int b = 0; b < count; b++) {
        batches.add(batch(networks));
      }
    }

    /** Σ w, and Σ w f_0^i f_1^j for i + j up to 4. */
    private double[] batch(int networks) {
      double[] sums = new double[25];
      for (int n = 0; n < networks; n++) {
        double[][] units = new double[3][3];
        for (double[] unit : units) {
          unit[0] = random.nextGaussian() * 1.5;
          unit[1] = random.nextGaussian() * 0.3;
          unit[2] = random.nextGaussian() * 1.5 / Math.sqrt(3);
        }
        double bias = random.nextGaussian() * 0.3;
        double log = 0;
        for (Example example : DATA) {
          double miss = output(units, bias, example.input().get(0)) - example.targets().get(0);
          log -= miss * miss / (2 * NOISE);
        }
        double weight = Math.exp(log);
        double first = output(units, bias, 0.3);
        double second = output(units, bias, 0.8);
        for (int i = 0; i <= 4; i++) {
          for (int j = 0; i + j <= 4; j++) {
            sums[5 * i + j] += weight * Math.pow(first, i) * Math.pow(second, j);
          }
        }
      }
      return sums;
    }

    private static double output(double[][] units, double bias, double x) {
      double sum = bias;
      for (double[] unit : units) {
        sum += unit[2] * Elementary.erf(unit[0] * x + unit[1]);
      }
      return sum;
    }

    /** By leaving out one batch at a time. */
    Estimate cumulant(int[] points) {
      double[] all = new double[25];
      batches.forEach(batch -> Arrays.setAll(all, k -> all[k] + batch[k]));
      double value = cumulant(all, points);
      double variance = 0;
      for (double[] batch : batches) {
        double[] rest = all.clone();
        Arrays.setAll(rest, k -> rest[k] - batch[k]);
        variance += Math.pow(cumulant(rest, points) - value, 2);
      }
      int n = batches.size();
      return new Estimate(value, Math.sqrt(variance * (n - 1) / n));
    }

    private static double cumulant(double[] sums, int[] points) {
      double value = moment(sums, points);
      for (int mask = 0; mask < 1 << points.length - 1; mask++) {
        // All blocks that hold the last point and are not everything.
        int[] block = chosen(points, mask, true);
        int[] rest = chosen(points, mask, false);
        if (rest.length > 0) {
          value -= cumulant(sums, block) * moment(sums, rest);
        }
      }
      return value;
    }

    private static int[] chosen(int[] points, int mask, boolean with) {
      List<Integer> chosen = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        boolean isIn = i == points.length - 1 || (mask >> i & 1) == 1;
        if (isIn == with) {
          chosen.add(points[i]);
        }
      }
      return chosen.stream().mapToInt(i -> i).toArray();
    }

    private static double moment(double[] sums, int[] points) {
      int second = Arrays.stream(points).sum();
      return sums[5 * (points.length - second) + second] / sums[0];
    }
  }

  /** The weights of networks are densities of the targets, and μ and Σ those of regression. */
  @Test
  void oneNetworkIsAGaussianProcess() {
    Measurement measurement = measurement(5);
    Training training = measurement.shard().training().orElseThrow();
    InputPoints all = training.pointsWith(POINTS);
    double[] kernel = Kernel.of(measurement.shard().ensemble()).pairs(all);
    RealMatrix c =
        new Array2DRowRealMatrix(
            new double[][] {{0.8, 0.3, -0.2}, {0.3, 0.9, 0.1}, {-0.2, 0.1, 0.7}});
    double[][] deviations = new double[6][1];
    for (int a = 0, k = 0; a < 3; a++) {
      for (int b = a; b < 3; b++, k++) {
        deviations[k][0] = c.getEntry(a, b) - kernel[k];
      }
    }
    TrainedReadout readout = new TrainedReadout(training, 2, all, kernel, ArrayFunctions.SCALAR, 1);
    readout.begin(deviations, 1);
    readout.trainUntil(Double.POSITIVE_INFINITY, 1);
    int[] data = {2, 0};
    int[] own = {0, 1};
    RealMatrix noisy = c.getSubMatrix(data, data).copy();
    noisy.addToEntry(0, 0, NOISE);
    noisy.addToEntry(1, 1, NOISE);
    LUDecomposition solver = new LUDecomposition(noisy);
    RealMatrix cross = c.getSubMatrix(own, data);
    RealVector y = new ArrayRealVector(new double[] {1, -0.5});
    RealVector mean = cross.operate(solver.getSolver().solve(y));
    RealMatrix sigma =
        c.getSubMatrix(own, own)
            .subtract(cross.multiply(solver.getSolver().solve(cross.transpose())));
    double[][] outputs = new double[2][1];
    readout.outputs(0, new double[0][], outputs, 1);
    double[][] covariances = new double[3][1];
    readout.covariances(covariances, 1);
    assertThat(outputs[0][0]).isCloseTo(mean.getEntry(0), within(1e-14));
    assertThat(outputs[1][0]).isCloseTo(mean.getEntry(1), within(1e-14));
    assertThat(covariances[0][0]).isCloseTo(sigma.getEntry(0, 0), within(1e-14));
    assertThat(covariances[1][0]).isCloseTo(sigma.getEntry(0, 1), within(1e-14));
    assertThat(covariances[2][0]).isCloseTo(sigma.getEntry(1, 1), within(1e-14));
    double log =
        -(Math.log(solver.getDeterminant()) + y.dotProduct(solver.getSolver().solve(y))) / 2;
    double[] weight = new double[1];
    readout.weights(log - 1, weight, 1);
    assertThat(weight[0]).isCloseTo(Math.E, within(1e-13));
    readout.weights(log - 151, weight, 1);
    assertThat(weight[0]).isNaN();
  }

  /** With little noise few networks of two units come near the data. */
  @Test
  void collapsedWeightsAreAnObjection() {
    List<Example> more = new ArrayList<>(DATA);
    more.add(new Example(List.of(1.2), List.of(2.0)));
    more.add(new Example(List.of(2.0), List.of(-1.0)));
    for (double noise : new double[] {0.3, 0.03}) {
      Measurement measurement = measurement(2, more, noise);
      Totals totals = totals(measurement, 10);
      Quantity mean = measurement.trained().orElseThrow().quantity(Observable.MEAN, 1);
      ConfidenceSequence sequence = new ConfidenceSequence(0.95, 1e4);
      VarianceLaws laws = new VarianceLaws(measurement.shard(), measurement.theory());
      TailDiagnosis tail =
          measurement
              .checks(laws, sequence)
              .sample(totals)
              .diagnose(mean, mean.estimate(totals), Optional.empty());
      Optional<Objection.Kind> objection = tail.reason().map(Objection::kind);
      assertThat(objection.filter(Objection.Kind.WEIGHTS_COLLAPSED::equals).isPresent())
          .isEqualTo(noise < 0.1);
      double size = measurement.effectiveSampleSize(totals.sums());
      assertThat(size).isBetween(noise < 0.1 ? 1.0 : 2000, noise < 0.1 ? 1000 : 10_000.0);
    }
  }
}
