package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Activation;
import wickstream.physics.DirectionalMixture;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.Training;

/** Shards of all kinds at awkward sizes, the same ones every time. */
final class RandomShards {
  private static final int[] WIDTHS = {1, 2, 3, 7, 40, 104, 105, 130};
  private static final int[] BAG_SIZES = {1, 5, 8, 127, 128, 129, 255, 257, 1000};
  private static final List<List<Integer>> ORDERS =
      List.of(List.of(2), List.of(2, 4), List.of(2, 4, 6));

  /** Gauss twice: only its points can be on a ladder. */
  private static final List<Activation> ACTIVATIONS =
      List.of(
          Activation.GAUSS,
          Activation.ERF,
          Activation.RELU,
          Activation.GAUSS,
          Activation.COS,
          Activation.TANH);

  private RandomShards() {}

  /** {@code count} shards; every estimator and activation comes again after five. */
  static Stream<Shard> some(int count) {
    SplittableRandom random = new SplittableRandom(20240227);
    return IntStream.range(0, count).mapToObj(i -> shard(i, random));
  }

  /** The last of {@link #some}, of networks with several outputs. */
  static Stream<Shard> withSeveralOutputs(int count) {
    return withSeveralOutputs(some(2 * count).skip(count));
  }

  /** The last of {@link #deep}, likewise. */
  static Stream<Shard> deepWithSeveralOutputs(int count) {
    return withSeveralOutputs(deep(2 * count).skip(count));
  }

  /** The last of {@link #some} and of {@link #deep}, of networks that are trained. */
  static Stream<Shard> trained(int count) {
    SplittableRandom random = new SplittableRandom(1902);
    return Stream.concat(some(2 * count).skip(count), deepWithSeveralOutputs(count))
        .filter(shard -> shard.measures(4))
        .map(shard -> trained(shard, random));
  }

