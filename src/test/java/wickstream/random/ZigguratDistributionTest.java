package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The normals of random words have the normal law, as a whole, bin by bin, and far out. */
class ZigguratDistributionTest {

  /**
   * Eight moments within five of their standard errors: refuses a right implementation with a
   * probability below 5e-6.
   */
  @Test
  void momentsToOrderEightAreThoseOfANormal() {
    int chunks = 1000;
    int chunk = 50_000;
    double n = (double) chunks * chunk;
    Xoshiro random = Xoshiro.seededBy(301);
    double[] sums = new double[9];
    for (int c = 0; c < chunks; c++) {
      addPowers(random, chunk, sums);
    }
    for (int order = 1; order <= 8; order++) {
      double exact = momentOfNormal(order);
      double error = Math.sqrt((momentOfNormal(2 * order) - exact * exact) / n);
      assertThat(Math.abs(sums[order] / n - exact) / error)
          .as("deviation of moment %d in standard errors", order)
          .isLessThan(5);
    }
  }

  private static void addPowers(Xoshiro random, int count, double[] sums) {
    double[] chunkSums = new double[9];
    for (int i = 0; i < count; i++) {
      double x = Ziggurat.normal(random.next());
      double power = 1;
      for (int order = 1; order <= 8; order++) {
        power *= x;
        chunkSums[order] += power;
      }
    }
    for (int order = 1; order <= 8; order++) {
      sums[order] += chunkSums[order];
    }
  }

  /** (order − 1)!! for even orders. */
  private static double momentOfNormal(int order) {
    if (order % 2 == 1) {
      return 0;
    }
    double product = 1;
    for (int factor = 1; factor < order; factor += 2) {
      product *= factor;
    }
    return product;
  }

  /**
   * Kolmogorov and Smirnov: P(√n D > 2.7) = 2 exp(−2 · 2.7²) = 9.3e-7. The distance is bounded from
   * above by looking at every 16th of the ordered normals.
   */
  @Test
  void theDistributionFunctionIsTheNormalOne() {
    int n = 4_000_000;
    int stride = 16;
    Xoshiro random = Xoshiro.seededBy(302);
    double[] x = new double[n];
    Arrays.setAll(x, i -> Ziggurat.normal(random.next()));
    Arrays.sort(x);
    double distance = NormalCurve.below(x[0]);
    for (int i = 0; i < n; i += stride) {
      int next = Math.min(i + stride, n - 1);
      double above = (next + 1.0) / n - NormalCurve.below(x[i]);
      double below = NormalCurve.below(x[next]) - (i + 1.0) / n;
      distance = Math.max(distance, Math.max(above, below));
    }
    assertThat(distance * Math.sqrt(n)).isLessThan(2.7);
  }

  /**
   * Bins end at the edges of all boxes and halfway between them, where a wrong box or a wrong rest
   * would show. One chi-square: refuses a right implementation with probability 1e-6.
   */
  @Test
  void noBinAtAnyLayerEdgeIsTooFullOrTooEmpty() {
    double[] bounds = boundsAtEdges();
    double[] probabilities = new double[bounds.length + 1];
    for (int bin = 0; bin < probabilities.length; bin++) {
      double from = bin == 0 ? Double.NEGATIVE_INFINITY : bounds[bin - 1];
      double to = bin == bounds.length ? Double.POSITIVE_INFINITY : bounds[bin];
      probabilities[bin] = NormalCurve.between(from, to);
    }
    long[] counts = new long[probabilities.length];
    Xoshiro random = Xoshiro.seededBy(303);
    for (int i = 0; i < 20_000_000; i++) {
      int found = Arrays.binarySearch(bounds, Ziggurat.normal(random.next()));
      counts[found < 0 ? -found - 1 : found]++;
    }
    GoodnessOfFit.assertFollows("bins at edges", counts, probabilities);
  }

  private static double[] boundsAtEdges() {
    double[] edges = Staircase.edges();
    double[] bounds = new double[4 * edges.length];
    for (int i = 0; i < edges.length; i++) {
      double half = 0.5 * (edges[i] + Staircase.inner(i + 1));
      bounds[4 * i] = edges[i];
      bounds[4 * i + 1] = half;
      bounds[4 * i + 2] = -edges[i];
      bounds[4 * i + 3] = -half;
    }
    Arrays.sort(bounds);
    return bounds;
  }

  /** Eight counts: some one refuses a right implementation with a probability of 8e-6. */
  @Test
  void normalsBeyondThreeToFiveSigmaAreAsManyAsTheyShouldBe() {
    double[] sigmas = {3, 4, 4.5, 5};
    int n = 100_000_000;
    long[] above = new long[sigmas.length];
    long[] below = new long[sigmas.length];
    Xoshiro random = Xoshiro.seededBy(304);
    for (int i = 0; i < n; i++) {
      double x = Ziggurat.normal(random.next());
      if (Math.abs(x) > sigmas[0]) {
        count(x, sigmas, above);
        count(-x, sigmas, below);
      }
    }
    for (int k = 0; k < sigmas.length; k++) {
      double probability = NormalCurve.below(-sigmas[k]);
      GoodnessOfFit.assertHappens("above " + sigmas[k], above[k], n, probability);
      GoodnessOfFit.assertHappens("below -" + sigmas[k], below[k], n, probability);
    }
  }

  private static void count(double x, double[] sigmas, long[] beyond) {
    for (int k = 0; k < sigmas.length; k++) {
      beyond[k] += x > sigmas[k] ? 1 : 0;
    }
  }
}
