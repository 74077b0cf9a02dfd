package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How single units of gauss are shifted, from the definition: the ways in their order, with their
 * probabilities; 1/2 is left for networks as they are.
 */
record NaiveMixture(List<Way> ways) {
  /** A shift of the standard normals of W0 and, last, of b0. */
  record Way(double probability, double[] shift) {}

  static NaiveMixture of(Shard shard) {
    List<Integer> orders = shard.measures(6) ? List.of(4, 6) : List.of(4);
    List<Way> ways = new ArrayList<>();
    for (int order : orders) {
      List<double[]> taken = taken(shard, order);
      taken.forEach(t -> ways.add(new Way(0.5 / orders.size() / taken.size(), t)));
    }
    return new NaiveMixture(ways);
  }

  private static List<double[]> taken(Shard shard, int order) {
    List<double[]> all = directions(shard, order);
    double[] middle = new double[all.get(0).length];
    middle[middle.length - 1] = order * shard.ensemble().sigmaB();
    double[] next = farthest(all, List.of(middle));
    if (distance(next, middle) <= 1.25) {
      return List.of(middle);
    }
    List<double[]> taken = new ArrayList<>(List.of(next));
    take(all, taken, 16);
    if (order == 4) {
      take(directions(shard, 2), taken, taken.size() + 16);
    }
    return taken;
  }

  private static void take(List<double[]> from, List<double[]> taken, int most) {
    double[] next = farthest(from, taken);
    while (taken.size() < most && nearest(next, taken) > 1.25) {
      taken.add(next);
      next = farthest(from, taken);
    }
  }

  private static List<double[]> directions(Shard shard, int order) {
    double scale = shard.ensemble().sigmaW() / Math.sqrt(shard.ensemble().dIn());
    List<double[]> directions = new ArrayList<>();
    for (int[] tuple : new NaiveGreens(shard).tuples(order)) {
      int coordinates = shard.rotatedPoints().coordinates();
      double[] direction =
          IntStream.rangeClosed(0, coordinates)
              .mapToDouble(
                  k -> scale * Arrays.stream(tuple).mapToDouble(a -> coordinate(shard, a, k)).sum())
              .toArray();
      direction[coordinates] = order * shard.ensemble().sigmaB();
      directions.add(direction);
    }
    return directions;
  }

  private static double coordinate(Shard shard, int a, int k) {
    return shard.rotatedPoints().coordinate(a, k);
  }

  /** The first of those that are farthest from some, but for rounding. */
  private static double[] farthest(List<double[]> all, List<double[]> from) {
    double largest = all.stream().mapToDouble(d -> nearest(d, from)).max().orElseThrow();
    return all.stream()
        .filter(d -> nearest(d, from) >= largest * (1 - 1e-10))
        .findFirst()
        .orElseThrow();
  }

  private static double nearest(double[] to, List<double[]> some) {
    return some.stream().mapToDouble(s -> distance(s, to)).min().orElseThrow();
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(IntStream.range(0, a.length).mapToDouble(k -> Math.pow(a[k] - b[k], 2)).sum());
  }

  /** The shift that a uniform number stands for. */
  double[] shift(double u) {
    double from = 0.5;
    double[] none = new double[ways.get(0).shift().length];
    double[] shift = none;
    for (Way way : ways) {
      shift = u >= from ? way.shift() : shift;
      from += way.probability();
    }
    return shift;
  }

  /** 1/(p_0 + Σ_c p_c (1/N) Σ_j exp(λ_c·n_j − |λ_c|²/2)). */
  double weight(List<double[]> units) {
    double density = 0.5;
    for (Way way : ways) {
      double[] shift = way.shift();
      for (double[] normals : units) {
        double exponent = 0;
        for (int k = 0; k < shift.length; k++) {
          exponent += shift[k] * normals[k] - shift[k] * shift[k] / 2;
        }
        density += way.probability() / units.size() * StrictMath.exp(exponent);
      }
    }
    return 1 / density;
  }
}
