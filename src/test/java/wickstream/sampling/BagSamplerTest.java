package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.exact.Theory;

class BagSamplerTest {
  private static final InputPoints LADDER = line(-0.5, 0.25, 1);
  private static final InputPoints LINE = line(0.125, 0.25, 1);
  private static final InputPoints PLANE =
      InputPoints.ofDimension(2, List.of(List.of(0.5, -1.0), List.of(0.0, 0.25)));

  private static InputPoints line(double x, double y, double z) {
    return InputPoints.ofDimension(1, List.of(List.of(x), List.of(y), List.of(z)));
  }

  private static Shard shard(
      Activation activation, double sigmaB, InputPoints points, Estimator estimator) {
    return new Shard(
        Ensemble.of(activation, points.dIn(), 1.25, sigmaB),
        7,
        points,
        estimator,
        List.of(2, 4, 6),
        300);
  }

  /** Of all but the series that were added after the bits of the others had been pinned. */
  private static String fingerprint(Shard shard) {
    Measurement measurement =
        new Measurement(shard, Theory.of(shard.ensemble(), shard.points(), shard.orders()));
    List<String> added = List.of("connected4_mean", "connected6_mean");
    long pinned =
        measurement.seriesNames().stream().takeWhile(name -> !added.contains(name)).count();
    return BagFingerprint.of(sampler(shard, 42).measure(3), pinned);
  }

  private static BagSampler sampler(Shard shard, long seed) {
    Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
    return new BagSampler(
        new Measurement(shard, theory), ComputeBackend.choose(Optional.empty()), seed);
  }

  private static InputPoints points(String name) {
    return switch (name) {
      case "ladder" -> LADDER;
      case "line" -> LINE;
      case "close ladder" -> line(-0.0625, 0.03125, 0.125);
      case "close line" -> line(0.015625, 0.03125, 0.125);
      case "close plane" ->
          InputPoints.ofDimension(2, List.of(List.of(0.0625, -0.125), List.of(0.0, 0.03125)));
      default -> PLANE;
    };
  }

