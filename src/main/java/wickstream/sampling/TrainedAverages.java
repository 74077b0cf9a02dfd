package wickstream.sampling;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.numeric.ArrayFunctions;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Training;
import wickstream.physics.exact.Theory;
import wickstream.physics.theory.TrainedTheory;
import wickstream.statistics.Means;

/**
 * The correlation functions of trained networks as functions of averages. Given its hidden layers
 * the output of a network is Gaussian with mean μ and covariance Σ. With d = μ − μ_K and s = Σ −
 * Σ_K + d d the deviations from what they are for N → ∞, the averages are
 *
 * <pre>
 *   m_a = E[d_a],   m_ab = E[s_ab],   m_abc = E[Σ_3 s_ab d_c − 2 d_a d_b d_c],
 *   m_abcd = E[Σ_3 s_ab s_cd − 2 d_a d_b d_c d_d]
 * </pre>
 *
 * which are the moments of f − μ_K less a Gaussian of covariance Σ_K that is independent of it; the
 * cumulants follow from them as from any moments, and those of order three and four are those of f.
 * All averages are of order 1/N, so that products of them are small, and what reference is taken
 * drops out of the cumulants. Networks of the posterior have weights, and averages are those of w
 * times these, divided by that of w: self-normalised, with a bias of order 1/networks, which the
 * jackknife corrects. A network whose readout has been drawn as well has Σ = 0 and μ = f, as have
 * those whose layers all descend, of which N → ∞ is a matter of the tangent kernel.
 *
 * <p>A block is one time above 0 and one output, output by output of each time. Immutable.
 */
final class TrainedAverages {
  private static final List<String> ORDERS =
      List.of("weight", "mean", "covariance", "connected3", "connected4");

  private final Layout layout;
  private final Training training;
  private final int points;
  private final InputPoints all;
  private final double[] kernel;
  private final int firstTime;
  private final double[][] means;
  private final double[][] covariances;
  private final List<Split> quadruples;

  /** The multisets of three that are left of each of four without its first point, second, … */
  private final int[][] left;

  private final int[] diagonal;

  /** 1/λ of the direction that is learnt last, for N → ∞. */
  private double slowest;

  /** log w of N → ∞ of the posterior, by which weights are divided; 0 of others. */
  private double logWeight;

  /**
   * @param shard of networks that are trained
   */
  TrainedAverages(Shard shard, Layout layout) {
    this.layout = layout;
    this.training = shard.training().orElseThrow();
    this.points = shard.points().count();
    this.all = shard.untrained().points();
    this.kernel = Kernel.of(shard.ensemble()).pairs(all);
    this.firstTime = training.times().get(0) == 0 ? 1 : 0;
    this.means = new double[blocks(training)][];
    this.covariances = new double[training.times().size()][];
    this.quadruples = Split.withFirstPoint(layout, 4);
    this.left = new int[quadruples.size()][4];
    this.diagonal = diagonal(layout.trainedMultisets(4));
    for (int k = 0; k < left.length; k++) {
      int[] abcd = layout.trainedMultisets(4).indices(k);
      Arrays.setAll(left[k], i -> layout.trainedMultisets(3).indexOf(without(abcd, i)));
    }
    if (training.isOfAllLayers()) {
      findLimit(shard);
    } else {
      findReference();
    }
  }

  /** How many blocks of averages there are: nothing has been learnt at time 0. */
  static int blocks(Training training) {
    return (int) training.times().stream().filter(time -> time > 0).count() * training.outputs();
  }

  /**
   * Of each block and order the series of its average over all multisets, and how it follows from
   * components; one after the other.
   */
  Map<Series, Coefficients> series() {
    Map<Series, Coefficients> series = new LinkedHashMap<>();
    for (int t = firstTime; t < training.times().size(); t++) {
      for (int i = 0; i < training.outputs(); i++) {
        for (int order = training.isPosterior() ? 0 : 1; order <= 4; order++) {
          series.put(series(order, t, i), coefficients(order, block(t, i)));
        }
      }
    }
    return series;
  }

