package wickstream.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.Elementary;
import wickstream.numeric.SymmetricEigensystem;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Training;

/**
 * What networks give when their readouts have been trained. With C the covariance of a network's
 * outputs given its hidden layers, X the inputs of examples, y their targets and C_XX = Q Λ Qᵀ,
 * what is left of direction k after a time τ, and what has been learnt, are
 *
 * <pre>
 *   r_k = exp(−τλ_k),   (1 − ηλ_k)^steps for descent;   1 − r_k
 *   f(x) = f_0(x) + Σ_k B_k(x) (1 − r_k)/λ_k (Qᵀ(y − f_0(X)))_k,        B_k(x) = Σ_X C_xX Q_Xk
 *   Σ(x, x′) = C(x, x′) − Σ_k B_k(x) B_k(x′) (1 − r_k²)/λ_k
 * </pre>
 *
 * where f_0 is what the network gave before: 0 for the mean μ of all networks with these hidden
 * layers, whose outputs have the covariance Σ. On the data B_k(X) = λ_k Q_Xk, so that
 *
 * <pre>
 *   f(X) = y − Σ_k Q_Xk r_k (Qᵀ(y − f_0(X)))_k,   Σ(X, x) = Σ_k Q_Xk r_k² B_k(x)
 * </pre>
 *
 * without cancellation. Directions that the hidden layers do not tell apart have λ_k = 0 and are
 * never learnt: r_k = 1, also for τ = ∞. Of the posterior, see {@link #update}. Mutable; used by
 * one thread.
 */
final class TrainedReadout {
  /** Of so many units in the last place an eigenvalue may be made by rounding, an example each. */
  private static final double ULPS = 16;

  /**
   * Fourth powers of weights must be in the range of a double. Where typical networks are so much
   * more likely than wide ones, weights differ too much between them to be of use anyway.
   */
  private static final double MAX_LOG_WEIGHT = 150;

  /**
   * How uncertain rounding of covariances leaves what wide networks have learnt, relative to it: δ
   * min(τ, 1/λ) of the direction that is learnt last, where λ are the eigenvalues of K at the
   * different inputs of the data and δ what rounding may have made of them. Infinite where
   * something is learnt in the end in a direction that is lost in rounding.
   *
   * @param kernel K of all pairs of different inputs
   */
  static double uncertainty(double[] kernel, int inputs, double time) {
    SymmetricEigensystem eigen = new SymmetricEigensystem(inputs, 1);
    eigen.decompose(
        Arrays.stream(kernel).mapToObj(k -> new double[] {k}).toArray(double[][]::new), 1);
    double[] values = Arrays.stream(eigen.values()).mapToDouble(value -> value[0]).toArray();
    double delta = ULPS * inputs * Math.ulp(1.0) * Arrays.stream(values).max().orElseThrow();
    double smallest = Arrays.stream(values).min().orElseThrow();
    return delta * Math.min(time, smallest > delta ? 1 / smallest : Double.POSITIVE_INFINITY);
  }

  private final Training training;
  private final int points;
  private final int[] positions;
  private final int[] exampleAt;
  private final Multisets pairs;
  private final Multisets allPairs;
  private final double[] kernel;
  private final double rounding;
  private final ArrayFunctions functions;
  private final SymmetricEigensystem eigen;
  private final double[][] covariances;
  private final double[][] gram;
  private final double[][][] projections;
  private final double[][] targets;
  private final double[][] residuals;
  private final double[][] kept;
  private final double[][] learnt;
  private final double[][] keptSpread;
  private final double[][] learntSpread;
  private final double[][] weights;
  private final double[] scratch;
  private final double[] largest;

