package wickstream.physics.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.physics.Ensemble;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;

/**
 * The variance of Σ c_S f(S) over networks with one hidden layer, f(S) being products of two or
 * four values of the field: the plain estimator. The second moments are sums of positive terms.
 * With f = Σ_j ω_j h_j + b1 the factors of a product are shared out among units,
 *
 * <pre>
 *   E[f(U)] = Σ_V σ_b^|V| (|V|−1)!!  Σ_{partitions of U∖V into k even blocks B} N(N−1)…(N−k+1) Π_B (σ_W²/N)^{|B|/2} (|B|−1)!! M(B)
 * </pre>
 *
 * <p>where E ωⁿ stands for (n−1)!! of a block if readout weights σ_W ω/√N are not normal, and the
 * term has a factor E τ^k, k = Σ |B|/2, if networks share a scale.
 *
 * <p>Of several outputs i the mean over i of f_i(S) is taken, and a block or V that holds factors
 * of two outputs must be even in each.
 */
final class FieldVariance {
  private static final double ROUNDING = 0x1p-44;

  /** n!! for odd n = −1, 1, 3, 5, 7. */
  private static final double[] ODD_FACTORIALS = {1, 1, 3, 15, 105};

  private static final int MAX_FACTORS = 8;

  private final UnitProducts unit;
  private final int points;

  /** Powers of σ_W² and of σ_b². */
  private final double[] variances;

  private final double[] biasVariances;
  private final int outputs;
  private final Priors priors;
  private final List<int[]> products = new ArrayList<>();
  private final List<Double> coefficients = new ArrayList<>();
  private final double scale;
  private final Multisets[] multisets = new Multisets[MAX_FACTORS + 1];
  private final double[][] means = new double[MAX_FACTORS + 1][];

  /** E[f_i(S) f_i(T)], E[f_i(S) f_j(T)] with i ≠ j, and E[f(S)], summed with their coefficients. */
  private final WidthPolynomial same = new WidthPolynomial();

  private final WidthPolynomial different = new WidthPolynomial();
  private final WidthPolynomial mean = new WidthPolynomial();

  FieldVariance(DeviationForm form, UnitProducts unit, Ensemble ensemble) {
    this.unit = unit;
    this.points = form.points();
    this.variances = powers(ensemble.sigmaW() * ensemble.sigmaW());
    this.biasVariances = powers(ensemble.sigmaB() * ensemble.sigmaB());
    this.outputs = ensemble.dOut();
    this.priors = ensemble.priors();
    collect(2, form.points(), form.linear(), 1);
    collect(4, form.points(), form.quartic(), 1.0 / 3); // one of the three pairings of each
    this.scale = coefficients.stream().mapToDouble(Math::abs).max().orElse(0);
    if (scale > 0) {
      addMoments();
    }
  }

