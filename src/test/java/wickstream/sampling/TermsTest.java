package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;

class TermsTest {
  private static Measurement measurement(InputPoints points) {
    Ensemble gauss = Ensemble.of(Activation.GAUSS, 1, 1, 1.5);
    List<Integer> orders = List.of(2, 4);
    Shard shard = new Shard(gauss, 10, points, Estimator.PLAIN, orders, 1000);
    return new Measurement(shard, Theory.of(gauss, points, orders));
  }

  /** A term of each component of order 4. */
  private static List<Term> terms(Measurement measurement) {
    Layout layout = measurement.layout();
    return IntStream.range(0, layout.multisets(4).size())
        .mapToObj(k -> Term.product(layout.deviation(4, k), new int[] {k, k}, 0))
        .toList();
  }

  private static List<Integer> components(List<Terms> groups, Measurement measurement) {
    List<Integer> components = new ArrayList<>();
    for (Terms group : groups) {
      IntStream.of(group.component)
          .filter(component -> component < measurement.layout().dimension())
          .forEach(components::add);
    }
    return components;
  }

  private static int alike(List<Terms> groups) {
    return groups.stream().filter(group -> group.areAlike).mapToInt(group -> group.size).sum();
  }

  /**
   * The kernel of gauss depends on distances, and shifting or mirroring four of six equally spaced
   * points leaves them: of 126 multisets there are 34 kinds, with 80 members in whole fours.
   */
  @Test
  void termsThatSymmetriesMakeAlikeStandTogether() {
    Measurement measurement = measurement(Activation.GAUSS.defaultPoints());
    List<Terms> groups = Terms.of(terms(measurement), measurement);
    assertThat(alike(groups)).isEqualTo(80);
  }

  @Test
  void termsOfPointsWithoutSymmetryDiffer() {
    Measurement measurement =
        measurement(InputPoints.ofDimension(1, List.of(List.of(0.1), List.of(0.3), List.of(0.7))));
    assertThat(alike(Terms.of(terms(measurement), measurement))).isZero();
  }

  @RepeatedTest(20)
  void eachTermStandsOnceBesideOthersOfItsCoefficients(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<List<Double>> coordinates =
        random
            .ints(2 + random.nextInt(4), -2, 3)
            .distinct()
            .mapToObj(x -> List.of(x / 4.0))
            .toList();
    Measurement measurement = measurement(InputPoints.ofDimension(1, coordinates));
    List<Term> terms = terms(measurement);
    List<Terms> groups = Terms.of(terms, measurement);
    assertThat(components(groups, measurement))
        .containsExactlyInAnyOrderElementsOf(terms.stream().map(Term::component).toList());
    for (Terms group : groups) {
      for (int t = 0; t < group.size && group.areAlike; t++) {
        int first = t / group.tile * group.tile;
        for (double[] coefficients : group.coefficients) {
          assertThat(coefficients[t]).isEqualTo(coefficients[first]);
        }
      }
      assertThat(group.size % group.tile).isZero();
    }
  }
}