  /**
   * Bits that must never change, on any machine and JDK, unless the sampling version of {@link
   * Shard} does.
   */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.5, ladder, PLAIN, 2536abd3729df285",
    "gauss, 0.5, ladder, CONDITIONAL, a1b3e08bde83d7c2",
    "gauss, 0.5, ladder, TILTED, b48876ea4fd4b36d",
    "gauss, 0.5, close ladder, TILTED, 55997b446320da82",
    "gauss, 0, ladder, PLAIN, af60c185634f3baf",
    "gauss, 0, ladder, CONDITIONAL, 19359b4931cb5e0b",
    "gauss, 0.5, line, PLAIN, bc0c6864d6b7aca5",
    "gauss, 0.5, line, CONDITIONAL, f0a2d4875c07c2bf",
    "gauss, 0.5, line, TILTED, 807ea43b95f5d7bf",
    "gauss, 0.5, close line, TILTED, 58ae125f4c1020bc",
    "gauss, 0.5, plane, PLAIN, cdb354457bdd5cd1",
    "gauss, 0.5, plane, CONDITIONAL, 491221682a745187",
    "gauss, 0.5, plane, TILTED, 581a5e2815f3cf0d",
    "gauss, 0.5, close plane, TILTED, e0368f17b2344fe4",
    "erf, 0.5, line, PLAIN, a7d32e7e618fff98",
    "erf, 0, line, CONDITIONAL, fd533f6b24669d08",
    "erf, 0.5, plane, CONDITIONAL, 77dd080975f4e7c3",
    "relu, 0.5, line, PLAIN, 611461a346d65464",
    "relu, 0, line, CONDITIONAL, fd33df4d3e2cd899",
    "relu, 0.5, plane, CONDITIONAL, 0f1f25946db9300f",
    "cos, 0.5, line, PLAIN, d62985100b1cd1c0",
    "cos, 0, line, CONDITIONAL, 1fc0b337b42092f6",
    "cos, 0.5, plane, CONDITIONAL, d947dca321ba8891",
    "tanh, 0.5, line, PLAIN, 80ff39396586de18",
    "tanh, 0, line, CONDITIONAL, 3330bb7c01662834",
    "tanh, 0.5, plane, CONDITIONAL, 14fbc450d25ac330",
    "gauss, 0.5, line, POOLED, e8d736eff32ed4b5",
    "gauss, 0, plane, POOLED, f90187aaab96135e",
    "relu, 0.5, line, POOLED, bfb517f43aec49fd",
  })
  void bitsArePinned(
      Activation activation,
      double sigmaB,
      String points,
      Estimator estimator,
      String fingerprint) {
    Shard shard = shard(activation, sigmaB, points(points), estimator);
    assertThat(fingerprint(shard)).isEqualTo(fingerprint);
  }

  /** Likewise for wide networks at points near each other. */
  @ParameterizedTest
  @CsvSource({"CONDITIONAL, e85b6e3cf2b90ece", "TILTED, 256100622c7ed8af"})
  void bitsOfNearlyFlatRecurrencesArePinned(Estimator estimator, String fingerprint) {
    Shard shard =
        new Shard(
            Ensemble.of(Activation.GAUSS, 1, 1.25, 0.5),
            113,
            Activation.GAUSS.defaultPoints(),
            estimator,
            List.of(2, 4),
            300);
    assertThat(fingerprint(shard)).isEqualTo(fingerprint);
  }

  /** Likewise for several outputs. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.5, ladder, PLAIN, 2, 12a8eabe925aded2",
    "relu, 0, line, PLAIN, 3, 08bd9d09d96b1825",
    "erf, 0.5, plane, CONDITIONAL, 2, 165139f355dadb9d",
    "gauss, 0.5, plane, TILTED, 3, e7a02baa32a99187",
    "gauss, 0.5, close plane, TILTED, 3, 33a9f4d398e897ce",
  })
  void bitsOfSeveralOutputsArePinned(
      Activation activation,
      double sigmaB,
      String points,
      Estimator estimator,
      int outputs,
      String fingerprint) {
    Shard one = shard(activation, sigmaB, points(points), estimator);
    Shard several =
        new Shard(
            one.ensemble().withOutputs(outputs),
            one.width(),
            one.points(),
            one.estimator(),
            one.orders(),
            one.bagSize());
    assertThat(fingerprint(several)).isEqualTo(fingerprint);
  }

  /** Likewise for weights from other laws. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.5, ladder, PLAIN, LAPLACE, 2, NORMAL, 56b7fb52fa67e352",
    "gauss, 0.5, ladder, TILTED, UNIFORM, 2, NORMAL, df12478b867cb727",
    "erf, 0, line, CONDITIONAL, RADEMACHER, 0.5, NORMAL, 5d882254aa163e93",
    "cos, 0.5, line, PLAIN, UNIFORM, 0.5, CAUCHY, da14db7941b275eb",
    "cos, 0.5, line, POOLED, RADEMACHER, 4, CAUCHY, 7d6d727bd91a5a48",
  })
  void bitsOfOtherWeightsArePinned(
      Activation activation,
      double sigmaB,
      String points,
      Estimator estimator,
      Readout readout,
      double gamma,
      Frequencies frequencies,
      String fingerprint) {
    Shard one = shard(activation, sigmaB, points(points), estimator);
    Shard other =
        new Shard(
            one.ensemble().withPriors(new Priors(readout, OptionalDouble.of(gamma), frequencies)),
            one.width(),
            one.points(),
            one.estimator(),
            one.orders(),
            one.bagSize());
    assertThat(fingerprint(other)).isEqualTo(fingerprint);
  }

  /** Likewise for several hidden layers. */
  @ParameterizedTest
  @CsvSource({
    "relu, 0.5, line, PLAIN, 2, 587fe4767d4dbf1f",
    "erf, 0, line, CONDITIONAL, 2, a917028020643556",
    "erf, 0.5, plane, CONDITIONAL, 3, f2ed6cf2cc9f1193",
    "relu, 0, line, POOLED, 2, e1a8259972102a57",
    "tanh, 0.5, plane, POOLED, 3, f499d952a2adc593",
  })
  void bitsOfSeveralLayersArePinned(
      Activation activation,
      double sigmaB,
      String points,
      Estimator estimator,
      int depth,
      String fingerprint) {
    Shard one = shard(activation, sigmaB, points(points), estimator);
    Shard deep =
        new Shard(
            one.ensemble().withDepth(depth),
            one.width(),
            one.points(),
            one.estimator(),
            estimator == Estimator.POOLED ? List.of(2, 4) : one.orders(),
            one.bagSize());
    assertThat(fingerprint(deep)).isEqualTo(fingerprint);
  }

  @Test
  void repeatedAndConcurrentCallsGiveTheSameBits() throws Exception {
    BagSampler sampler = sampler(shard(Activation.GAUSS, 0.5, LADDER, Estimator.TILTED), 1);
    List<String> alone =
        IntStream.range(0, 20).mapToObj(i -> BagFingerprint.of(sampler.measure(i))).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> calls =
          IntStream.range(0, 100)
              .<Callable<String>>mapToObj(
                  i -> () -> BagFingerprint.of(sampler.measure((i * 7) % 20)))
              .toList();
      List<Future<String>> together = threads.invokeAll(calls);
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get((i * 7) % 20));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aBagDependsOnSeedShardAndIndexAlone() {
    Shard shard = shard(Activation.ERF, 0.5, PLANE, Estimator.PLAIN);
    Shard equal = shard(Activation.ERF, 0.5, PLANE, Estimator.PLAIN);
    String bag = BagFingerprint.of(sampler(shard, 9).measure(1_000_000_007L));
    assertThat(BagFingerprint.of(sampler(equal, 9).measure(1_000_000_007L))).isEqualTo(bag);
  }

  @Test
  void otherSeedsShardsAndIndicesGiveOtherNetworks() {
    Shard shard = shard(Activation.GAUSS, 0.5, LADDER, Estimator.PLAIN);
    Shard wider =
        new Shard(shard.ensemble(), 8, LADDER, Estimator.PLAIN, shard.orders(), shard.bagSize());
    Set<Double> seen = new HashSet<>();
    for (long index : new long[] {0, 1, 2, 1L << 32, 1L << 40}) {
      seen.add(firstContribution(shard, 42, index));
      seen.add(firstContribution(shard, 43, index));
      seen.add(firstContribution(shard, 42 + (1L << 32), index));
      seen.add(firstContribution(wider, 42, index));
    }
    assertThat(seen).hasSize(20);
  }

  private static double firstContribution(Shard shard, long seed, long index) {
    return sampler(shard, seed).measure(index).contributions().get(0)[0];
  }
}
