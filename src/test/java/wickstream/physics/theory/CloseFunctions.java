package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;

/** Whether correlators are those that are expected. */
final class CloseFunctions {
  private CloseFunctions() {}

  /** Relative to the largest expected number, or to a hundredth where all are small. */
  static void assertClose(double[] actual, double[] expected, double to) {
    double scale = 0.01 + Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).as("[%d]", k).isCloseTo(expected[k], within(to * scale));
    }
  }

  static void assertClose(TrainedFunctions actual, TrainedFunctions expected, double to) {
    assertClose(actual.mean(), expected.mean(), to);
    assertClose(actual.meanOrder1(), expected.meanOrder1(), to);
    assertClose(actual.covariance(), expected.covariance(), to);
    assertClose(actual.covarianceOrder1(), expected.covarianceOrder1(), to);
    assertClose(actual.connected3Order1(), expected.connected3Order1(), to);
    assertClose(actual.connected4Order1(), expected.connected4Order1(), to);
  }

  /** The elements of a symmetric matrix. */
  static double[] byPairs(JsonNode matrix) {
    Multisets pairs = Multisets.of(matrix.size(), 2);
    return IntStream.range(0, pairs.size())
        .mapToDouble(k -> matrix.get(pairs.indices(k)[0]).get(pairs.indices(k)[1]).asDouble())
        .toArray();
  }

  /** Values by name of multisets, of which the reference has those of the last three points. */
  static void assertAmongLast(double[] all, JsonNode expected, int order, double to) {
    Multisets multisets = Multisets.of(6, order);
    List<Double> found = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    expected
        .fields()
        .forEachRemaining(
            named -> {
              int[] x =
                  Arrays.stream(named.getKey().split(" ")).mapToInt(Integer::parseInt).toArray();
              found.add(all[multisets.indexOf(x)]);
              values.add(named.getValue().asDouble());
            });
    assertThat(found).hasSize((int) Multisets.count(3, order));
    assertClose(numbers(found), numbers(values), to);
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(x -> x).toArray();
  }
}
