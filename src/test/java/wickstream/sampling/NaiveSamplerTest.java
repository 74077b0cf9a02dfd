package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Bag;
import wickstream.statistics.CentralMoments;

/**
 * Bags against an independent computation from the same random numbers.
 *
 * <p>The tolerance is relative to the sum of the sizes of all terms. Arguments of exponentials are
 * below 40 in size and have a few roundings (1e-14 in the exponential), a component is a product of
 * at most six units (6e-14), a bag adds up to 1000 of them (1e-13 at the very worst), and both
 * computations err: 1e-12 is safe, and any wrong term is larger by orders of magnitude.
 */
@Tag("bits")
class NaiveSamplerTest {
  private static final double TOLERANCE = 1e-12;
  private static final long SEED = -31;
  private static final long INDEX = 5;

  static Stream<Shard> shards() {
    return RandomShards.some(200);
  }

  static Stream<Shard> allShards() {
    return Stream.of(
            shards(),
            RandomShards.withSeveralOutputs(100),
            RandomShards.wide(60),
            RandomShards.flat())
        .flatMap(of -> of);
  }

  @ParameterizedTest
  @MethodSource("allShards")
  void aBagIsWhatTheTextbookSays(Shard shard) {
    Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
    Measurement measurement = new Measurement(shard, theory);
    Bag bag =
        new BagSampler(measurement, ComputeBackend.choose(Optional.of("scalar")), SEED)
            .measure(INDEX);
    NaiveBag naive = new NaiveBag(shard, SEED, INDEX);

    assertThat(bag.shard()).isEqualTo(shard.id());
    assertThat(bag.index()).isEqualTo(INDEX);
    assertThat(bag.sums().networks()).isEqualTo(shard.bagSize());
    compareComponents(bag, naive);
    for (Series series : measurement.series()) {
      int position = measurement.position(series).orElseThrow();
      compareSeries(series, bag.contributions().get(position), expected(series, naive, theory));
      compareMoments(bag.sums().series().get(position), bag.contributions().get(position));
    }
  }

  private static void compareComponents(Bag bag, NaiveBag naive) {
    assertThat(bag.sums().components().dimension()).isEqualTo(naive.dimension());
    for (int k = 0; k < naive.dimension(); k++) {
      compare("mean of component " + k, bag.sums().componentMean(k), naive.mean(k));
      if (bag.sums().networks() > 1) {
        double variance = bag.sums().components().variance(k);
        compare("variance of component " + k, variance, naive.variance(k));
      }
    }
  }

  private static List<Sized> expected(Series series, NaiveBag naive, Theory theory) {
    return switch (series.label()) {
      case "u4" -> naive.u4(theory);
      case "connected6" -> naive.connected6(theory);
      case "connected4_mean" -> naive.connected4Mean();
      case "connected6_mean" -> naive.connected6Mean();
      case "m2" -> naive.normalised(2);
      case "m4" -> naive.normalised(4);
      case "m6" -> naive.normalised(6);
      case "u4_mixed" -> naive.mixedU4(theory);
      case "weight" -> naive.weights();
      default -> throw new IllegalArgumentException(series.label());
    };
  }

  private static void compareSeries(Series series, double[] actual, List<Sized> expected) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      int network = i;
      compare(() -> series + " of network " + network, actual[i], expected.get(i));
    }
  }

  private static void compareMoments(CentralMoments moments, double[] y) {
    assertThat(moments.count()).isEqualTo(y.length);
    compare("mean", moments.mean(), powerSum(y, 0, 1).times(1.0 / y.length));
    compare("m2", moments.m2(), powerSum(y, moments.mean(), 2));
    compare("m3", moments.m3(), powerSum(y, moments.mean(), 3));
    compare("m4", moments.m4(), powerSum(y, moments.mean(), 4));
  }

  private static Sized powerSum(double[] y, double centre, int power) {
    Sized sum = Sized.ZERO;
    for (double value : y) {
      double size = Math.abs(value) + Math.abs(centre);
      sum = sum.plus(new Sized(StrictMath.pow(value - centre, power), StrictMath.pow(size, power)));
    }
    return sum;
  }

  private static void compare(String what, double actual, Sized expected) {
    compare(() -> what, actual, expected);
  }

  /** Millions of times, most of which need no words. */
  private static void compare(Supplier<String> what, double actual, Sized expected) {
    double tolerance = TOLERANCE * expected.size();
    if (!(Math.abs(actual - expected.value()) <= tolerance)) {
      assertThat(actual).as(what.get()).isCloseTo(expected.value(), within(tolerance));
    }
  }

  static Stream<Shard> deepShards() {
    return Stream.concat(RandomShards.deep(60), RandomShards.deepWithSeveralOutputs(30));
  }

  @ParameterizedTest
  @MethodSource("deepShards")
  void aDeepBagIsWhatTheTextbookSays(Shard shard) {
    aBagIsWhatTheTextbookSays(shard);
  }

  static Stream<Shard> otherShards() {
    return RandomShards.ofOtherActivations(60);
  }

  @ParameterizedTest
  @MethodSource("otherShards")
  void aBagOfAnyActivationIsWhatTheTextbookSays(Shard shard) {
    aBagIsWhatTheTextbookSays(shard);
  }

  @Test
  void everyActivationIsAmongTheShards() {
    assertThat(
            Stream.concat(shards(), otherShards())
                .map(shard -> shard.ensemble().activation())
                .collect(Collectors.toSet()))
        .containsAll(Activation.named());
  }

  static Stream<Shard> pooledShards() {
    return Stream.concat(RandomShards.pooled(60, 3, 4, 6), RandomShards.deepAndPooled(60, 3, 4, 6));
  }

  /** From sums over all choices of different units; deep ones in {@link NaiveIntegration}. */
  @ParameterizedTest
  @MethodSource("pooledShards")
  void aPooledBagIsWhatTheTextbookSays(Shard shard) {
    aBagIsWhatTheTextbookSays(shard);
  }

  @Test
  void someShardsHaveSeveralOutputs() {
    List<Shard> shards = RandomShards.withSeveralOutputs(100).toList();
    assertThat(shards.stream().map(s -> s.ensemble().dOut()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(2, 3, 5);
    assertThat(shards.stream().map(s -> s.estimator() + " " + s.orders()).distinct()).hasSize(9);
  }

  @Test
  void theShardsAreOfAllKinds() {
    List<Shard> shards = shards().toList();
    assertThat(
            shards.stream()
                .map(s -> s.estimator() + " " + s.ensemble().activation())
                .collect(Collectors.toSet()))
        .hasSize(2 * 5 + 1); // tilted gauss
    assertThat(shards.stream().map(s -> s.points().count()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(shards.stream().map(s -> s.ensemble().dIn()).collect(Collectors.toSet())).hasSize(3);
    assertThat(shards.stream().map(Shard::width).collect(Collectors.toSet())).hasSize(8);
    assertThat(shards.stream().map(Shard::bagSize).collect(Collectors.toSet())).hasSize(9);
    assertThat(
            shards.stream()
                .filter(s -> GeometricRecurrence.of(s.ensemble(), s.points()).isPresent())
                .map(s -> s.estimator() + " " + s.orders())
                .collect(Collectors.toSet()))
        .hasSize(9);
  }
}