  /**
   * @param points how many points of the shard there are, of which functions are wanted
   * @param all these points, and after them those of the examples
   * @param kernel K of all pairs of all points, for N → ∞
   * @param networks how many there are at most
   */
  TrainedReadout(
      Training training,
      int points,
      InputPoints all,
      double[] kernel,
      ArrayFunctions functions,
      int networks) {
    this.training = training;
    this.points = points;
    this.positions = training.positions(all);
    this.exampleAt =
        IntStream.range(0, points)
            .map(a -> IntStream.of(positions).boxed().toList().indexOf(a))
            .toArray();
    this.pairs = Multisets.of(points, 2);
    this.allPairs = Multisets.of(all.count(), 2);
    this.kernel = kernel;
    int examples = positions.length;
    this.rounding = ULPS * examples * Math.ulp(1.0);
    this.functions = functions;
    this.eigen = new SymmetricEigensystem(examples, networks);
    this.covariances = new double[kernel.length][networks];
    this.gram = new double[examples * (examples + 1) / 2][];
    this.projections = new double[points][examples][networks];
    this.targets =
        IntStream.range(0, training.outputs()).mapToObj(training::targets).toArray(double[][]::new);
    this.residuals = new double[examples][networks];
    this.kept = new double[examples][networks];
    this.learnt = new double[examples][networks];
    this.keptSpread = new double[examples][networks];
    this.learntSpread = new double[examples][networks];
    this.weights = new double[examples][networks];
    this.scratch = new double[networks];
    this.largest = new double[networks];
    int k = 0;
    for (int i = 0; i < examples; i++) {
      for (int j = i; j < examples; j++) {
        gram[k++] = covariances[allPairs.indexOf(positions[i], positions[j])];
      }
    }
  }

  /**
   * Begins with {@code n} networks, at no time yet.
   *
   * @param deviations C − K of all pairs of all points, one array a pair
   */
  void begin(double[][] deviations, int n) {
    for (int k = 0; k < kernel.length; k++) {
      for (int m = 0; m < n; m++) {
        covariances[k][m] = deviations[k][m] + kernel[k];
      }
    }
    eigen.decompose(gram, n);
    clearRounding(n);
    for (int a = 0; a < points; a++) {
      if (exampleAt[a] < 0) {
        project(a, n);
      }
    }
  }

  /** Eigenvalues that rounding alone may have made become 0. */
  private void clearRounding(int n) {
    double mostKernel = IntStream.of(positions).mapToDouble(this::variance).max().orElseThrow();
    Arrays.fill(largest, 0, n, mostKernel);
    for (double[] value : eigen.values()) {
      for (int m = 0; m < n; m++) {
        largest[m] = Math.max(largest[m], value[m]);
      }
    }
    for (double[] value : eigen.values()) {
      for (int m = 0; m < n; m++) {
        value[m] = value[m] <= rounding * largest[m] ? 0 : value[m];
      }
    }
  }

  private double variance(int a) {
    return kernel[allPairs.indexOf(a, a)];
  }

  /** B_k at point a, which is none of the data; 0 where λ_k is. */
  private void project(int a, int n) {
    for (int k = 0; k < positions.length; k++) {
      double[] into = projections[a][k];
      Arrays.fill(into, 0, n, 0);
      for (int x = 0; x < positions.length; x++) {
        double[] covariance = covariances[allPairs.indexOf(a, positions[x])];
        Columns.addProduct(covariance, eigen.vectors()[x][k], into, n);
      }
      double[] value = eigen.values()[k];
      for (int m = 0; m < n; m++) {
        into[m] = value[m] == 0 ? 0 : into[m];
      }
    }
  }

  /** 1/λ_k of the first network's direction that is learnt last. */
  double slowest() {
    return 1
        / Arrays.stream(eigen.values())
            .mapToDouble(value -> value[0])
            .filter(value -> value > 0)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
  }

  /** Trains the networks until a time of the training. */
  void trainUntil(double time, int n) {
    for (int k = 0; k < positions.length; k++) {
      double[] value = eigen.values()[k];
      if (training.isPosterior() && time > 0) {
        update(value, kept[k], learnt[k], n);
        System.arraycopy(kept[k], 0, keptSpread[k], 0, n);
        System.arraycopy(learnt[k], 0, learntSpread[k], 0, n);
      } else {
        learn(time, value, kept[k], learnt[k], n);
        Columns.multiply(kept[k], kept[k], keptSpread[k], n);
        for (int m = 0; m < n; m++) {
          learntSpread[k][m] = learnt[k][m] * (1 + kept[k][m]);
        }
      }
    }
  }

