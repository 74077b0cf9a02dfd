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
    "gauss, 0.5, ladder, PLAIN, 250cdba231940da0",
    "gauss, 0.5, ladder, CONDITIONAL, 1c0bd39499e5209a",
    "gauss, 0.5, ladder, TILTED, cc2335fc476eca82",
    "gauss, 0.5, close ladder, TILTED, ca6003259a540feb",
    "gauss, 0, ladder, PLAIN, eb93555bc5540dbf",
    "gauss, 0, ladder, CONDITIONAL, 042d6b60d180a5dd",
    "gauss, 0.5, line, PLAIN, 3c8ca24bba07234b",
    "gauss, 0.5, line, CONDITIONAL, 5ae03ffe0f0a9eb0",
    "gauss, 0.5, line, TILTED, 1ee950cfafbd66ee",
    "gauss, 0.5, close line, TILTED, a8463db9a6fd5a49",
    "gauss, 0.5, plane, PLAIN, b9ba99940e961fa4",
    "gauss, 0.5, plane, CONDITIONAL, 615ce6f5b2f00822",
    "gauss, 0.5, plane, TILTED, b23ca2efe18ed81e",
    "gauss, 0.5, close plane, TILTED, f514e1edb725dcfc",
    "erf, 0.5, line, PLAIN, 5d77f60f56ea1e21",
    "erf, 0, line, CONDITIONAL, 1405c5be90c14fb0",
    "erf, 0.5, plane, CONDITIONAL, d6041139ad34d5a5",
    "relu, 0.5, line, PLAIN, 64a61ee7e9cd58c6",
    "relu, 0, line, CONDITIONAL, 6d75411396e01839",
    "relu, 0.5, plane, CONDITIONAL, 0cc6a8b5af79fedd",
    "cos, 0.5, line, PLAIN, 549cad3a69597d69",
    "cos, 0, line, CONDITIONAL, cba278734705324b",
    "cos, 0.5, plane, CONDITIONAL, 2f0b9a80dd91ac85",
    "tanh, 0.5, line, PLAIN, 0a6ee10f50e922de",
    "tanh, 0, line, CONDITIONAL, 61583032efd698c5",
    "tanh, 0.5, plane, CONDITIONAL, 570807bb99f83e62",
    "gauss, 0.5, line, POOLED, 7c10ccc701f71912",
    "gauss, 0, plane, POOLED, b9b77963fc05c6ca",
    "relu, 0.5, line, POOLED, 5491e7eadd9cecdd",
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
    "gauss, 0.5, ladder, PLAIN, 2, d391a737c75cc62c",
    "relu, 0, line, PLAIN, 3, 8c7719287bc4febd",
    "erf, 0.5, plane, CONDITIONAL, 2, fb9fb3513206698a",
    "gauss, 0.5, plane, TILTED, 3, d73d151e12e81793",
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
    "gauss, 0.5, ladder, PLAIN, LAPLACE, 2, NORMAL, 9733f84b03bca94b",
    "gauss, 0.5, ladder, TILTED, UNIFORM, 2, NORMAL, a61cba82f5e3a1ac",
    "erf, 0, line, CONDITIONAL, RADEMACHER, 0.5, NORMAL, 8792594e5b27ff68",
    "cos, 0.5, line, PLAIN, UNIFORM, 0.5, CAUCHY, 6602f8440d677c34",
    "cos, 0.5, line, POOLED, RADEMACHER, 4, CAUCHY, 2395f744a95f7caf",
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
    "relu, 0.5, line, PLAIN, 2, fb52968e9a7878b7",
    "erf, 0, line, CONDITIONAL, 2, 93323565fc275935",
    "erf, 0.5, plane, CONDITIONAL, 3, 46f257b057ab7eac",
    "relu, 0, line, POOLED, 2, d3c256ed2113c14d",
    "tanh, 0.5, plane, POOLED, 3, 15bf140b991423c2",
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
