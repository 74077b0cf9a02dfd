package wickstream.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A few directions in which many numbers were measured, and how much blocks differ in them: what
 * fits of several models to the same numbers share. Used by one thread.
 */
public final class BlockDirections {
  /** As of {@link HomogeneityTest}: averages of many products of rounded numbers. */
  static final double ROUNDING = 1e-12;

  private final BlockSample sample;
  private final List<double[]> directions;
  private final double[][] projections;

  /** Of all blocks, then without each of them; null where nobody has asked yet. */
  private final HouseholderQr[] spreads;

  private BlockDirections(BlockSample sample, List<double[]> directions) {
    this.sample = sample;
    this.directions = directions;
    this.projections = projections(sample, directions);
    this.spreads = new HouseholderQr[sample.size() + 1];
  }

  /** All directions that are given. */
  static BlockDirections all(BlockSample sample, List<double[]> directions) {
    return new BlockDirections(sample, directions);
  }

  /**
   * Those in which blocks differ by more than rounding and by what others before them explain.
   *
   * @param directions orthonormal rows
   */
  public static BlockDirections resolved(BlockSample sample, List<double[]> directions) {
    double resolution = ROUNDING * sample.largest();
    List<double[]> resolved = new ArrayList<>();
    for (double[] direction : directions) {
      List<double[]> with = new ArrayList<>(resolved);
      with.add(direction);
      if (sample.size() > with.size() + 1 && unexplained(projections(sample, with)) > resolution) {
        resolved.add(direction);
      }
    }
    return new BlockDirections(sample, resolved);
  }

  /** The standard deviation of the last of some rows of numbers that no others explain. */
  private static double unexplained(double[][] rows) {
    int last = rows.length - 1;
    return Math.abs(spread(rows, -1).triangle(last, last));
  }

  /** A row a direction. */
  private static double[][] projections(BlockSample sample, List<double[]> directions) {
    double[][] rows = new double[directions.size()][sample.size()];
    for (int i = 0; i < rows.length; i++) {
      for (int b = 0; b < sample.size(); b++) {
        rows[i][b] = dot(directions.get(i), sample.block(b));
      }
    }
    return rows;
  }

  /** S = RᵀR of all blocks or without one, of numbers about their means. */
  private static HouseholderQr spread(double[][] projections, int without) {
    double[][] centred = new double[projections.length][];
    Arrays.setAll(centred, i -> centred(projections[i], without));
    return new HouseholderQr(centred);
  }

  /** How far blocks are from their mean, such that the sum of squares is their variance. */
  private static double[] centred(double[] ofBlocks, int without) {
    double[] centred = new double[without < 0 ? ofBlocks.length : ofBlocks.length - 1];
    int count = 0;
    for (int b = 0; b < ofBlocks.length; b++) {
      if (b != without) {
        centred[count++] = ofBlocks[b];
      }
    }
    double mean = CentralMoments.of(centred, count).mean();
    double free = Math.sqrt(count - 1.0);
    for (int b = 0; b < count; b++) {
      centred[b] = (centred[b] - mean) / free;
    }
    return centred;
  }

  /** The numbers in blocks. */
  BlockSample sample() {
    return sample;
  }

  /** How many directions there are. */
  int size() {
    return directions.size();
  }

  /** D y. */
  double[] of(double[] numbers) {
    double[] projected = new double[directions.size()];
    for (int i = 0; i < projected.length; i++) {
      projected[i] = dot(directions.get(i), numbers);
    }
    return projected;
  }

  /**
   * R⁻ᵀz with S = RᵀR, which takes S to 1.
   *
   * @param without the block that S leaves out, or −1
   */
  double[] whitened(double[] z, int without) {
    if (spreads[without + 1] == null) {
      spreads[without + 1] = spread(projections, without);
    }
    return spreads[without + 1].whitened(z);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
