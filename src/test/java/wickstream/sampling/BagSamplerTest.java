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
    "gauss, 0.5, ladder, PLAIN, f1623af0d929a850",
    "gauss, 0.5, ladder, CONDITIONAL, 67261b0841f10b98",
    "gauss, 0.5, ladder, TILTED, 34cf5ef4d47f5d9f",
    "gauss, 0.5, close ladder, TILTED, ca6003259a540feb",
    "gauss, 0, ladder, PLAIN, 2f474320c25bd840",
    "gauss, 0, ladder, CONDITIONAL, 7a72a17e4f7c9dd3",
    "gauss, 0.5, line, PLAIN, 7450db82a8d2effe",
    "gauss, 0.5, line, CONDITIONAL, b7120a4e462412d7",
    "gauss, 0.5, line, TILTED, ad23900eb3afd303",
    "gauss, 0.5, close line, TILTED, a8463db9a6fd5a49",
    "gauss, 0.5, plane, PLAIN, 680d34861f8722b3",
    "gauss, 0.5, plane, CONDITIONAL, b46823459a029a25",
    "gauss, 0.5, plane, TILTED, 44dd7073d0a5bc39",
    "gauss, 0.5, close plane, TILTED, f514e1edb725dcfc",
    "erf, 0.5, line, PLAIN, 3084dd51486f2a3b",
    "erf, 0, line, CONDITIONAL, a9309e372d1137f6",
    "erf, 0.5, plane, CONDITIONAL, ab2a8fb87badae77",
    "relu, 0.5, line, PLAIN, f2605791be625ce6",
    "relu, 0, line, CONDITIONAL, 069eb81ea839745f",
    "relu, 0.5, plane, CONDITIONAL, 970e8b88214b7d29",
    "cos, 0.5, line, PLAIN, 3e9570521cf1a160",
    "cos, 0, line, CONDITIONAL, 840310bf808fa0bb",
    "cos, 0.5, plane, CONDITIONAL, 4afaecc9aaa074fb",
    "tanh, 0.5, line, PLAIN, 00e5d374b0e09b30",
    "tanh, 0, line, CONDITIONAL, 0bbaafe605b80c00",
    "tanh, 0.5, plane, CONDITIONAL, 4e1f332fe40fa103",
    "gauss, 0.5, line, POOLED, 5a7d782f8c7771bc",
    "gauss, 0, plane, POOLED, bce48fae5ab893a7",
    "relu, 0.5, line, POOLED, af43a0674891fe36",
  })
  void bitsArePinned(
      Activation activation,
      double sigmaB,
      String points,
      Estimator estimator,
      String fingerprint) {
    Shard shard = shard(activation, sigmaB, points(points), estimator);
    assertThat(BagFingerprint.of(sampler(shard, 42).measure(3))).isEqualTo(fingerprint);
  }

  /** Likewise for wide networks at points near each other. */
  @ParameterizedTest
  @CsvSource({"CONDITIONAL, eb5dcd48b192165b", "TILTED, 36848514c59b67fb"})
  void bitsOfNearlyFlatRecurrencesArePinned(Estimator estimator, String fingerprint) {
    Shard shard =
        new Shard(
            Ensemble.of(Activation.GAUSS, 1, 1.25, 0.5),
            113,
            Activation.GAUSS.defaultPoints(),
            estimator,
            List.of(2, 4),
            300);
    assertThat(BagFingerprint.of(sampler(shard, 42).measure(3))).isEqualTo(fingerprint);
  }

  /** Likewise for several outputs. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.5, ladder, PLAIN, 2, 4fc49a58bab52e11",
    "relu, 0, line, PLAIN, 3, 2938f00a2633fc72",
    "erf, 0.5, plane, CONDITIONAL, 2, cb59602def75adcf",
    "gauss, 0.5, plane, TILTED, 3, 2d279a8455b48115",
    "gauss, 0.5, close plane, TILTED, 3, 1ab379037af36736",
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
    assertThat(BagFingerprint.of(sampler(several, 42).measure(3))).isEqualTo(fingerprint);
  }

  /** Likewise for weights from other laws. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.5, ladder, PLAIN, LAPLACE, 2, NORMAL, ae346c428a3d0b56",
    "gauss, 0.5, ladder, TILTED, UNIFORM, 2, NORMAL, c0e1b13fbe1dfa87",
    "erf, 0, line, CONDITIONAL, RADEMACHER, 0.5, NORMAL, 55d6a2a3442418f7",
    "cos, 0.5, line, PLAIN, UNIFORM, 0.5, CAUCHY, 826d1f40cf5720c7",
    "cos, 0.5, line, POOLED, RADEMACHER, 4, CAUCHY, 0bdb63f898da1bd5",
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
    assertThat(BagFingerprint.of(sampler(other, 42).measure(3))).isEqualTo(fingerprint);
  }

  /** Likewise for several hidden layers. */
  @ParameterizedTest
  @CsvSource({
    "relu, 0.5, line, PLAIN, 2, 759df9b0c34dacc3",
    "erf, 0, line, CONDITIONAL, 2, 778afa7bd464cf36",
    "erf, 0.5, plane, CONDITIONAL, 3, 469b0352d2b25f34",
    "relu, 0, line, POOLED, 2, 0c4af37d50c774f1",
    "tanh, 0.5, plane, POOLED, 3, 69cfd8ed26d4e951",
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
    assertThat(BagFingerprint.of(sampler(deep, 42).measure(3))).isEqualTo(fingerprint);
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
