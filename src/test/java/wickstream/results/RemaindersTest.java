package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** Which numbers of a campaign tell of the remainder of theory. */
final class RemaindersTest {
  private static final TailDiagnosis TAME = new TailDiagnosis(1e-4, 0.1);
  private static final TailDiagnosis HEAVY = new TailDiagnosis(0.5, 1);

  /** Of which u4 = theory · (1 + r/N) with r = 2. */
  private static ShardResult shard(
      int depth, int width, double sigmaW, Estimator estimator, TailDiagnosis tail) {
    double theory = -1.0 / width;
    MeasuredValue u4 =
        new MeasuredValue(theory * (1 + 2.0 / width), 0.001, 0, 0, 0.95, OptionalDouble.empty())
            .withTheory(OptionalDouble.of(theory));
    Map<String, MeasuredValue> couplings = new LinkedHashMap<>();
    couplings.put("u4", u4);
    couplings.put("u4Canonical", u4);
    couplings.put("u6", u4.withTheory(OptionalDouble.empty()));
    return new ShardResult(
        "%d-%s".formatted(width, sigmaW),
        new Ensemble(Activation.ERF, 1, 1, depth, sigmaW, 0.3, OptionalDouble.of(10)),
        width,
        estimator,
        new Verdict.Converged(""),
        20,
        20_000,
        tail,
        Double.NaN,
        20_000,
        couplings,
        Map.of("m2", u4.withTheory(OptionalDouble.of(0)), "m6", u4),
        List.of());
  }

  private static List<ShardResult> line(int depth, double sigmaW, int... widths) {
    return IntStream.of(widths)
        .mapToObj(width -> shard(depth, width, sigmaW, Estimator.CONDITIONAL, TAME))
        .toList();
  }

  @Test
  void areOfEachQuantityWithATheoryAtEachSigmaW() {
    List<ShardResult> shards =
        List.of(line(2, 1.5, 10, 20, 40), line(2, 2, 10, 20, 40)).stream()
            .flatMap(List::stream)
            .toList();
    List<Remainder> remainders = Remainders.of(shards);
    assertThat(remainders)
        .extracting(one -> one.quantity() + " " + one.sigmaW())
        .containsExactly("u4 1.5", "m6 1.5", "u4 2.0", "m6 2.0");
    assertThat(remainders)
        .allSatisfy(
            one -> {
              assertThat(one.coefficient()).isCloseTo(2, within(1e-12));
              assertThat(one.points()).isEqualTo(3);
              assertThat(one.predicted()).isEmpty();
              assertThat(one.shards())
                  .extracting(Remainder.OfShard::width)
                  .containsExactly(10, 20, 40);
            });
    assertThat(remainders.get(0).of(shards.get(1)).orElseThrow().standardError())
        .isCloseTo(0.4, within(1e-12));
    assertThat(remainders.get(0).of(shards.get(4))).isEmpty();
  }

  @Test
  void ofFewerThanThreeWidthsAreWhatEachOfThemSays() {
    Remainder two = Remainders.of(line(2, 1.5, 10, 20)).get(0);
    assertThat(two.isFitted()).isFalse();
    assertThat(two.standardError()).isNaN();
    assertThat(two.points()).isEqualTo(2);
    assertThat(two.shards()).extracting(Remainder.OfShard::pull).containsOnly(Double.NaN);
    assertThat(two.shards().get(0).coefficient()).isCloseTo(2, within(1e-12));
  }

  @Test
  void vanishForOneHiddenLayerToOrderFour() {
    assertThat(Remainders.of(line(1, 1.5, 10, 20, 40)))
        .extracting(Remainder::predicted)
        .containsExactly(OptionalDouble.of(0), OptionalDouble.empty());
  }

  @Test
  void leaveOutWhatAssumesThemAndWhatCannotBeBelieved() {
    assertThat(Remainders.of(List.of(shard(1, 10, 1.5, Estimator.POOLED, TAME)))).isEmpty();
    assertThat(Remainders.of(List.of(shard(2, 10, 1.5, Estimator.PLAIN, HEAVY)))).isEmpty();
    assertThat(Remainders.of(List.of(shard(2, 10, 1.5, Estimator.POOLED, TAME)))).isNotEmpty();
  }
}