  /** The series of the weights of each output. */
  List<Series> weights() {
    return IntStream.range(0, training.outputs())
        .mapToObj(output -> series(0, training.times().size() - 1, output))
        .toList();
  }

  /** The series of contributions to the mean over all multisets of an order; of weights of 0. */
  Series series(int order, int time, int output) {
    return new Series(name(ORDERS.get(order), time, output));
  }

  private String name(String of, int time, int output) {
    String ofOutput = training.outputs() == 1 ? "" : "_output" + (output + 1);
    return Training.nameAt(of + ofOutput, training.times().get(time));
  }

  /**
   * Of each block and point the series of its average of four equal points, by itself: where data
   * have been learnt points differ in scale by orders of magnitude, which no weights that are fixed
   * beforehand allow for. None of a single point, whose series is there already.
   */
  Map<Series, Coefficients> fourthPowers() {
    Map<Series, Coefficients> series = new LinkedHashMap<>();
    for (int t = firstTime; points > 1 && t < training.times().size(); t++) {
      for (int i = 0; i < training.outputs(); i++) {
        for (int a = 0; a < points; a++) {
          int component = layout.trained(block(t, i), 4, diagonal[a]);
          series.put(fourthPower(a, t, i), new Coefficients(component, new double[] {1}));
        }
      }
    }
    return series;
  }

  /** The series of a point that vouches for its kurtosis, of which the fourth cumulant decides. */
  Series fourthPower(int point, int time, int output) {
    return points == 1
        ? series(4, time, output)
        : new Series(name("kurtosis_point" + (point + 1), time, output));
  }

  /**
   * How the mean over points of ΔG⁽⁴⁾/K² follows from components, of networks as they are drawn; of
   * the points at which they vary. Empty if none are looked at, or at a single point, of which
   * there is such a series already.
   */
  Optional<Coefficients> kurtosisAsDrawn(Theory theory, Optional<Centring> centring) {
    if (firstTime == 0 || points == 1) {
      return Optional.empty();
    }
    double[] row = new double[layout.dimension()];
    for (int k : diagonal) {
      int a = layout.multisets(4).indices(k)[0];
      double variance = theory.kernel()[layout.multisets(2).indexOf(a, a)];
      if (variance > 0) {
        double share = 1 / (variance * variance * points);
        row[layout.deviation(4, k)] = share;
        centring.ifPresent(of -> of.addLinear(k, share, row));
      }
    }
    return Optional.of(new Coefficients(0, row));
  }

  private Coefficients coefficients(int order, int block) {
    double[] row = new double[order == 0 ? 1 : layout.trainedMultisets(order).size()];
    Arrays.fill(row, 1.0 / row.length);
    return new Coefficients(layout.trained(block, order, 0), row);
  }

  /** Trains the networks of a batch. */
  TrainedReadout readout(ArrayFunctions functions, int networks) {
    return new TrainedReadout(training, points, all, kernel, functions, networks);
  }

  /** μ_K and Σ_K are those of a network whose covariance is K. */
  private void findReference() {
    TrainedReadout readout = readout(ArrayFunctions.SCALAR, 1);
    readout.begin(new double[kernel.length][1], 1);
    slowest = readout.slowest();
    if (training.isPosterior()) {
      double[] log = new double[1];
      readout.logWeights(log, 1);
      logWeight = log[0];
    }
    for (int t = firstTime; t < covariances.length; t++) {
      readout.trainUntil(training.times().get(t), 1);
      double[][] at = new double[layout.trainedMultisets(2).size()][1];
      readout.covariances(at, 1);
      covariances[t] = Arrays.stream(at).mapToDouble(x -> x[0]).toArray();
      for (int i = 0; i < training.outputs(); i++) {
        double[][] mean = new double[points][1];
        readout.outputs(i, new double[0][], mean, 1);
        means[block(t, i)] = Arrays.stream(mean).mapToDouble(x -> x[0]).toArray();
      }
    }
  }

