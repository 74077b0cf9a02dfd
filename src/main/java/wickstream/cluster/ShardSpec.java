package wickstream.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Priors;
import wickstream.physics.Training;
import wickstream.sampling.BagSampler;
import wickstream.sampling.Shard;

/**
 * Everything that decides what is drawn and measured for the bags of a shard: what a node must know
 * to measure them. The components are those of a {@link Shard} and of its ensemble; priors are
 * empty where they are normal.
 */
record ShardSpec(
    long seed,
    String activation,
    int dIn,
    int dOut,
    int depth,
    double sigmaW,
    double sigmaB,
    OptionalDouble cutoff,
    Optional<Priors> priors,
    int width,
    List<List<Double>> points,
    Estimator estimator,
    List<Integer> orders,
    int bagSize,
    Optional<Training> training)
    implements Message {

  ShardSpec {
    activation = activation.toLowerCase(Locale.ROOT); // once sent in capitals
  }

  /** What a sampler measures. */
  static ShardSpec of(BagSampler sampler) {
    Shard shard = sampler.shard();
    Ensemble ensemble = shard.ensemble();
    return new ShardSpec(
        sampler.seed(),
        ensemble.activation().label(),
        ensemble.dIn(),
        ensemble.dOut(),
        ensemble.depth(),
        ensemble.sigmaW(),
        ensemble.sigmaB(),
        ensemble.cutoff(),
        Optional.of(ensemble.priors()).filter(laws -> !laws.equals(Priors.NORMAL)),
        shard.width(),
        IntStream.range(0, shard.points().count())
            .mapToObj(a -> Arrays.stream(shard.points().point(a)).boxed().toList())
            .toList(),
        shard.estimator(),
        shard.orders(),
        shard.bagSize(),
        shard.training());
  }

  /** The shard. */
  Shard shard() {
    return new Shard(
        new Ensemble(
            Activation.of(activation),
            dIn,
            dOut,
            depth,
            sigmaW,
            sigmaB,
            cutoff,
            priors.orElse(Priors.NORMAL)),
        width,
        InputPoints.ofDimension(dIn, points),
        estimator,
        orders,
        bagSize,
        training);
  }
}
