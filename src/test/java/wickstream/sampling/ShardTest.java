package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import wickstream.physics.Training;

class ShardTest {
  private static final Shard SHARD =
      erf(1.5, 0.1, 1e5, 100, points(0.002, 0.012), Estimator.PLAIN, List.of(2, 4), 1000);

  private static Shard erf(
      double sigmaW,
      double sigmaB,
      double cutoff,
      int width,
      InputPoints points,
      Estimator estimator,
      List<Integer> orders,
      int bagSize) {
    Ensemble ensemble =
        new Ensemble(Activation.ERF, points.dIn(), sigmaW, sigmaB, OptionalDouble.of(cutoff));
    return new Shard(ensemble, width, points, estimator, orders, bagSize);
  }

  private static InputPoints points(double x, double y) {
    return InputPoints.ofDimension(1, List.of(List.of(x), List.of(y)));
  }

  /** Old results are found by these hashes: a change here needs a new sampling version. */
  @Test
  void theCanonicalTextIsPinned() {
    assertThat(SHARD.canonicalText())
        .isEqualTo(
            """
            sampling=3
            activation=erf
            dIn=1
            dOut=1
            width=100
            sigmaW=0x1.8p0
            sigmaB=0x1.999999999999ap-4
            cutoff=0x1.86ap16
            points=0x1.0624dd2f1a9fcp-9;0x1.89374bc6a7efap-7
            estimator=plain
            orders=[2, 4]
            bagSize=1000
            averages=3
            """);
    assertThat(SHARD.id()).isEqualTo("e141f11afec510e4");
    assertThat(Long.toHexString(SHARD.hash())).isEqualTo("2e0d75103f05b824");
  }

  /** That averages are rounded otherwise changes the identity, but not the networks. */
  @Test
  void roundingIsPartOfTheTextWhereItHasChanged() {
    assertThat(shardOf(points(0.1, 0.2), Estimator.CONDITIONAL)).endsWith("\naverages=3\n");
    InputPoints one = InputPoints.ofDimension(1, List.of(List.of(0.1)));
    assertThat(shardOf(one, Estimator.TILTED)).endsWith("\naverages=3\n");
    assertThat(shardOf(one, Estimator.PLAIN)).endsWith("\naverages=2\n");
    Shard scaled =
        new Shard(
            SHARD
                .ensemble()
                .withPriors(new Priors(Readout.NORMAL, OptionalDouble.of(4), Frequencies.NORMAL)),
            100,
            one,
            Estimator.CONDITIONAL,
            List.of(2, 4),
            10);
    assertThat(scaled.canonicalText()).endsWith("\naverages=2\n");
    assertThat(shardOf(one, Estimator.CONDITIONAL)).doesNotContain("averages");
  }

  private static String shardOf(InputPoints points, Estimator estimator) {
    Ensemble gauss = Ensemble.of(Activation.GAUSS, 1, 1, 1);
    return new Shard(gauss, 10, points, estimator, List.of(2, 4), 10).canonicalText();
  }

  /** Only what is not the default is part of it. */
  @Test
  void lawsOfWeightsArePartOfTheText() {
    Priors priors = new Priors(Readout.LAPLACE, OptionalDouble.of(4), Frequencies.CAUCHY);
    Ensemble cos = Ensemble.of(Activation.COS, 1, 1.5, 0.1);
    List<Integer> orders = List.of(2, 4);
    Shard normal = new Shard(cos, 10, points(0.5, 1), Estimator.PLAIN, orders, 100);
    Shard other =
        new Shard(cos.withPriors(priors), 10, points(0.5, 1), Estimator.PLAIN, orders, 100);
    assertThat(other.canonicalText())
        .isEqualTo(
            normal
                .canonicalText()
                .replace(
                    "cutoff=\n",
                    "cutoff=\nreadout=laplace\nsharedScale=0x1.0p2\nfrequencies=cauchy\n"));
    assertThat(other.hash()).isNotEqualTo(normal.hash());
  }

  @Test
  void trainedNetworksHaveNormalWeights() {
    Ensemble erf =
        SHARD
            .ensemble()
            .withPriors(new Priors(Readout.UNIFORM, OptionalDouble.empty(), Frequencies.NORMAL));
    Training training =
        new Training(
            List.of(new Training.Example(List.of(0.5), List.of(1.0))),
            OptionalDouble.empty(),
            List.of(1.0));
    assertThatThrownBy(
            () ->
                new Shard(
                    erf,
                    10,
                    SHARD.points(),
                    Estimator.CONDITIONAL,
                    List.of(2, 4),
                    100,
                    Optional.of(training)))
        .hasMessageContaining("a shard of trained networks must have normal weights");
  }

