package wickstream.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.persistence.PartialTotalsFormat;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.Training;
import wickstream.physics.exact.Theory;
import wickstream.sampling.BagSampler;
import wickstream.sampling.ComputeBackend;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;

/**
 * A hash of test bags of every activation, estimator and law of weights. Nodes with the same
 * fingerprint may measure bags of the same campaign, whatever their versions, their Java and their
 * compute backends.
 */
public final class NumericFingerprint {
  /** Of all functions that formulas may have. */
  private static final Activation FORMULA =
      Activation.of(
          "tanh(z) * erf(z) + sin(z) / (1 + exp(cos(z))) - log(1 + sqrt(abs(z)^3)) + max(z, 0) * step(z)");

  private static final long SEED = 20221123;
  private static final List<Double> EQUALLY_SPACED = List.of(-0.3, -0.1, 0.1, 0.3);
  private static final List<Double> CLOSE = List.of(-0.15, -0.05, 0.05, 0.15);
  private static final List<Double> NEARLY_EQUAL =
      List.of(-0.01, -0.006, -0.002, 0.002, 0.006, 0.01);
  private static final List<Double> ANYWHERE = List.of(0.21, 0.4, 0.97);
  private static final List<Integer> ORDERS = List.of(2, 4, 6);
  private static final List<Training.Example> EXAMPLES =
      List.of(
          new Training.Example(List.of(0.4), List.of(1.0)),
          new Training.Example(List.of(-0.5), List.of(-0.7)));

  private NumericFingerprint() {}

  /** The first 16 hexadecimal digits of the hash; takes a part of a second. */
  public static String of(ComputeBackend computeBackend) {
    MessageDigest digest = sha256();
    for (Shard shard : shards()) {
      Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
      BagSampler sampler = new BagSampler(new Measurement(shard, theory), computeBackend, SEED);
      PartialTotals bags = sampler.measure(new Grant(0, 2), List.of(), () -> {});
      digest.update(
          PartialTotalsFormat.encode(new PartialTotalsFormat.Measured(SEED, bags, Duration.ZERO)));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Shard> shards() {
    return List.of(
        shard(Activation.GAUSS, 1, 0.5, Estimator.TILTED, 19, EQUALLY_SPACED),
        shard(Activation.GAUSS, 1, 0.5, Estimator.TILTED, 19, CLOSE),
        shard(Activation.GAUSS, 1, 0.5, Estimator.TILTED, 29, NEARLY_EQUAL),
        shard(Activation.GAUSS, 1, 0.5, Estimator.PLAIN, 3, EQUALLY_SPACED),
        shard(Activation.GAUSS, 1, 0, Estimator.CONDITIONAL, 19, ANYWHERE),
        shard(Activation.COS, 1, 0.5, Estimator.CONDITIONAL, 19, EQUALLY_SPACED),
        shard(Activation.ERF, 1, 0.3, Estimator.CONDITIONAL, 19, ANYWHERE),
        shard(Activation.ERF, 2, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE),
        shard(Activation.ERF, 2, 0.3, Estimator.PLAIN, 2, ANYWHERE),
        shard(Activation.GAUSS, 1, 0.5, Estimator.POOLED, 19, ANYWHERE),
        shard(Activation.RELU, 1, 0.5, Estimator.PLAIN, 19, ANYWHERE),
        shard(Activation.RELU, 3, 0.5, Estimator.POOLED, 19, ANYWHERE),
        shard(Activation.TANH, 2, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE),
        shard(Activation.SIN, 2, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE),
        shard(Activation.leakyRelu(0.2), 1, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE),
        shard(FORMULA, 2, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE),
        drawnFrom(
            new Priors(Readout.UNIFORM, OptionalDouble.of(2.5), Frequencies.CAUCHY),
            shard(Activation.COS, 1, 0.5, Estimator.PLAIN, 9, ANYWHERE)),
        drawnFrom(
            new Priors(Readout.LAPLACE, OptionalDouble.empty(), Frequencies.NORMAL),
            shard(Activation.GAUSS, 1, 0.5, Estimator.PLAIN, 9, EQUALLY_SPACED)),
        drawnFrom(
            new Priors(Readout.RADEMACHER, OptionalDouble.of(0.5), Frequencies.NORMAL),
            shard(Activation.ERF, 1, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE)),
        trained(
            shard(Activation.ERF, 1, 0.3, Estimator.CONDITIONAL, 9, ANYWHERE),
            new Training(EXAMPLES, OptionalDouble.empty(), List.of(1.5, Double.POSITIVE_INFINITY))),
        trained(
            shard(Activation.TANH, 2, 0.3, Estimator.PLAIN, 9, ANYWHERE),
            new Training(EXAMPLES, OptionalDouble.of(0.125), List.of(0.0, 2.0))),
        trained(
            shard(Activation.GAUSS, 1, 0.5, Estimator.TILTED, 9, ANYWHERE),
            Training.posterior(EXAMPLES, 0.1)),
        trained(
            shard(Activation.COS, 1, 0.5, Estimator.PLAIN, 9, ANYWHERE),
            new Training(
                Training.Layers.ALL,
                EXAMPLES,
                OptionalDouble.of(0.0625),
                OptionalDouble.empty(),
                List.of(0.25, 1.0))));
  }

  private static Shard drawnFrom(Priors priors, Shard shard) {
    return new Shard(
        shard.ensemble().withPriors(priors),
        shard.width(),
        shard.points(),
        shard.estimator(),
        shard.orders(),
        shard.bagSize());
  }

  private static Shard trained(Shard shard, Training training) {
    return new Shard(
        shard.ensemble(),
        shard.width(),
        shard.points(),
        shard.estimator(),
        shard.orders(),
        shard.bagSize(),
        Optional.of(training));
  }

  private static List<Integer> orders(Activation activation, Estimator estimator, int depth) {
    if (activation.family() == Activation.Family.FORMULA) {
      return List.of(2); // higher ones take integrals of seconds
    }
    return estimator.integratesLastLayer(depth) ? List.of(2, 4) : ORDERS;
  }

  private static Shard shard(
      Activation activation,
      int depth,
      double sigmaB,
      Estimator estimator,
      int width,
      List<Double> points) {
    OptionalDouble cutoff =
        activation.hasGaussianKernel() ? OptionalDouble.empty() : OptionalDouble.of(20);
    return new Shard(
        new Ensemble(activation, 1, 1, depth, 1.3, sigmaB, cutoff),
        width,
        InputPoints.ofDimension(1, points.stream().map(Arrays::asList).toList()),
        estimator,
        orders(activation, estimator, depth),
        50);
  }
}