  private void learn(double time, double[] value, double[] kept, double[] learnt, int n) {
    if (Double.isInfinite(time)) {
      learnAll(value, kept, learnt, n);
    } else if (training.rate().isPresent()) {
      descend(training.rate().getAsDouble(), training.steps(time), value, kept, learnt, n);
    } else {
      flow(time, value, kept, learnt, n);
    }
  }

  /** Bayes' rule for Gaussian processes: r = s²/(λ + s²), which takes the place of r² in Σ. */
  private void update(double[] value, double[] kept, double[] learnt, int n) {
    double noise = training.noiseVariance().getAsDouble();
    for (int m = 0; m < n; m++) {
      kept[m] = noise / (value[m] + noise);
      learnt[m] = value[m] / (value[m] + noise);
    }
  }

  /**
   * The weights of networks of the posterior: how likely the targets are given the hidden layers,
   *
   * <pre>
   *   log w = −½ Σ_k [ log(λ_k + s²) + (Qᵀy)_k²/(λ_k + s²) ],  summed over outputs.
   * </pre>
   *
   * @param reference the logarithm of what weights are divided by
   * @param into one number a network; not a number beyond e¹⁵⁰
   */
  void weights(double reference, double[] into, int n) {
    logWeights(into, n);
    for (int m = 0; m < n; m++) {
      double log = into[m] - reference;
      into[m] = log <= MAX_LOG_WEIGHT ? log : Double.NaN;
    }
    functions.exp(into, n);
  }

  /** log w, likewise. */
  void logWeights(double[] into, int n) {
    double noise = training.noiseVariance().getAsDouble();
    Arrays.fill(into, 0, n, 0);
    for (double[] target : targets) {
      findResiduals(target, new double[0][], n);
      for (int k = 0; k < positions.length; k++) {
        double[] value = eigen.values()[k];
        for (int m = 0; m < n; m++) {
          double variance = value[m] + noise;
          double square = residuals[k][m] * residuals[k][m] / variance;
          into[m] -= (Elementary.log(variance) + square) / 2;
        }
      }
    }
  }

  private static void learnAll(double[] value, double[] kept, double[] learnt, int n) {
    for (int m = 0; m < n; m++) {
      kept[m] = value[m] == 0 ? 1 : 0;
      learnt[m] = 1 - kept[m];
    }
  }

  /** 1 − e⁻ˣ = 2t/(1 + t) with t = tanh(x/2), which cancels nowhere. */
  private void flow(double time, double[] value, double[] kept, double[] learnt, int n) {
    Columns.scale(-time, value, kept, n);
    functions.exp(kept, n);
    Columns.scale(time / 2, value, learnt, n);
    functions.tanh(learnt, n);
    for (int m = 0; m < n; m++) {
      learnt[m] = 2 * learnt[m] / (1 + learnt[m]);
    }
  }

  /** (1 − ηλ)^steps by squaring, and one less it by l ← l + l′ − l l′, which cancels nowhere. */
  private static void descend(
      double rate, long steps, double[] value, double[] kept, double[] learnt, int n) {
    for (int m = 0; m < n; m++) {
      double once = rate * value[m];
      double rest = 1 - once;
      double all = 0;
      double left = 1;
      for (long remaining = steps; remaining > 0; remaining >>= 1) {
        if ((remaining & 1) == 1) {
          all = Math.fma(-all, once, all + once);
          left *= rest;
        }
        once = once * (2 - once);
        rest = rest * rest;
      }
      kept[m] = left;
      learnt[m] = all;
    }
  }

