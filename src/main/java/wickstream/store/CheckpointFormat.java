package wickstream.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import wickstream.statistics.Block;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Moments;
import wickstream.statistics.Sums;
import wickstream.statistics.Tail;
import wickstream.statistics.Totals;

/**
 * The bytes of a checkpoint. Integers are big-endian two's complement, numbers are big-endian IEEE
 * 754 doubles; with D components, S series and B blocks:
 *
 * <table>
 * <caption>Format 1</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>8</td><td>the letters {@code WICKCKPT} in ASCII</td></tr>
 * <tr><td>8</td><td>4</td><td>format version, 1</td></tr>
 * <tr><td>12</td><td>4</td><td>length of the whole in bytes</td></tr>
 * <tr><td>16</td><td>8</td><td>shard: the 16 hexadecimal digits of its identity</td></tr>
 * <tr><td>24</td><td>8</td><td>seed of the campaign</td></tr>
 * <tr><td>32</td><td>8</td><td>index of the first bag</td></tr>
 * <tr><td>40</td><td>8</td><td>index after the last bag</td></tr>
 * <tr><td>48</td><td>8</td><td>index after the last bag of the grant</td></tr>
 * <tr><td>56</td><td>8</td><td>sampling time in nanoseconds</td></tr>
 * <tr><td>64</td><td>4</td><td>D; 0 if B = 0</td></tr>
 * <tr><td>68</td><td>4</td><td>S; 0 if B = 0</td></tr>
 * <tr><td>72</td><td>4</td><td>B</td></tr>
 * <tr><td>76</td><td>B (24 + 16 D + 40 S)</td><td>the blocks, in the order of their bags</td></tr>
 * <tr><td></td><td></td><td>the tails, one of each series</td></tr>
 * <tr><td></td><td>32</td><td>SHA-256 of everything before it</td></tr>
 * </table>
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
 *
 * <table>
 * <caption>A tail</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>4</td><td>number T of values kept at either end, at most 4096</td></tr>
 * <tr><td>4</td><td>8 T</td><td>the smallest values, ascending</td></tr>
 * <tr><td>4 + 8 T</td><td>8 T</td><td>the largest values, ascending</td></tr>
 * </table>
 */
public final class CheckpointFormat {
  private static final byte[] MAGIC = "WICKCKPT".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 76;
  private static final int DIGEST_BYTES = 32;

  private CheckpointFormat() {}

  /**
   * The bytes of a checkpoint.
   *
   * @throws ArithmeticException if there are more than 2 GiB of them, or the time is above 292
   *     years
   */
  public static byte[] encode(Checkpoint checkpoint) {
    Totals totals = checkpoint.totals();
    ByteBuffer out = ByteBuffer.allocate(length(totals));
    out.put(MAGIC).putInt(VERSION).putInt(out.capacity());
    out.putLong(HexFormat.fromHexDigitsToLong(totals.shard())).putLong(checkpoint.seed());
    out.putLong(totals.firstBag()).putLong(totals.nextBag()).putLong(checkpoint.grantEnd());
    out.putLong(checkpoint.spent().toNanos());
    out.putInt(dimension(totals)).putInt(totals.seriesCount()).putInt(totals.blocks().size());
    for (Block block : totals.blocks()) {
      put(out, block);
    }
    for (int s = 0; s < totals.seriesCount(); s++) {
      put(out, totals.tail(s));
    }
    return out.put(digest(out.array())).array();
  }

  private static int length(Totals totals) {
    long length = HEADER_BYTES + DIGEST_BYTES;
    length += totals.blocks().size() * blockBytes(dimension(totals), totals.seriesCount());
    for (int s = 0; s < totals.seriesCount(); s++) {
      length += 4 + 16L * totals.tail(s).size();
    }
    return Math.toIntExact(length);
  }

  private static int dimension(Totals totals) {
    return totals.blocks().stream()
        .mapToInt(block -> block.sums().components().dimension())
        .findFirst()
        .orElse(0);
  }

  private static long blockBytes(int dimension, int series) {
    return 24 + 16L * dimension + 40L * series;
  }

  private static void put(ByteBuffer out, Block block) {
    Moments components = block.sums().components();
    out.putLong(block.firstBag()).putLong(block.bags()).putLong(components.count());
    put(out, components.means());
    put(out, components.squares());
    for (CentralMoments series : block.sums().series()) {
      out.putLong(series.count()).putDouble(series.mean());
      out.putDouble(series.m2()).putDouble(series.m3()).putDouble(series.m4());
    }
  }

