package wickstream.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import wickstream.physics.WickPairings;

/**
 * The contributions of single networks to the Green functions of a shard, from explicit sums over
 * all pairings: ΔG of each order measured, then G_c⁽⁶⁾ with order 6, each for all sorted tuples of
 * points in lexicographic order; then, for several outputs, ΔG⁽⁴⁾_iijj for all couples of pairs.
 */
final class NaiveGreens {
  private final Shard shard;
  private final int points;
  private final Sized[][] kernel;
  private final Map<Integer, List<int[]>> tuples = new HashMap<>();

  NaiveGreens(Shard shard) {
    this.shard = shard;
    this.points = shard.points().count();
    this.kernel = new Sized[points][points];
    double biasVariance = shard.ensemble().sigmaB() * shard.ensemble().sigmaB();
    for (int a = 0; a < points; a++) {
      for (int b = 0; b < points; b++) {
        kernel[a][b] =
            Sized.of(
                biasVariance
                    + NaiveUnit.lastKernel(
                        shard.ensemble(), shard.points().point(a), shard.points().point(b)));
      }
    }
  }

  /** All sorted tuples of an order. */
  List<int[]> tuples(int order) {
    return tuples.computeIfAbsent(order, this::sorted);
  }

  private List<int[]> sorted(int order) {
    List<int[]> sorted = new ArrayList<>();
    long all = Math.round(Math.pow(points, order));
    for (long code = 0; code < all; code++) {
      int[] tuple = new int[order];
      long rest = code;
      boolean ascending = true;
      for (int i = order - 1; i >= 0; i--) {
        tuple[i] = (int) (rest % points);
        rest /= points;
        ascending &= i == order - 1 || tuple[i] <= tuple[i + 1];
      }
      if (ascending) {
        sorted.add(tuple);
      }
    }
    return sorted;
  }

  /** G0. */
  double free(int[] x) {
    return wick(x, kernel).value();
  }