  /**
   * The outputs of the networks at every point of the shard.
   *
   * @param before the outputs f_0 at all points, one array a point; none for the mean of networks
   *     with the same hidden layers
   * @param into one array a point of the shard
   */
  void outputs(int output, double[][] before, double[][] into, int n) {
    findResiduals(targets[output], before, n);
    for (int k = 0; k < positions.length; k++) {
      double[] value = eigen.values()[k];
      for (int m = 0; m < n; m++) {
        weights[k][m] = value[m] == 0 ? 0 : learnt[k][m] / value[m] * residuals[k][m];
      }
    }
    for (int a = 0; a < points; a++) {
      if (exampleAt[a] < 0) {
        double[] start = before.length == 0 ? null : before[a];
        addLearnt(a, start, into[a], n);
      } else {
        keepFromTarget(exampleAt[a], targets[output][exampleAt[a]], into[a], n);
      }
    }
  }

  /** Qᵀ(y − f_0(X)). */
  private void findResiduals(double[] target, double[][] before, int n) {
    for (double[] residual : residuals) {
      Arrays.fill(residual, 0, n, 0);
    }
    for (int x = 0; x < positions.length; x++) {
      Arrays.fill(scratch, 0, n, target[x]);
      if (before.length > 0) {
        Columns.subtract(scratch, before[positions[x]], scratch, n);
      }
      for (int k = 0; k < positions.length; k++) {
        Columns.addProduct(eigen.vectors()[x][k], scratch, residuals[k], n);
      }
    }
  }

  private void addLearnt(int a, double[] start, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    if (start != null) {
      System.arraycopy(start, 0, into, 0, n);
    }
    for (int k = 0; k < positions.length; k++) {
      Columns.addProduct(projections[a][k], weights[k], into, n);
    }
  }

  private void keepFromTarget(int x, double target, double[] into, int n) {
    Arrays.fill(into, 0, n, target);
    for (int k = 0; k < positions.length; k++) {
      Columns.multiply(kept[k], residuals[k], scratch, n);
      Columns.subtractProduct(eigen.vectors()[x][k], scratch, into, n);
    }
  }

  /**
   * The covariance Σ of outputs of networks with the same hidden layers.
   *
   * @param into one array a pair of points of the shard
   */
  void covariances(double[][] into, int n) {
    for (int k = 0; k < positions.length; k++) {
      double[] value = eigen.values()[k];
      for (int m = 0; m < n; m++) {
        weights[k][m] = value[m] == 0 ? 0 : learntSpread[k][m] / value[m];
      }
    }
    for (int pair = 0; pair < pairs.size(); pair++) {
      int[] ab = pairs.indices(pair);
      int x = exampleAt[ab[0]];
      int y = exampleAt[ab[1]];
      if (x < 0 && y < 0) {
        removeLearnt(ab, into[pair], n);
      } else if (x >= 0 && y >= 0) {
        keepOnData(x, y, into[pair], n);
      } else {
        keepOnData(Math.max(x, y), projections[x < 0 ? ab[0] : ab[1]], into[pair], n);
      }
    }
  }

  /** Of two points that are none of the data. */
  private void removeLearnt(int[] ab, double[] into, int n) {
    System.arraycopy(covariances[allPairs.indexOf(ab)], 0, into, 0, n);
    for (int k = 0; k < positions.length; k++) {
      Columns.multiply(projections[ab[0]][k], weights[k], scratch, n);
      Columns.subtractProduct(scratch, projections[ab[1]][k], into, n);
    }
  }

  /** Of example x and a point that is none of the data, or of two examples. */
  private void keepOnData(int x, double[][] others, double[] into, int n) {
    Arrays.fill(into, 0, n, 0);
    for (int k = 0; k < positions.length; k++) {
      Columns.multiply(keptSpread[k], eigen.vectors()[x][k], scratch, n);
      Columns.addProduct(scratch, others[k], into, n);
    }
  }

  private void keepOnData(int x, int y, double[] into, int n) {
    for (int k = 0; k < positions.length; k++) {
      Columns.multiply(eigen.values()[k], eigen.vectors()[y][k], residuals[k], n);
    }
    keepOnData(x, residuals, into, n);
  }
}