  private static Shard trained(Shard shard, SplittableRandom random) {
    int dIn = shard.points().dIn();
    Supplier<List<Double>> point =
        () -> IntStream.range(0, dIn).mapToObj(k -> random.nextInt(-8, 9) / 8.0).toList();
    List<Training.Example> examples = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<Double> targets =
          IntStream.range(0, shard.ensemble().dOut())
              .mapToObj(k -> random.nextDouble(-1, 1))
              .toList();
      examples.add(new Training.Example(point.get(), targets));
    }
    boolean isPosterior = shard.estimator() != Estimator.PLAIN && random.nextInt(3) == 0;
    List<Double> times = List.of(0.0, 0.5, 8.0, Double.POSITIVE_INFINITY);
    List<Integer> orders = shard.measures(6) ? List.of(2, 4, 6) : List.of(2, 4);
    return new Shard(
        shard.ensemble(),
        shard.width(),
        shard.points(),
        shard.estimator(),
        orders,
        shard.bagSize(),
        Optional.of(
            isPosterior
                ? Training.posterior(examples, 0.2)
                : new Training(examples, OptionalDouble.empty(), times)));
  }

  /** Shards of activations beside those of {@link #some}, of one to three hidden layers. */
  static Stream<Shard> ofOtherActivations(int count) {
    SplittableRandom random = new SplittableRandom(1859);
    List<Activation> activations =
        Stream.concat(
                Activation.named().stream().filter(named -> !ACTIVATIONS.contains(named)),
                Stream.of(Activation.leakyRelu(0.2), Activation.of("z * tanh(z) + 0.1 * z^2")))
            .toList();
    int[] widths = {1, 3, 10};
    int[] bagSizes = {1, 9, 33};
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Activation activation = activations.get(i % activations.size());
              int dIn = 1 + i / 3 % 2;
              double sigmaB = 0.1 + i / 5 % 3 * 0.4; // or G0 vanishes at 0
              return new Shard(
                  Ensemble.of(activation, dIn, 0.6 + 0.5 * random.nextDouble(), sigmaB)
                      .withDepth(1 + i / activations.size() % 3),
                  widths[random.nextInt(widths.length)],
                  points(activation, dIn, 1 + random.nextInt(3), random),
                  i / 2 % 2 == 0 ? Estimator.PLAIN : Estimator.CONDITIONAL,
                  List.of(2, 4),
                  bagSizes[random.nextInt(bagSizes.length)]);
            });
  }

  /**
   * The last of {@link #some} and {@link #deep}, and of {@link #pooled}, of all laws of weights.
   */
  static Stream<Shard> ofOtherWeights(int count) {
    SplittableRandom random = new SplittableRandom(1774);
    return Stream.of(
            withSeveralOutputs(some(3 * count).skip(2 * count)),
            deep(3 * count).skip(2 * count),
            pooled(count / 3, 3, 7, 40))
        .flatMap(shards -> shards)
        .map(shard -> ofOtherWeights(shard, random));
  }

  private static Shard ofOtherWeights(Shard shard, SplittableRandom random) {
    boolean canBeCauchy =
        shard.ensemble().activation() == Activation.COS && shard.points().dIn() == 1;
    Priors priors =
        new Priors(
            Readout.values()[random.nextInt(4)],
            random.nextBoolean() && shard.ensemble().depth() == 1
                ? OptionalDouble.of(0.5 + random.nextInt(4))
                : OptionalDouble.empty(),
            canBeCauchy ? Frequencies.CAUCHY : Frequencies.NORMAL);
    return new Shard(
        shard.ensemble().withPriors(priors),
        shard.width(),
        shard.points(),
        shard.estimator(),
        shard.orders(),
        shard.bagSize());
  }

  /** Shards of the pooled estimator, some of them with two outputs. */
  static Stream<Shard> pooled(int count, int... widths) {
    SplittableRandom random = new SplittableRandom(1946);
    int[] bagSizes = {1, 8, 9, 33};
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Activation activation = ACTIVATIONS.get(i % ACTIVATIONS.size());
              int dIn = 1 + i / 6 % 2;
              List<Integer> orders =
                  ORDERS.get(activation.hasGaussianKernel() || dIn > 1 ? i / 2 % 3 : 1);
              double sigmaB = i / 3 % 2 * 0.6;
              return new Shard(
                  Ensemble.of(activation, dIn, 0.7 + random.nextDouble(), sigmaB)
                      .withOutputs(1 + i / 4 % 2),
                  widths[random.nextInt(widths.length)],
                  points(activation, dIn, 1 + random.nextInt(3), random),
                  Estimator.POOLED,
                  orders,
                  bagSizes[random.nextInt(bagSizes.length)]);
            });
  }

  /** Those of {@link #deep} that have few points, some with two outputs, pooled. */
  static Stream<Shard> deepAndPooled(int count, int... widths) {
    List<Shard> deep =
        deep(3 * count)
            .filter(shard -> shard.points().count() <= IntStream.of(widths).min().orElseThrow())
            .limit(count)
            .toList();
    return IntStream.range(0, deep.size())
        .mapToObj(
            i ->
                new Shard(
                    deep.get(i).ensemble().withOutputs(1 + i / 2 % 2),
                    widths[i % widths.length],
                    deep.get(i).points(),
                    Estimator.POOLED,
                    ORDERS.get(i % 5 == 0 ? 0 : 1),
                    deep.get(i).bagSize()));
  }

  /** Shards of gauss with points so far apart that networks are tilted by direction. */
  static Stream<Shard> wide(int count) {
    SplittableRandom random = new SplittableRandom(1851);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int dIn = 1 + i % 3;
              List<List<Double>> points = new ArrayList<>();
              for (int a = 0; a < 1 + i % 4; a++) {
                points.add(random.doubles(dIn, -2, 2).boxed().toList());
              }
              return new Shard(
                  Ensemble.of(Activation.GAUSS, dIn, 1 + random.nextDouble(), random.nextDouble())
                      .withOutputs(1 + i / 4 % 2),
                  WIDTHS[random.nextInt(WIDTHS.length)],
                  InputPoints.ofDimension(dIn, points),
                  Estimator.TILTED,
                  ORDERS.get(i / 2 % 3),
                  BAG_SIZES[random.nextInt(BAG_SIZES.length)]);
            })
        .filter(RandomShards::isNearOrAllowed);
  }

  /** Gauss at six points so near each other that the sums over units are made of sums of powers. */
  static Stream<Shard> flat() {
    return IntStream.of(24, 103, 105, 209)
        .boxed()
        .flatMap(
            width ->
                Stream.of(Estimator.CONDITIONAL, Estimator.TILTED)
                    .map(
                        estimator ->
                            new Shard(
                                Ensemble.of(Activation.GAUSS, 1, width < 105 ? 2 : 1, 0.5),
                                width,
                                Activation.GAUSS.defaultPoints(),
                                estimator,
                                List.of(2, 4),
                                61)));
  }

  /** Without those whose directions doubles cannot hold. */
  private static boolean isNearOrAllowed(Shard shard) {
    return shard.isTiltedByDirection()
        || !DirectionalMixture.isNeeded(shard.ensemble(), shard.points(), shard.measures(6));
  }

  private static Stream<Shard> withSeveralOutputs(Stream<Shard> of) {
    int[] outputs = {2, 3, 5};
    List<Shard> shards = of.toList();
    return IntStream.range(0, shards.size())
        .mapToObj(i -> withOutputs(shards.get(i), outputs[i % outputs.length]));
  }

  /** Shards of two to four hidden layers at awkward sizes, {@code count} of them. */
  static Stream<Shard> deep(int count) {
    SplittableRandom random = new SplittableRandom(1711);
    int[] widths = {1, 2, 3, 11, 40, 104, 105, 131};
    int[] bagSizes = {1, 7, 8, 9, 33};
    Activation[] activations = {Activation.ERF, Activation.RELU, Activation.TANH};
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Activation activation = activations[i % activations.length];
              int dIn = 1 + i / 8 % 2;
              // Order 6 and d_in = 1 take long integrals.
              List<Integer> orders = ORDERS.get(dIn == 1 ? 1 : i % 3);
              double sigmaB = i / 4 % 2 * 0.4;
              Ensemble ensemble =
                  Ensemble.of(activation, dIn, 0.7 + random.nextDouble(), sigmaB)
                      .withDepth(2 + i % 3);
              InputPoints points =
                  points(activation, dIn, 1 + random.nextInt(dIn == 1 ? 7 : 3), random);
              return new Shard(
                  ensemble,
                  widths[random.nextInt(widths.length)],
                  points,
                  Estimator.values()[i / 2 % 2],
                  orders,
                  bagSizes[random.nextInt(bagSizes.length)]);
            });
  }

  private static Shard withOutputs(Shard shard, int outputs) {
    return new Shard(
        shard.ensemble().withOutputs(outputs),
        shard.width(),
        shard.points(),
        shard.estimator(),
        shard.orders(),
        shard.bagSize());
  }

  private static Shard shard(int i, SplittableRandom random) {
    Estimator estimator = i % 5 == 4 ? Estimator.TILTED : Estimator.values()[i % 2];
    Activation activation =
        estimator == Estimator.TILTED
            ? Activation.GAUSS
            : ACTIVATIONS.get(i / 5 % ACTIVATIONS.size());
    List<Integer> orders = ORDERS.get(random.nextInt(3));
    int dIn = Math.max(1, random.nextInt(5) - 1);
    double sigmaB =
        estimator == Estimator.TILTED || random.nextBoolean() ? 0.05 + random.nextDouble() : 0;
    boolean hasQuadrature = !activation.hasGaussianKernel() && dIn == 1 && orders.size() == 3;
    int most = hasQuadrature ? 3 : orders.size() == 3 ? 6 : 8;
    int count = 1 + random.nextInt(most);
    return new Shard(
        Ensemble.of(activation, dIn, 0.5 + 1.5 * random.nextDouble(), sigmaB),
        WIDTHS[random.nextInt(WIDTHS.length)],
        points(activation, dIn, count, random),
        estimator,
        orders,
        BAG_SIZES[random.nextInt(BAG_SIZES.length)]);
  }

  private static InputPoints points(
      Activation activation, int dIn, int count, SplittableRandom random) {
    // On a line and without bias, free functions of relu vanish at points of both signs.
    double lowest = activation == Activation.RELU && dIn == 1 ? 0.1 : -1;
    boolean equallySpaced = dIn == 1 && random.nextInt(3) > 0;
    double scale = random.nextBoolean() ? 1 : 0.05;
    List<List<Double>> points = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      List<Double> point = new ArrayList<>();
      for (int k = 0; k < dIn; k++) {
        double width = 1 - lowest;
        double place = equallySpaced ? (a + 0.5) / count : random.nextDouble();
        point.add(scale * (lowest + width * place));
      }
      points.add(point);
    }
    return InputPoints.ofDimension(dIn, points);
  }
}