  /** μ_K and Σ_K by the tangent kernel. */
  private void findLimit(Shard shard) {
    TrainedTheory limit =
        TrainedTheory.of(shard.ensemble(), shard.points(), training).orElseThrow();
    slowest = Double.POSITIVE_INFINITY;
    for (int t = firstTime; t < covariances.length; t++) {
      covariances[t] = limit.at(t, 0).covariance();
      for (int i = 0; i < training.outputs(); i++) {
        means[block(t, i)] = limit.at(t, i).mean();
      }
    }
  }

  /**
   * By how much a relative error of C is larger in what has been learnt at the time of this index:
   * min(τ, 1/λ) max K, with 1/s² in place of τ of the posterior, and λ the smallest eigenvalue of K
   * at the data that is not 0.
   */
  double amplification(int index) {
    double time =
        training.isPosterior()
            ? 1 / training.noiseVariance().getAsDouble()
            : training.times().get(index);
    return Math.min(time, slowest) * Arrays.stream(kernel).max().orElseThrow();
  }

  /** The same of Σ at the data, relative to itself: 1/λ + 2τ in place of τ. */
  double amplificationOnData(int index) {
    double time =
        training.isPosterior()
            ? 1 / training.noiseVariance().getAsDouble()
            : training.times().get(index);
    double factor = Double.isInfinite(time) ? slowest : slowest + 2 * time; // r = 0 for τ = ∞
    return factor * Arrays.stream(kernel).max().orElseThrow();
  }

  /** Whether the readout has learnt the value at a point of the shard from an example there. */
  boolean isOnData(int point) {
    return !training.isOfAllLayers()
        && IntStream.of(training.positions(all)).anyMatch(at -> at == point);
  }

  /** The training. */
  Training training() {
    return training;
  }

  /** The index of the first time above 0. */
  int firstTime() {
    return firstTime;
  }

  /** The block of the time of this index, and an output. */
  int block(int time, int output) {
    return (time - firstTime) * training.outputs() + output;
  }

  /** log w of N → ∞. */
  double referenceLogWeight() {
    return logWeight;
  }

  /** μ_K at each point. */
  double[] referenceMean(int time, int output) {
    return means[block(time, output)];
  }

  /** Σ_K of each pair of points. */
  double[] referenceCovariance(int time) {
    return covariances[time];
  }

  /** The correlation functions of a time above 0 and an output. */
  Functions functions(Means averages, int time, int output) {
    return new Functions(averages, time, output);
  }

  /** The correlation functions of one time and output at some averages, computed when asked for. */
  final class Functions {
    private final Means averages;
    private final int time;
    private final int output;
    private final int block;
    private final double weight;
    private final double[] first;

    private Functions(Means averages, int time, int output) {
      this.averages = averages;
      this.time = time;
      this.output = output;
      this.block = block(time, output);
      this.weight =
          training.isPosterior() ? averages.componentMean(layout.trained(block, 0, 0)) : 1;
      this.first = averages(1);
    }

    private double[] averages(int order) {
      double[] all = new double[layout.trainedMultisets(order).size()];
      int from = layout.trained(block, order, 0);
      Arrays.setAll(all, k -> averages.componentMean(from + k) / weight);
      return all;
    }

    /** E[f] at each point. */
    double[] mean() {
      return sum(referenceMean(time, output), first);
    }

    /** Cov(f, f) of each pair. */
    double[] covariance() {
      return sum(covariances[time], second());
    }

    /** The second cumulants less Σ_K. */
    private double[] second() {
      Multisets pairs = layout.trainedMultisets(2);
      double[] cumulants = averages(2);
      for (int k = 0; k < cumulants.length; k++) {
        cumulants[k] -= product(pairs.indices(k));
      }
      return cumulants;
    }

