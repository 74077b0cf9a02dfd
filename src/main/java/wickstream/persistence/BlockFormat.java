package wickstream.persistence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import wickstream.statistics.Block;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Moments;
import wickstream.statistics.Sums;

/**
 * The bytes of blocks, which checkpoints and partial totals share. Integers are big-endian two's
 * complement, numbers are big-endian IEEE 754 doubles; with D components and S series:
 *
 * <table>
 * <caption>A block</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>8</td><td>index of its first bag</td></tr>
 * <tr><td>8</td><td>8</td><td>number of bags, a power of two</td></tr>
 * <tr><td>16</td><td>8</td><td>number n of networks</td></tr>
 * <tr><td>24</td><td>8 D</td><td>ȳ of each component</td></tr>
 * <tr><td>24 + 8 D</td><td>8 D</td><td>Σ(y−ȳ)² of each component</td></tr>
 * <tr><td>24 + 16 D</td><td>40 S</td><td>of each series: n as an integer, then ȳ, Σ(y−ȳ)²,
 * Σ(y−ȳ)³, Σ(y−ȳ)⁴</td></tr>
 * </table>
 */
final class BlockFormat {
  private BlockFormat() {}

  /** How many bytes a block has. */
  static long bytes(int dimension, int series) {
    return 24 + 16L * dimension + 40L * series;
  }

  /** How many components some blocks have; 0 if there are none. */
  static int dimension(List<Block> blocks) {
    return blocks.isEmpty() ? 0 : blocks.get(0).sums().components().dimension();
  }

  static void put(ByteBuffer out, Block block) {
    Moments components = block.sums().components();
    out.putLong(block.firstBag()).putLong(block.bags()).putLong(components.count());
    put(out, components.means());
    put(out, components.squares());
    for (CentralMoments series : block.sums().series()) {
      out.putLong(series.count()).putDouble(series.mean());
      out.putDouble(series.m2()).putDouble(series.m3()).putDouble(series.m4());
    }
  }

  static void put(ByteBuffer out, double[] numbers) {
    out.asDoubleBuffer().put(numbers);
    out.position(out.position() + 8 * numbers.length);
  }

  /** Reads this many blocks. */
  static List<Block> blocks(ByteBuffer in, int count, int dimension, int series) {
    List<Block> blocks = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      blocks.add(block(in, dimension, series));
    }
    return blocks;
  }

  private static Block block(ByteBuffer in, int dimension, int series) {
    long firstBag = in.getLong();
    long bags = in.getLong();
    Moments components = Moments.of(in.getLong(), numbers(in, dimension), numbers(in, dimension));
    List<CentralMoments> moments = new ArrayList<>();
    for (int s = 0; s < series; s++) {
      moments.add(
          new CentralMoments(
              in.getLong(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble()));
    }
    return new Block(firstBag, bags, new Sums(components, moments));
  }

  /**
   * Reads a count.
   *
   * @throws IllegalArgumentException if it is negative
   */
  static int count(ByteBuffer in) {
    int count = in.getInt();
    if (count < 0) {
      throw new IllegalArgumentException("a number of things is " + count);
    }
    return count;
  }

  /**
   * Reads this many numbers.
   *
   * @throws BufferUnderflowException if there are fewer
   */
  static double[] numbers(ByteBuffer in, int count) {
    if (count > in.remaining() / 8) {
      throw new BufferUnderflowException();
    }
    double[] numbers = new double[count];
    in.asDoubleBuffer().get(numbers);
    in.position(in.position() + 8 * count);
    return numbers;
  }
}