  private static double[] powers(double of) {
    double[] powers = new double[MAX_FACTORS / 2 + 1];
    powers[0] = 1;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = of * powers[k - 1];
    }
    return powers;
  }

  private void collect(int order, int points, double[] of, double factor) {
    Multisets multisets = Multisets.of(points, order);
    for (int k = 0; k < of.length; k++) {
      if (of[k] != 0) {
        products.add(multisets.indices(k));
        coefficients.add(of[k] * factor);
      }
    }
  }

  private void addMoments() {
    double[][] ofUnions = new double[MAX_FACTORS + 1][];
    for (int i = 0; i < products.size(); i++) {
      double c = coefficients.get(i) / scale;
      mean.add(c, shares(products.get(i), products.get(i).length));
      for (int j = 0; j <= i; j++) {
        double factor = (i == j ? 1 : 2) * c * coefficients.get(j) / scale;
        int[] both = union(products.get(i), products.get(j));
        if (ofUnions[both.length] == null) {
          ofUnions[both.length] = new double[multisets(both.length).size()];
        }
        ofUnions[both.length][multisets(both.length).indexOf(both)] += factor;
        if (outputs > 1) {
          different.add(factor, shares(both, products.get(i).length));
        }
      }
    }
    for (int order = 4; order <= MAX_FACTORS; order += 2) {
      for (int k = 0; ofUnions[order] != null && k < ofUnions[order].length; k++) {
        if (ofUnions[order][k] != 0) {
          same.add(ofUnions[order][k], shares(multisets(order).indices(k), order));
        }
      }
    }
  }

  private static int[] union(int[] s, int[] t) {
    int[] both = Arrays.copyOf(s, s.length + t.length);
    System.arraycopy(t, 0, both, s.length, t.length);
    return both;
  }

  /**
   * E of a product of fields: by the number r of pairs of factors that are left to the units, times
   * N^r, and by that of units that share them, over N(N−1)….
   *
   * @param first how many of the factors are of one output; the rest are of another
   */
  private double[][] shares(int[] x, int first) {
    int all = (1 << x.length) - 1;
    int ofFirst = (1 << first) - 1;
    double[] blocks = new double[all + 1];
    double[][] shared = new double[all + 1][];
    double[][] shares = new double[x.length / 2 + 1][];
    shared[0] = new double[] {1};
    for (int set = 1; set <= all; set++) {
      if (isEven(set, ofFirst)) {
        int units = Integer.bitCount(set) / 2;
        blocks[set] = weights(set, ofFirst) * variances[units] * mean(x, set);
        shared[set] = shared(set, ofFirst, blocks, shared);
      }
    }
    for (int set = 0; set <= all; set++) {
      if (isEven(set, ofFirst)) {
        int pairs = Integer.bitCount(set) / 2;
        int biases = all & ~set;
        double ofBias =
            pairings(biases, ofFirst)
                * biasVariances[Integer.bitCount(biases) / 2]
                * priors.scaleMoment(pairs);
        shares[pairs] = shares[pairs] == null ? new double[pairs + 1] : shares[pairs];
        for (int k = 0; k <= pairs; k++) {
          shares[pairs][k] += product(ofBias, shared[set][k]);
        }
      }
    }
    return shares;
  }

  /** The sum over partitions of a set into blocks, by their number. */
  private static double[] shared(int set, int ofFirst, double[] blocks, double[][] shared) {
    double[] sums = new double[Integer.bitCount(set) / 2 + 1];
    int lowest = Integer.lowestOneBit(set);
    int others = set & ~lowest;
    for (int rest = others; rest > 0; rest = (rest - 1) & others) {
      addBlock(lowest | rest, set, ofFirst, blocks, shared, sums);
    }
    return sums;
  }

  private static void addBlock(
      int block, int set, int ofFirst, double[] blocks, double[][] shared, double[] into) {
    if (isEven(block, ofFirst)) {
      double[] ofRest = shared[set & ~block];
      for (int k = 0; k < ofRest.length; k++) {
        into[k + 1] += product(blocks[block], ofRest[k]);
      }
    }
  }

  /** A product of numbers of which the one may be 0 and the other beyond the range of a double. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  private static boolean isEven(int set, int ofFirst) {
    return ((Integer.bitCount(set & ofFirst) | Integer.bitCount(set & ~ofFirst)) & 1) == 0;
  }

  /** In how many ways the factors of each output pair off. */
  private static double pairings(int set, int ofFirst) {
    return ODD_FACTORIALS[Integer.bitCount(set & ofFirst) / 2]
        * ODD_FACTORIALS[Integer.bitCount(set & ~ofFirst) / 2];
  }

  /** E of the weights ω of one unit for the factors of each output. */
  private double weights(int set, int ofFirst) {
    return priors.readout().moment(Integer.bitCount(set & ofFirst))
        * priors.readout().moment(Integer.bitCount(set & ~ofFirst));
  }

  /** M of the points of a set. */
  private double mean(int[] x, int set) {
    int order = Integer.bitCount(set);
    int[] of = new int[order];
    for (int i = 0, next = 0; i < x.length; i++) {
      if ((set >> i & 1) == 1) {
        of[next++] = x[i];
      }
    }
    if (means[order] == null) {
      means[order] = new double[multisets(order).size()];
    }
    int k = multisets(order).indexOf(of);
    if (means[order][k] == 0) {
      means[order][k] = StrictMath.exp(unit.product(of).logMean());
    }
    return means[order][k];
  }

  private Multisets multisets(int order) {
    if (multisets[order] == null) {
      multisets[order] = Multisets.of(points, order);
    }
    return multisets[order];
  }

  /** The law of the variance. */
  VarianceLaw law() {
    return width -> {
      double ofMean = mean.at(width);
      double value =
          same.at(width) / outputs
              + different.at(width) * (outputs - 1) / outputs
              - ofMean * ofMean;
      double size = mean.sizeAt(width);
      double terms = same.sizeAt(width) + different.sizeAt(width) + size * size;
      return VarianceBounds.of(value * scale * scale, ROUNDING * terms * scale * scale);
    };
  }
}
