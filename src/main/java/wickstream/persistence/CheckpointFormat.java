package wickstream.persistence;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import wickstream.statistics.Block;
import wickstream.statistics.ExtremeValues;
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
 * <tr><td>76</td><td>B (24 + 16 D + 40 S)</td><td>the blocks, in the order of their bags: {@link
 * BlockFormat}</td></tr>
 * <tr><td></td><td></td><td>the tails, one of each series</td></tr>
 * <tr><td></td><td>32</td><td>SHA-256 of everything before it</td></tr>
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
  private static final int HEADER_BYTES = 76 - ChecksummedFrame.BEFORE;
  private static final ChecksummedFrame SEALED =
      new ChecksummedFrame("checkpoint", "WICKCKPT", 1, HEADER_BYTES);

  private CheckpointFormat() {}

  /**
   * The bytes of a checkpoint.
   *
   * @throws ArithmeticException if there are more than 2 GiB of them, or the time is above 292
   *     years
   */
  public static byte[] encode(Checkpoint checkpoint) {
    Totals totals = checkpoint.totals();
    int dimension = BlockFormat.dimension(totals.blocks());
    ByteBuffer out = SEALED.begin(length(totals, dimension));
    out.putLong(HexFormat.fromHexDigitsToLong(totals.shard())).putLong(checkpoint.seed());
    out.putLong(totals.firstBag()).putLong(totals.nextBag()).putLong(checkpoint.grantEnd());
    out.putLong(checkpoint.spent().toNanos());
    out.putInt(dimension).putInt(totals.seriesCount()).putInt(totals.blocks().size());
    totals.blocks().forEach(block -> BlockFormat.put(out, block));
    for (int s = 0; s < totals.seriesCount(); s++) {
      put(out, totals.tail(s));
    }
    return SEALED.seal(out);
  }

  private static long length(Totals totals, int dimension) {
    long length = HEADER_BYTES;
    length += totals.blocks().size() * BlockFormat.bytes(dimension, totals.seriesCount());
    for (int s = 0; s < totals.seriesCount(); s++) {
      length += 4 + 16L * totals.tail(s).size();
    }
    return length;
  }

  private static void put(ByteBuffer out, ExtremeValues tail) {
    out.putInt(tail.size());
    BlockFormat.put(out, tail.low());
    BlockFormat.put(out, tail.high());
  }

  /**
   * The checkpoint that was encoded to these bytes.
   *
   * @throws DamagedCheckpoint if none was, or none that this program can read
   */
  public static Checkpoint decode(byte[] data) throws DamagedCheckpoint {
    return SEALED.read(data, CheckpointFormat::checkpoint);
  }

  private static Checkpoint checkpoint(ByteBuffer in) {
    String shard = HexFormat.of().toHexDigits(in.getLong());
    long seed = in.getLong();
    long firstBag = in.getLong();
    long nextBag = in.getLong();
    long grantEnd = in.getLong();
    Duration spent = Duration.ofNanos(in.getLong());
    int dimension = BlockFormat.count(in);
    int series = BlockFormat.count(in);
    List<Block> blocks = BlockFormat.blocks(in, BlockFormat.count(in), dimension, series);
    List<ExtremeValues> tails = new ArrayList<>();
    for (int s = 0; s < series; s++) {
      tails.add(tail(in));
    }
    Totals totals = Totals.of(shard, firstBag, nextBag, blocks, tails);
    if (dimension != BlockFormat.dimension(totals.blocks())) {
      throw new IllegalArgumentException("no blocks of %d components".formatted(dimension));
    }
    return new Checkpoint(seed, totals, grantEnd, spent);
  }

  private static ExtremeValues tail(ByteBuffer in) {
    int size = BlockFormat.count(in);
    return ExtremeValues.of(BlockFormat.numbers(in, size), BlockFormat.numbers(in, size));
  }
}