    /** G_c⁽³⁾ of each multiset of three. */
    double[] connected3() {
      return third(second());
    }

    private double[] third(double[] cumulants) {
      Multisets pairs = layout.trainedMultisets(2);
      Multisets triples = layout.trainedMultisets(3);
      double[] connected = averages(3);
      for (int k = 0; k < connected.length; k++) {
        int[] abc = triples.indices(k);
        double a = first[abc[0]];
        double b = first[abc[1]];
        double c = first[abc[2]];
        connected[k] +=
            -a * cumulants[pairs.indexOf(abc[1], abc[2])]
                - b * cumulants[pairs.indexOf(abc[0], abc[2])]
                - c * cumulants[pairs.indexOf(abc[0], abc[1])]
                - a * b * c;
      }
      return connected;
    }

    /** G_c⁽⁴⁾ of each multiset of four. */
    double[] connected4() {
      return fourth(IntStream.range(0, quadruples.size()).toArray());
    }

    /** The same of some of them. */
    private double[] fourth(int[] which) {
      double[] cumulants = second();
      double[] triples = third(cumulants);
      double[] products = new double[cumulants.length];
      Multisets pairs = layout.trainedMultisets(2);
      Arrays.setAll(products, k -> product(pairs.indices(k)));
      int from = layout.trained(block, 4, 0);
      double[] connected = new double[which.length];
      for (int i = 0; i < which.length; i++) {
        double moment = averages.componentMean(from + which[i]) / weight;
        connected[i] = moment - rest(which[i], cumulants, triples, products);
      }
      return connected;
    }

    /** A moment is the sum over partitions of products of cumulants: all but that of one part. */
    private double rest(int k, double[] cumulants, double[] triples, double[] products) {
      int[] abcd = layout.trainedMultisets(4).indices(k);
      Split split = quadruples.get(k);
      double rest = products[split.pairs()[0]] * products[split.rests()[0]];
      for (int i = 0; i < abcd.length; i++) {
        rest += first[abcd[i]] * triples[left[k][i]];
      }
      for (int way = 0; way < split.count(); way++) {
        int p = split.pairs()[way];
        int r = split.rests()[way];
        rest +=
            cumulants[p] * cumulants[r] + cumulants[p] * products[r] + cumulants[r] * products[p];
      }
      return rest;
    }

    private double product(int[] ab) {
      return first[ab[0]] * first[ab[1]];
    }

    /** The excess kurtosis G_c⁽⁴⁾/Cov² at each point; not a number where f does not vary. */
    double[] kurtosis() {
      return TrainedAverages.kurtosis(covariance(), fourth(diagonal), layout.trainedMultisets(2));
    }
  }

  /** Which multisets of four hold a single point four times, point by point. */
  static int[] diagonal(Multisets quadruples) {
    return IntStream.range(0, quadruples.size())
        .filter(k -> quadruples.indices(k)[0] == quadruples.indices(k)[3])
        .toArray();
  }

  /**
   * The excess kurtosis at each point.
   *
   * @param fourth G_c⁽⁴⁾(a, a, a, a) of each point
   */
  static double[] kurtosis(double[] covariance, double[] fourth, Multisets pairs) {
    double[] kurtosis = new double[fourth.length];
    for (int a = 0; a < fourth.length; a++) {
      double variance = covariance[pairs.indexOf(a, a)];
      kurtosis[a] = fourth[a] / (variance * variance);
    }
    return kurtosis;
  }

  private static int[] without(int[] points, int i) {
    int[] rest = new int[points.length - 1];
    System.arraycopy(points, 0, rest, 0, i);
    System.arraycopy(points, i + 1, rest, i, rest.length - i);
    return rest;
  }

  private static double[] sum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(k -> a[k] + b[k]).toArray();
  }
}
