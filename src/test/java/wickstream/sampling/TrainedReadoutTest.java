package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

class TrainedReadoutTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static InputPoints line(double... x) {
    return InputPoints.ofDimension(
        1, Arrays.stream(x).mapToObj(List::of).map(List::copyOf).toList());
  }

  private static Example example(double x, double... y) {
    return new Example(List.of(x), Arrays.stream(y).boxed().toList());
  }

  /** shared by all tests: C of all pairs from a matrix. */
  private static double[] pairs(double[][] matrix) {
    Multisets pairs = Multisets.of(matrix.length, 2);
    return IntStream.range(0, pairs.size())
        .mapToDouble(k -> matrix[pairs.indices(k)[0]][pairs.indices(k)[1]])
        .toArray();
  }

  private static TrainedReadout readout(
      Training training, InputPoints points, double[] kernel, int networks) {
    return new TrainedReadout(
        training,
        points.count(),
        training.pointsWith(points),
        kernel,
        ArrayFunctions.SCALAR,
        networks);
  }

  @Test
  void agreesWithReferenceOfOneNetwork() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/reference/training.json")) {
      JsonNode reference = new ObjectMapper().readTree(in).get("oneNetwork");
      double[][] covariance =
          new ObjectMapper().convertValue(reference.get("conditionalCovariance"), double[][].class);
      InputPoints points = line(0, 1, 2, 3, 4);
      List<Double> times = new ArrayList<>();
      reference.get("rows").forEach(row -> times.add(row.get("time").asDouble()));
      Training training =
          new Training(List.of(example(0, 1), example(1, -0.5)), OptionalDouble.empty(), times);
      double[] elements = pairs(covariance);
      double[] kernel = Arrays.stream(elements).map(c -> 0.7 * c).toArray();
      double[][] deviations =
          IntStream.range(0, kernel.length)
              .mapToObj(k -> new double[] {elements[k] - kernel[k]})
              .toArray(double[][]::new);
      TrainedReadout readout = readout(training, points, kernel, 1);
      readout.begin(deviations, 1);
      for (JsonNode row : reference.get("rows")) {
        readout.trainUntil(row.get("time").asDouble(), 1);
        double[][] mean = new double[5][1];
        readout.outputs(0, new double[0][], mean, 1);
        double[][] sigma = new double[elements.length][1];
        readout.covariances(sigma, 1);
        double[] expected =
            pairs(new ObjectMapper().convertValue(row.get("covariance"), double[][].class));
        for (int a = 0; a < 5; a++) {
          assertThat(mean[a][0]).isCloseTo(row.get("mean").get(a).asDouble(), within(1e-14));
        }
        for (int k = 0; k < expected.length; k++) {
          assertThat(sigma[k][0]).isCloseTo(expected[k], within(1e-14));
        }
      }
    }
  }

  /** Against the formulas as they stand, with matrices, of many networks at once. */
  @ParameterizedTest
  @CsvSource({"1, 0, 5", "3, 0, 5", "3, 2, 2", "4, 1, 9", "6, 0, 3"})
  void agreesWithMatrices(int examples, int among, int rank) {
    SplittableRandom random = new SplittableRandom(examples * 31 + among * 7 + rank);
    InputPoints points = line(0, 1, 2);
    List<Example> data =
        IntStream.range(0, examples)
            .mapToObj(i -> example(3 + i - among, random.nextDouble(-1, 1), random.nextDouble()))
            .toList();
    for (OptionalDouble rate : List.of(OptionalDouble.empty(), OptionalDouble.of(0.125))) {
      Training training = new Training(data, rate, List.of(0.0, 0.5, 20.0, INFINITY));
      int all = training.pointsWith(points).count();
      int networks = 5;
      List<double[][]> covariances =
          IntStream.range(0, networks).mapToObj(m -> gram(random, all, rank)).toList();
      double[] kernel = pairs(gram(random, all, all));
      double[][] deviations = new double[kernel.length][networks];
      double[][] fields = new double[all][networks];
      for (int m = 0; m < networks; m++) {
        double[] elements = pairs(covariances.get(m));
        for (int k = 0; k < kernel.length; k++) {
          deviations[k][m] = elements[k] - kernel[k];
        }
        double[] field = inRange(random, covariances.get(m));
        for (int a = 0; a < all; a++) {
          fields[a][m] = field[a];
        }
      }
      TrainedReadout readout = readout(training, points, kernel, networks);
      readout.begin(deviations, networks);
      for (double time : training.times()) {
        readout.trainUntil(time, networks);
        double[][] sigma = new double[6][networks];
        readout.covariances(sigma, networks);
        for (int output = 0; output < 2; output++) {
          double[][] mean = new double[3][networks];
          double[][] trained = new double[3][networks];
          readout.outputs(output, new double[0][], mean, networks);
          readout.outputs(output, fields, trained, networks);
          for (int m = 0; m < networks; m++) {
            Textbook expected = new Textbook(training, points, covariances.get(m), time);
            int at = m;
            double[] before = IntStream.range(0, all).mapToDouble(a -> fields[a][at]).toArray();
            for (int a = 0; a < 3; a++) {
              assertThat(mean[a][m])
                  .isCloseTo(expected.output(output, new double[all])[a], within(1e-8));
              assertThat(trained[a][m]).isCloseTo(expected.output(output, before)[a], within(1e-8));
            }
            double[] expectedSigma = pairs(expected.covariance());
            for (int k = 0; k < 6; k++) {
              assertThat(sigma[k][m]).isCloseTo(expectedSigma[k], within(1e-8));
            }
          }
        }
      }
    }
  }

  /** Of so many random features, scaled so that descent of rate 1/8 is stable. */
  private static double[][] gram(SplittableRandom random, int size, int rank) {
    double[][] rows = new double[size][rank];
    for (double[] row : rows) {
      Arrays.setAll(row, k -> random.nextDouble(-1, 1));
    }
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < rank; k++) {
          matrix[i][j] += rows[i][k] * rows[j][k] / rank;
        }
      }
    }
    return matrix;
  }

  /** Outputs that hidden layers of this covariance can give. */
  private static double[] inRange(SplittableRandom random, double[][] covariance) {
    double[] weights = new double[covariance.length];
    Arrays.setAll(weights, k -> random.nextDouble(-1, 1));
    return new Array2DRowRealMatrix(covariance).operate(weights);
  }

  /** A = C_·X φ(C_XX), f = f_0 + A (y − f_0), Σ = C − A C_X· − C_·X Aᵀ + A C_XX Aᵀ. */
  private static final class Textbook {
    private final Training training;
    private final int points;
    private final int[] positions;
    private final RealMatrix covariance;
    private final RealMatrix a;

    Textbook(Training training, InputPoints points, double[][] covariance, double time) {
      this.training = training;
      this.points = points.count();
      this.positions = training.positions(training.pointsWith(points));
      this.covariance = new Array2DRowRealMatrix(covariance);
      RealMatrix gram = this.covariance.getSubMatrix(positions, positions);
      EigenDecomposition eigen = new EigenDecomposition(gram);
      double[] values = eigen.getRealEigenvalues();
      double largest = Arrays.stream(values).max().orElseThrow();
      RealMatrix phi = new Array2DRowRealMatrix(values.length, values.length);
      for (int k = 0; k < values.length; k++) {
        phi.setEntry(k, k, values[k] < 1e-12 * largest ? 0 : learnt(values[k], time) / values[k]);
      }
      int[] all = IntStream.range(0, covariance.length).toArray();
      this.a =
          this.covariance
              .getSubMatrix(all, positions)
              .multiply(eigen.getV())
              .multiply(phi)
              .multiply(eigen.getVT());
    }

    private double learnt(double value, double time) {
      if (Double.isInfinite(time)) {
        return 1;
      }
      return training.rate().isPresent()
          ? 1 - Math.pow(1 - training.rate().getAsDouble() * value, training.steps(time))
          : -Math.expm1(-time * value);
    }

    double[] output(int output, double[] before) {
      RealVector start = new ArrayRealVector(before);
      RealVector target = new ArrayRealVector(training.targets(output));
      RealVector atData =
          new ArrayRealVector(IntStream.of(positions).mapToDouble(p -> before[p]).toArray());
      return a.operate(target.subtract(atData)).add(start).getSubVector(0, points).toArray();
    }

    double[][] covariance() {
      int[] all = IntStream.range(0, covariance.getRowDimension()).toArray();
      RealMatrix cross = covariance.getSubMatrix(positions, all);
      RealMatrix moved = a.multiply(cross);
      return covariance
          .subtract(moved)
          .subtract(moved.transpose())
          .add(a.multiply(covariance.getSubMatrix(positions, positions)).multiply(a.transpose()))
          .getSubMatrix(0, points - 1, 0, points - 1)
          .getData();
    }
  }

  /** All has been learnt: targets in every digit, and no spread at all. */
  @Test
  void dataAreExactInTheEnd() {
    SplittableRandom random = new SplittableRandom(8);
    InputPoints points = line(0, 1, 2);
    Training training =
        new Training(
            List.of(example(0, 0.3), example(2, -1.7)), OptionalDouble.empty(), List.of(INFINITY));
    double[] kernel = pairs(gram(random, 3, 5));
    TrainedReadout readout = readout(training, points, kernel, 1);
    readout.begin(new double[6][1], 1);
    readout.trainUntil(INFINITY, 1);
    double[][] mean = new double[3][1];
    readout.outputs(0, new double[0][], mean, 1);
    double[][] sigma = new double[6][1];
    readout.covariances(sigma, 1);
    assertThat(mean[0][0]).isEqualTo(0.3);
    assertThat(mean[2][0]).isEqualTo(-1.7);
    for (int k : new int[] {0, 1, 2, 4, 5}) {
      assertThat(sigma[k][0]).isZero();
    }
    assertThat(sigma[3][0]).isPositive();
  }

  /** One input with two targets: their average is learnt, and nothing else. */
  @Test
  void contradictionsAverage() {
    SplittableRandom random = new SplittableRandom(8);
    InputPoints points = line(0, 1);
    Training twice =
        new Training(
            List.of(example(0, 0.5), example(0, 1.5)), OptionalDouble.empty(), List.of(INFINITY));
    Training once = new Training(List.of(example(0, 1)), OptionalDouble.empty(), List.of(INFINITY));
    double[] kernel = pairs(gram(random, 2, 4));
    double[][] means = new double[2][];
    for (Training training : List.of(once, twice)) {
      TrainedReadout readout = readout(training, points, kernel, 1);
      readout.begin(new double[3][1], 1);
      readout.trainUntil(INFINITY, 1);
      double[][] mean = new double[2][1];
      readout.outputs(0, new double[0][], mean, 1);
      means[training == once ? 0 : 1] = new double[] {mean[0][0], mean[1][0]};
    }
    assertThat(means[1][0]).isCloseTo(1, within(1e-15));
    assertThat(means[1][1]).isCloseTo(means[0][1], within(1e-15));
  }
}