  @Test
  void coordinatesArePartOfThePoint() {
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.5, 1.0), List.of(-2.0, 0.0)));
    Shard shard =
        new Shard(
            Ensemble.of(Activation.GAUSS, 2, 1, 1),
            7,
            plane,
            Estimator.TILTED,
            List.of(2, 4, 6),
            1);
    assertThat(shard.canonicalText())
        .contains(
            "activation=gauss\ndIn=2\n",
            "\ncutoff=\npoints=0x1.0p-1,0x1.0p0;-0x1.0p1,0x0.0p0\nestimator=tilted\ntilted=by direction\n");
  }

  /**
   * Near each other points leave networks as they were: 6 · 0.2 is within 1.25, 6 · 0.22 is not.
   */
  @Test
  void howNetworksAreTiltedIsPartOfTheText() {
    for (double x : new double[] {0.2, 0.22}) {
      Shard shard =
          new Shard(
              Ensemble.of(Activation.GAUSS, 1, 1, 1),
              7,
              points(0.01, x),
              Estimator.TILTED,
              List.of(2, 4, 6),
              1);
      assertThat(shard.canonicalText())
          .startsWith("sampling=2\n")
          .contains(x == 0.2 ? "\nestimator=tilted\norders" : "\ntilted=by direction\norders");
    }
  }

  @Test
  void severalLayersAndOutputsArePartOfTheText() {
    assertThat(with(SHARD.ensemble().withDepth(3)).canonicalText())
        .isEqualTo(
            SHARD
                .canonicalText()
                .replace("dOut=1\n", "dOut=1\ndepth=3\n")
                .replace("sampling=3", "sampling=4"));
    assertThat(with(SHARD.ensemble().withOutputs(2)).canonicalText())
        .isEqualTo(SHARD.canonicalText().replace("dOut=1", "dOut=2"));
  }

  /** Where there are more points than units, weights are drawn as ever. */
  @Test
  void howLayersAreDrawnIsPartOfTheText() {
    Ensemble deep = SHARD.ensemble().withDepth(2);
    int points = SHARD.points().count();
    for (int width : new int[] {points - 1, points}) {
      Shard shard = new Shard(deep, width, SHARD.points(), SHARD.estimator(), SHARD.orders(), 1000);
      assertThat(shard.canonicalText())
          .startsWith(width < points ? "sampling=3\n" : "sampling=4\n");
    }
  }

  private static Shard with(Ensemble ensemble) {
    return new Shard(
        ensemble,
        SHARD.width(),
        SHARD.points(),
        SHARD.estimator(),
        SHARD.orders(),
        SHARD.bagSize());
  }

  @Test
  void everyFieldChangesTheHash() {
    InputPoints points = SHARD.points();
    Estimator plain = Estimator.PLAIN;
    List<Integer> orders = SHARD.orders();
    Stream<Shard> variants =
        Stream.of(
            SHARD,
            erf(Math.nextUp(1.5), 0.1, 1e5, 100, points, plain, orders, 1000),
            erf(1.5, Math.nextUp(0.1), 1e5, 100, points, plain, orders, 1000),
            erf(1.5, 0.1, Math.nextUp(1e5), 100, points, plain, orders, 1000),
            erf(1.5, 0.1, 1e5, 101, points, plain, orders, 1000),
            erf(1.5, 0.1, 1e5, 100, points(Math.nextUp(0.002), 0.012), plain, orders, 1000),
            erf(1.5, 0.1, 1e5, 100, points(0.002, Math.nextUp(0.012)), plain, orders, 1000),
            erf(1.5, 0.1, 1e5, 100, points(0.012, 0.002), plain, orders, 1000),
            erf(1.5, 0.1, 1e5, 100, points, Estimator.CONDITIONAL, orders, 1000),
            erf(1.5, 0.1, 1e5, 100, points, plain, List.of(2), 1000),
            erf(1.5, 0.1, 1e5, 100, points, plain, List.of(2, 4, 6), 1000),
            erf(1.5, 0.1, 1e5, 100, points, plain, orders, 1001),
            withActivation(Activation.RELU, OptionalDouble.of(1e5)),
            withActivation(Activation.GAUSS, OptionalDouble.empty()),
            inOneDimension(2.0, 3.0),
            inTwoDimensions(2.0, 3.0));
    List<Shard> all = variants.toList();
    assertThat(all.stream().map(Shard::hash).collect(Collectors.toSet())).hasSameSizeAs(all);
    assertThat(all.stream().map(Shard::id).collect(Collectors.toSet())).hasSameSizeAs(all);
  }

  private static Shard withActivation(Activation activation, OptionalDouble cutoff) {
    return new Shard(
        new Ensemble(activation, 1, 1.5, 0.1, cutoff),
        100,
        SHARD.points(),
        Estimator.PLAIN,
        SHARD.orders(),
        1000);
  }

  private static Shard inOneDimension(double x, double y) {
    return erf(1.5, 0.1, 1e5, 100, points(x, y), Estimator.PLAIN, List.of(2), 1000);
  }

  private static Shard inTwoDimensions(double x, double y) {
    InputPoints point = InputPoints.ofDimension(2, List.of(List.of(x, y)));
    return erf(1.5, 0.1, 1e5, 100, point, Estimator.PLAIN, List.of(2), 1000);
  }

  @Test
  void equalShardsHaveEqualHashes() {
    Shard again =
        erf(1.5, 0.1, 1e5, 100, points(0.002, 0.012), Estimator.PLAIN, List.of(2, 4), 1000);
    assertThat(again).isEqualTo(SHARD);
    assertThat(again.id()).isEqualTo(SHARD.id()).hasSize(16).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "100, 0", "-1, 1000"})
  void sizesMustBeAtLeastOne(int width, int bagSize) {
    assertThatThrownBy(
            () -> erf(1, 0, 1, width, SHARD.points(), Estimator.PLAIN, SHARD.orders(), bagSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a shard must have width and bag size of at least 1, had %d and %d", width, bagSize);
  }

  @Test
  void severalLayersNeedOrder2() {
    Ensemble deep = SHARD.ensemble().withDepth(2);
    assertThatThrownBy(() -> new Shard(deep, 1, SHARD.points(), Estimator.PLAIN, List.of(4), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a shard of several hidden layers must measure order 2, had orders [4]");
  }

  @Test
  void tiltingIsForGaussWithBiases() {
    for (Activation activation : Activation.named()) {
      double sigmaB = activation == Activation.GAUSS ? 0 : 1;
      Ensemble ensemble = Ensemble.of(activation, 1, 1, sigmaB);
      assertThatThrownBy(
              () -> new Shard(ensemble, 1, SHARD.points(), Estimator.TILTED, SHARD.orders(), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the tilted estimator must be used with gauss, and sigma-b above 0 or points far apart");
    }
  }
}
