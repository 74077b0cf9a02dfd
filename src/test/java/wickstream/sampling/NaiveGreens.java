package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import wickstream.physics.Estimator;
import wickstream.physics.WickPairings;

/**
 * The contributions of single networks to the Green functions of a shard, from explicit sums over
 * all pairings: ΔG of each order measured, then G_c⁽⁶⁾ with order 6, each for all sorted tuples of
 * points in lexicographic order.
 */
final class NaiveGreens {
  private final Shard shard;
  private final int points;
  private final Sized[][] kernel;

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
                    + NaiveUnit.weightKernel(
                        shard.ensemble(), shard.points().point(a), shard.points().point(b)));
      }
    }
  }

  /** All sorted tuples of an order. */
  List<int[]> tuples(int order) {
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
    return shard.estimator() == Estimator.PLAIN ? plain(network) : conditional(network);
  }

  private List<Sized> plain(NaiveNetwork network) {
    Sized[] f = new Sized[points];
    for (int a = 0; a < points; a++) {
      f[a] = network.output(a);
    }
    List<Sized> components = new ArrayList<>();
    for (int order : shard.orders()) {
      tuples(order).forEach(x -> components.add(centred(x, f)));
    }
    if (shard.measures(6)) {
      tuples(6).forEach(x -> components.add(plainConnected(x, f)));
    }
    return components;
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
        sum = sum.minus(kernel[x[i]][x[j]].times(centred(without(x, i, j), f)));
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
      tuples(order).forEach(x -> components.add(order == 6 ? sixth(x, d) : wick(x, d)));
    }
    if (shard.measures(6)) {
      tuples(6).forEach(x -> components.add(wick(x, d)));
    }
    return components;
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