  /** Σ over all pairings of the product of a table's entries. */
  private static Sized wick(int[] x, Sized[][] table) {
    Sized sum = Sized.ZERO;
    for (int[][] pairing : WickPairings.of(x.length)) {
      Sized product = Sized.ONE;
      for (int[] pair : pairing) {
        product = product.times(table[x[pair[0]]][x[pair[1]]]);
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  /** The components of one network, not weighted. */
  List<Sized> components(NaiveNetwork network) {
    return switch (shard.estimator()) {
      case PLAIN -> plain(network);
      case CONDITIONAL, TILTED -> conditional(network);
      case POOLED ->
          shard.ensemble().depth() == 1
              ? pooled(network)
              : new NaiveIntegration(shard, this, network).components();
    };
  }

  /** D, then cumulants of one unit from products of different ones. */
  private List<Sized> pooled(NaiveNetwork network) {
    List<Sized> components = new ArrayList<>();
    for (int order : shard.orders()) {
      for (int[] x : tuples(order)) {
        components.add(
            switch (order) {
              case 2 -> network.deviation(x[0], x[1]);
              case 4 -> pooledFourth(network, x);
              default -> pooledSixth(network, x).plus(dressed(network, x));
            });
      }
    }
    if (shard.measures(6)) {
      tuples(6).forEach(x -> components.add(pooledSixth(network, x)));
    }
    double scale = Math.pow(shard.ensemble().sigmaW(), 4) / shard.width();
    for (int[] x : couples()) {
      components.add(
          mean(network, x)
              .minus(mean(network, new int[] {x[0], x[1]}, new int[] {x[2], x[3]}))
              .times(scale));
    }
    return components;
  }

  private Sized pooledFourth(NaiveNetwork network, int[] x) {
    Sized sum = Sized.ZERO;
    for (int[][] pairing : WickPairings.of(4)) {
      sum = sum.plus(mean(network, x)).minus(mean(network, of(x, pairing[0]), of(x, pairing[1])));
    }
    return sum.times(Math.pow(shard.ensemble().sigmaW(), 4) / shard.width());
  }

  private Sized pooledSixth(NaiveNetwork network, int[] x) {
    Sized sum = Sized.ZERO;
    for (int[][] pairing : WickPairings.of(6)) {
      int[] a = of(x, pairing[0]);
      int[] b = of(x, pairing[1]);
      int[] c = of(x, pairing[2]);
      sum =
          sum.plus(mean(network, x))
              .minus(mean(network, joined(a, b), c))
              .minus(mean(network, joined(a, c), b))
              .minus(mean(network, joined(b, c), a))
              .plus(mean(network, a, b, c).times(2));
    }
    return sum.times(Math.pow(shard.ensemble().sigmaW(), 6) / Math.pow(shard.width(), 2));
  }

  /** Σ_15 K(pair) G_c⁽⁴⁾(rest). */
  private Sized dressed(NaiveNetwork network, int[] x) {
    Sized sum = Sized.ZERO;
    for (int i = 0; i < 6; i++) {
      for (int j = i + 1; j < 6; j++) {
        sum = sum.plus(kernel[x[i]][x[j]].times(pooledFourth(network, without(x, i, j))));
      }
    }
    return sum;
  }

  /** The mean of products of h at some points of one unit, at others of another, and so on. */
  static Sized mean(NaiveNetwork network, int[]... groups) {
    int width = network.hidden().length;
    int choices = (int) Math.pow(width, groups.length);
    Sized sum = Sized.ZERO;
    int count = 0;
    for (int code = 0; code < choices; code++) {
      int[] units = new int[groups.length];
      int rest = code;
      for (int g = 0; g < groups.length; g++) {
        units[g] = rest % width;
        rest /= width;
      }
      if (IntStream.of(units).distinct().count() == groups.length) {
        Sized product = Sized.ONE;
        for (int g = 0; g < groups.length; g++) {
          product = product.times(network.unitWeights()[units[g]]);
          for (int a : groups[g]) {
            product = product.times(network.hidden()[units[g]][a]);
          }
        }
        sum = sum.plus(product);
        count++;
      }
    }
    return sum.times(1.0 / count);
  }

  private static int[] of(int[] x, int[] members) {
    return IntStream.of(members).map(m -> x[m]).toArray();
  }

  private static int[] joined(int[] a, int[] b) {
    return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
  }

  /** Means over the outputs, then over ordered pairs of different outputs. */
  private List<Sized> plain(NaiveNetwork network) {
    int outputs = network.outputWeights().length;
    Sized[][] f = new Sized[outputs][points];
    for (int i = 0; i < outputs; i++) {
      for (int a = 0; a < points; a++) {
        f[i][a] = network.output(i, a);
      }
    }
    List<Sized> components = new ArrayList<>();
    for (int order : shard.orders()) {
      tuples(order).forEach(x -> components.add(meanOver(f, g -> centred(x, g))));
    }
    if (shard.measures(6)) {
      tuples(6).forEach(x -> components.add(meanOver(f, g -> plainConnected(x, g))));
    }
    couples().forEach(abcd -> components.add(plainMixed(abcd, f)));
    return components;
  }

  private static Sized meanOver(Sized[][] f, Function<Sized[], Sized> of) {
    Sized sum = Sized.ZERO;
    for (Sized[] output : f) {
      sum = sum.plus(of.apply(output));
    }
    return sum.times(1.0 / f.length);
  }

  /** All two pairs ab, cd of points with ab not after cd; none for one output. */
  List<int[]> couples() {
    List<int[]> couples = new ArrayList<>();
    if (shard.ensemble().dOut() == 1 || !shard.measures(4)) {
      return couples;
    }
    List<int[]> pairs = tuples(2);
    for (int p = 0; p < pairs.size(); p++) {
      for (int q = p; q < pairs.size(); q++) {
        couples.add(new int[] {pairs.get(p)[0], pairs.get(p)[1], pairs.get(q)[0], pairs.get(q)[1]});
      }
    }
    return couples;
  }

  /**
   * The mean over i ≠ j of f_i(a) f_i(b) f_j(c) f_j(d) − K_ab K_cd, or, of several hidden layers,
   * of (f_i(a) f_i(b) − K_ab)(f_j(c) f_j(d) − K_cd).
   */
  private Sized plainMixed(int[] abcd, Sized[][] f) {
    Sized one = kernel[abcd[0]][abcd[1]];
    Sized other = kernel[abcd[2]][abcd[3]];
    boolean deep = shard.ensemble().depth() > 1;
    Sized sum = Sized.ZERO;
    for (int i = 0; i < f.length; i++) {
      for (int j = 0; j < f.length; j++) {
        if (i != j) {
          Sized first = f[i][abcd[0]].times(f[i][abcd[1]]);
          Sized second = f[j][abcd[2]].times(f[j][abcd[3]]);
          sum = sum.plus(deep ? first.minus(one).times(second.minus(other)) : first.times(second));
        }
      }
    }
    Sized mean = sum.times(1.0 / (f.length * (f.length - 1)));
    return deep ? mean : mean.minus(one.times(other));
  }

  /** f(x1)…f(xn) − G0. */
  private Sized centred(int[] x, Sized[] f) {
    Sized product = Sized.ONE;
    for (int a : x) {
      product = product.times(f[a]);
    }
    return product.minus(wick(x, kernel));
  }

  /** ΔG⁽⁶⁾ − Σ_15 K(pair) ΔG⁽⁴⁾(rest). */
  private Sized plainConnected(int[] x, Sized[] f) {
    Sized sum = centred(x, f);
    for (int i = 0; i < 6; i++) {
      for (int j = i + 1; j < 6; j++) {
        int[] rest = without(x, i, j);
        sum = sum.minus(kernel[x[i]][x[j]].times(centred(rest, f)));
        if (shard.ensemble().depth() > 1) {
          int[] pair = {x[i], x[j]};
          sum = sum.plus(wick(rest, kernel).times(centred(pair, f)));
        }
      }
    }
    return sum;
  }

  private static int[] without(int[] x, int i, int j) {
    int[] rest = new int[x.length - 2];
    int at = 0;
    for (int p = 0; p < x.length; p++) {
      if (p != i && p != j) {
        rest[at++] = x[p];
      }
    }
    return rest;
  }

  private List<Sized> conditional(NaiveNetwork network) {
    Sized[][] d = new Sized[points][points];
    for (int a = 0; a < points; a++) {
      for (int b = 0; b < points; b++) {
        d[a][b] = network.deviation(a, b);
      }
    }
    List<Sized> components = new ArrayList<>();
    for (int order : shard.orders()) {
      tuples(order).forEach(x -> components.add(conditional(x, d)));
    }
    if (shard.measures(6)) {
      tuples(6).forEach(x -> components.add(wick(x, d)));
    }
    couples().forEach(x -> components.add(d[x[0]][x[1]].times(d[x[2]][x[3]])));
    return components;
  }

  /** What the shard measures of G − G0: of one hidden layer without the terms linear in D. */
  private Sized conditional(int[] x, Sized[][] d) {
    if (shard.ensemble().depth() == 1) {
      return x.length == 6 ? sixth(x, d) : wick(x, d);
    }
    Sized[][] c = new Sized[points][points];
    for (int a = 0; a < points; a++) {
      for (int b = 0; b < points; b++) {
        c[a][b] = kernel[a][b].plus(d[a][b]);
      }
    }
    return wick(x, c).minus(wick(x, kernel));
  }

  /** Σ_15 (D D D + K D D + D K D + D D K). */
  private Sized sixth(int[] x, Sized[][] d) {
    Sized sum = wick(x, d);
    for (int[][] pairing : WickPairings.of(6)) {
      for (int kept = 0; kept < 3; kept++) {
        Sized product = Sized.ONE;
        for (int p = 0; p < 3; p++) {
          Sized[][] table = p == kept ? kernel : d;
          product = product.times(table[x[pairing[p][0]]][x[pairing[p][1]]]);
        }
        sum = sum.plus(product);
      }
    }
    return sum;
  }
}