  private static void put(ByteBuffer out, Tail tail) {
    out.putInt(tail.size());
    put(out, tail.low());
    put(out, tail.high());
  }

  private static void put(ByteBuffer out, double[] numbers) {
    out.asDoubleBuffer().put(numbers);
    out.position(out.position() + 8 * numbers.length);
  }

  /** The SHA-256 of all but the last 32 bytes. */
  private static byte[] digest(byte[] data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(data, 0, data.length - DIGEST_BYTES);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The checkpoint that was encoded to these bytes.
   *
   * @throws DamagedCheckpoint if none was, or none that this program can read
   */
  public static Checkpoint decode(byte[] data) throws DamagedCheckpoint {
    requireWhole(data);
    ByteBuffer in = ByteBuffer.wrap(data, 16, data.length - DIGEST_BYTES - 16);
    try {
      Checkpoint checkpoint = checkpoint(in);
      if (in.hasRemaining()) {
        throw contradiction("%d bytes too many".formatted(in.remaining()));
      }
      return checkpoint;
    } catch (BufferUnderflowException e) {
      throw contradiction("ends too early");
    } catch (IllegalArgumentException e) {
      throw contradiction(e.getMessage());
    }
  }

  private static DamagedCheckpoint contradiction(String what) {
    return new DamagedCheckpoint("the checkpoint contradicts itself: " + what);
  }

  private static void requireWhole(byte[] data) throws DamagedCheckpoint {
    if (!Arrays.equals(MAGIC, Arrays.copyOf(data, Math.min(data.length, MAGIC.length)))) {
      throw new DamagedCheckpoint("these %d bytes are not a checkpoint".formatted(data.length));
    }
    if (data.length < HEADER_BYTES + DIGEST_BYTES) {
      throw new DamagedCheckpoint(
          "the checkpoint is truncated: only %d bytes are left".formatted(data.length));
    }
    ByteBuffer header = ByteBuffer.wrap(data, MAGIC.length, 8);
    int version = header.getInt();
    if (version != VERSION) {
      throw new DamagedCheckpoint(
          version > VERSION
              ? "the checkpoint was written by a newer version of the program: format %d, not %d"
                  .formatted(version, VERSION)
              : "the checkpoint's format %d does not exist".formatted(version));
    }
    int length = header.getInt();
    if (data.length != length) {
      throw new DamagedCheckpoint(
          data.length < length
              ? "the checkpoint is truncated: %d of %d bytes are left"
                  .formatted(data.length, length)
              : "the checkpoint has %d bytes, and should have %d".formatted(data.length, length));
    }
    int end = data.length - DIGEST_BYTES;
    if (!Arrays.equals(data, end, data.length, digest(data), 0, DIGEST_BYTES)) {
      throw new DamagedCheckpoint("the checkpoint's checksum differs: its bytes were changed");
    }
  }

  private static Checkpoint checkpoint(ByteBuffer in) {
    String shard = HexFormat.of().toHexDigits(in.getLong());
    long seed = in.getLong();
    long firstBag = in.getLong();
    long nextBag = in.getLong();
    long grantEnd = in.getLong();
    Duration spent = Duration.ofNanos(in.getLong());
    int dimension = count(in);
    int series = count(in);
    int blockCount = count(in);
    List<Block> blocks = new ArrayList<>();
    for (int b = 0; b < blockCount; b++) {
      blocks.add(block(in, dimension, series));
    }
    List<Tail> tails = new ArrayList<>();
    for (int s = 0; s < series; s++) {
      tails.add(tail(in));
    }
    Totals totals = Totals.of(shard, firstBag, nextBag, blocks, tails);
    if (dimension != dimension(totals)) {
      throw new IllegalArgumentException("no blocks of %d components".formatted(dimension));
    }
    return new Checkpoint(seed, totals, grantEnd, spent);
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

  private static Tail tail(ByteBuffer in) {
    int size = count(in);
    return Tail.of(numbers(in, size), numbers(in, size));
  }

  private static int count(ByteBuffer in) {
    int count = in.getInt();
    if (count < 0) {
      throw new IllegalArgumentException("a number of things is " + count);
    }
    return count;
  }

  private static double[] numbers(ByteBuffer in, int count) {
    if (count > in.remaining() / 8) {
      throw new BufferUnderflowException();
    }
    double[] numbers = new double[count];
    in.asDoubleBuffer().get(numbers);
    in.position(in.position() + 8 * count);
    return numbers;
  }
}
