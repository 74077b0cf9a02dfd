package wickstream.persistence;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import wickstream.statistics.Block;
import wickstream.statistics.PartialTotals;

/**
 * The bytes of partial totals on their way from where the bags were measured. Integers are
 * big-endian two's complement, numbers are big-endian IEEE 754 doubles; with D components, S series
 * and B blocks:
 *
 * <table>
 * <caption>Format 1</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>8</td><td>the letters {@code WICKBAGS} in ASCII</td></tr>
 * <tr><td>8</td><td>4</td><td>format version, 1</td></tr>
 * <tr><td>12</td><td>4</td><td>length of the whole in bytes</td></tr>
 * <tr><td>16</td><td>8</td><td>shard: the 16 hexadecimal digits of its identity</td></tr>
 * <tr><td>24</td><td>8</td><td>seed of the campaign</td></tr>
 * <tr><td>32</td><td>8</td><td>index of the first bag</td></tr>
 * <tr><td>40</td><td>8</td><td>how long measuring took, in nanoseconds</td></tr>
 * <tr><td>48</td><td>4</td><td>D</td></tr>
 * <tr><td>52</td><td>4</td><td>S</td></tr>
 * <tr><td>56</td><td>4</td><td>B</td></tr>
 * <tr><td>60</td><td>B (24 + 16 D + 40 S)</td><td>the blocks, in the order of their bags: {@link
 * BlockFormat}</td></tr>
 * <tr><td></td><td></td><td>of each series, the number of values that may be among the extreme
 * ones, in 4 bytes, and these values</td></tr>
 * <tr><td></td><td>32</td><td>SHA-256 of everything before it</td></tr>
 * </table>
 */
public final class PartialTotalsFormat {
  private static final int HEADER_BYTES = 60 - ChecksummedFrame.BEFORE;
  private static final ChecksummedFrame SEALED =
      new ChecksummedFrame("stretch of bags", "WICKBAGS", 1, HEADER_BYTES);

  private PartialTotalsFormat() {}

  /**
   * Partial totals that were measured.
   *
   * @param seed of the campaign
   * @param took how long measuring took, on one thread
   */
  public record Measured(long seed, PartialTotals partialTotals, Duration took) {}

  /** The bytes of partial totals whose shard's identity is 16 hexadecimal digits. */
  public static byte[] encode(Measured measured) {
    PartialTotals partialTotals = measured.partialTotals();
    int dimension = BlockFormat.dimension(partialTotals.blocks());
    int series = partialTotals.extremes().size();
    long length =
        HEADER_BYTES + partialTotals.blocks().size() * BlockFormat.bytes(dimension, series);
    for (double[] values : partialTotals.extremes()) {
      length += 4 + 8L * values.length;
    }
    ByteBuffer out = SEALED.begin(length);
    out.putLong(HexFormat.fromHexDigitsToLong(partialTotals.shard())).putLong(measured.seed());
    out.putLong(partialTotals.firstBag()).putLong(measured.took().toNanos());
    out.putInt(dimension).putInt(series).putInt(partialTotals.blocks().size());
    partialTotals.blocks().forEach(block -> BlockFormat.put(out, block));
    for (double[] values : partialTotals.extremes()) {
      out.putInt(values.length);
      BlockFormat.put(out, values);
    }
    return SEALED.seal(out);
  }

  /**
   * The partial totals that were encoded to these bytes.
   *
   * @throws DamagedCheckpoint if none was, or none that this program can read
   */
  public static Measured decode(byte[] data) throws DamagedCheckpoint {
    return SEALED.read(data, (in, version) -> measured(in));
  }

  private static Measured measured(ByteBuffer in) {
    String shard = HexFormat.of().toHexDigits(in.getLong());
    long seed = in.getLong();
    long firstBag = in.getLong();
    Duration took = Duration.ofNanos(in.getLong());
    int dimension = BlockFormat.count(in);
    int series = BlockFormat.count(in);
    List<Block> blocks = BlockFormat.blocks(in, BlockFormat.count(in), dimension, series);
    List<double[]> extremes = new ArrayList<>();
    for (int s = 0; s < series; s++) {
      extremes.add(BlockFormat.numbers(in, BlockFormat.count(in)));
    }
    return new Measured(seed, new PartialTotals(shard, firstBag, blocks, extremes), took);
  }
}
