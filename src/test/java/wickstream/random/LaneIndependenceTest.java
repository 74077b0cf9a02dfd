package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Streams of neighbouring addresses are uncorrelated. Each coefficient of n independent pairs is
 * normal with standard deviation 1/√n; one lies beyond 5.5/√n with probability 3.8e-8, so that some
 * one of the 126 here refuses a right implementation with a probability below 1e-5.
 */
class LaneIndependenceTest {
  private static final int ROWS = 200_000;
  private static final double BOUND = 5.5;

  private static double[] normals(long seed, long shard, long bag) {
    double[] normals = new double[LaneStreams.LANES * ROWS];
    new LaneStreams(seed, shard, bag, 0).normals(normals, ROWS);
    return normals;
  }

  @Test
  void lanesOfABagAreUncorrelated() {
    double[] x = normals(1, 2, 3);
    for (int lane = 0; lane < 8; lane++) {
      for (int other = lane + 1; other < 8; other++) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i += 8) {
          double a = x[i + lane];
          double b = x[i + other];
          sum += a * b;
          squares += (a * a - 1) * (b * b - 1) / 2;
        }
        assertSmall("lanes %d and %d".formatted(lane, other), sum, ROWS);
        assertSmall("squares of lanes %d and %d".formatted(lane, other), squares, ROWS);
      }
    }
  }

  @Test
  void aLaneIsUncorrelatedWithItsOwnPast() {
    double[] x = normals(4, 5, 6);
    for (int lag = 1; lag <= 16; lag++) {
      double sum = 0;
      int pairs = x.length - 8 * lag;
      for (int i = 0; i < pairs; i++) {
        sum += x[i] * x[i + 8 * lag];
      }
      assertSmall("lag " + lag, sum, pairs);
    }
  }

  @Test
  void neighbouringBagsAreUncorrelated() {
    double[] x = normals(1, 2, 0);
    for (long bag = 1; bag <= 8; bag++) {
      assertUncorrelated("bags 0 and " + bag, x, normals(1, 2, bag));
    }
  }

  @Test
  void neighbouringSeedsAreUncorrelated() {
    double[] x = normals(0, 2, 3);
    for (int bit = 0; bit < 64; bit += 9) {
      assertUncorrelated("seeds that differ in bit " + bit, x, normals(1L << bit, 2, 3));
    }
  }

  @Test
  void neighbouringShardHashesAreUncorrelated() {
    double[] x = normals(1, 0, 3);
    for (int bit = 0; bit < 64; bit += 9) {
      assertUncorrelated("hashes that differ in bit " + bit, x, normals(1, 1L << bit, 3));
    }
  }

  @Test
  void seedShardAndBagAreNotInterchangeable() {
    assertUncorrelated("seed and shard exchanged", normals(1, 2, 3), normals(2, 1, 3));
    assertUncorrelated("shard and bag exchanged", normals(1, 2, 3), normals(1, 3, 2));
    assertUncorrelated("seed and bag exchanged", normals(1, 2, 3), normals(3, 2, 1));
  }

  /** Both aligned and shifted by a lane, which catches lanes that are numbered on through bags. */
  private static void assertUncorrelated(String name, double[] x, double[] y) {
    double aligned = 0;
    double shifted = 0;
    for (int i = 0; i < x.length - 1; i++) {
      aligned += x[i] * y[i];
      shifted += x[i] * y[i + 1];
    }
    assertSmall(name, aligned, x.length - 1);
    assertSmall(name + ", a lane apart", shifted, x.length - 1);
  }

  private static void assertSmall(String name, double sumOfProducts, int pairs) {
    assertThat(Math.abs(sumOfProducts) / Math.sqrt(pairs)).as(name).isLessThan(BOUND);
  }
}
