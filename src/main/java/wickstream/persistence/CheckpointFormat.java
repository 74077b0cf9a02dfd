package wickstream.persistence;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import wickstream.statistics.Block;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.ExtremeValues.Kept;
import wickstream.statistics.Totals;

/**
 * The bytes of a checkpoint. Integers are big-endian two's complement, numbers are big-endian IEEE
 * 754 doubles; with D components, S series and B blocks:
 *
 * <table>
 * <caption>Format 2</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>8</td><td>the letters {@code WICKCKPT} in ASCII</td></tr>
 * <tr><td>8</td><td>4</td><td>format version, 2</td></tr>
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
 * <tr><td>76</td><td></td><td>the contents, as {@link PackedWords}</td></tr>
 * <tr><td></td><td>32</td><td>SHA-256 of everything before it</td></tr>
 * </table>
 *
 * <table>
 * <caption>The contents</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>B (24 + 16 D + 40 S)</td><td>the blocks, in the order of their bags: {@link
 * BlockFormat}</td></tr>
 * <tr><td></td><td></td><td>the tails, one of each series</td></tr>
 * </table>
 *
 * <table>
 * <caption>A tail, with P parts: one for the bags up to the last power of two, if the first bag is
 * bag 0, and one for those after each power of two</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>8</td><td>P</td></tr>
 * <tr><td>8</td><td></td><td>the parts</td></tr>
 * </table>
 *
 * <table>
 * <caption>A part of a tail</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>8</td><td>how many values the bags held</td></tr>
 * <tr><td>8</td><td>8</td><td>number T of the smallest values that are kept, or of all that are
 * kept while it is not known which are the largest</td></tr>
 * <tr><td>16</td><td>8 T</td><td>these, ascending</td></tr>
 * <tr><td>16 + 8 T</td><td>8</td><td>number U of the largest values that are kept</td></tr>
 * <tr><td>24 + 8 T</td><td>8 U</td><td>these, ascending</td></tr>
 * </table>
 *
 * <p>Format 1 can be read as well. Its contents are not packed, and hold other tails:
 *
 * <table>
 * <caption>A tail of format 1</caption>
 * <tr><th>offset</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>4</td><td>number T of values kept at either end: 4096, or all if they are
 * fewer</td></tr>
 * <tr><td>4</td><td>8 T</td><td>the smallest values, ascending</td></tr>
 * <tr><td>4 + 8 T</td><td>8 T</td><td>the largest values, ascending</td></tr>
 * </table>
 */
public final class CheckpointFormat {
  private static final int HEADER_BYTES = 76 - ChecksummedFrame.BEFORE;
  private static final ChecksummedFrame SEALED =
      new ChecksummedFrame("checkpoint", "WICKCKPT", 2, HEADER_BYTES);

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
    List<List<Kept>> tails =
        IntStream.range(0, totals.seriesCount()).mapToObj(s -> parts(totals.tail(s))).toList();
    byte[] contents = PackedWords.pack(contents(totals, dimension, tails));
    ByteBuffer out = SEALED.begin(HEADER_BYTES + contents.length);
    out.putLong(HexFormat.fromHexDigitsToLong(totals.shard())).putLong(checkpoint.seed());
    out.putLong(totals.firstBag()).putLong(totals.nextBag()).putLong(checkpoint.grantEnd());
    out.putLong(checkpoint.spent().toNanos());
    out.putInt(dimension).putInt(totals.seriesCount()).putInt(totals.blocks().size());
    return SEALED.seal(out.put(contents));
  }

  private static ByteBuffer contents(Totals totals, int dimension, List<List<Kept>> tails) {
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length(totals, dimension, tails)));
    totals.blocks().forEach(block -> BlockFormat.put(out, block));
    tails.forEach(tail -> put(out, tail));
    return out;
  }

  private static long length(Totals totals, int dimension, List<List<Kept>> tails) {
    long length = totals.blocks().size() * BlockFormat.bytes(dimension, totals.seriesCount());
    for (List<Kept> parts : tails) {
      length +=
          8
              + parts.stream()
                  .mapToLong(part -> 24 + 8L * (part.low().length + part.high().length))
                  .sum();
    }
    return length;
  }

  private static List<Kept> parts(ExtremeValues tail) {
    List<Kept> parts = new ArrayList<>(tail.late());
    if (tail.firstBag() == 0) {
      parts.add(0, tail.early());
    }
    return parts;
  }

  private static void put(ByteBuffer out, List<Kept> parts) {
    out.putLong(parts.size());
    for (Kept part : parts) {
      out.putLong(part.count()).putLong(part.low().length);
      BlockFormat.put(out, part.low());
      out.putLong(part.high().length);
      BlockFormat.put(out, part.high());
    }
  }

  /**
   * The checkpoint that was encoded to these bytes.
   *
   * @throws DamagedCheckpoint if none was, or none that this program can read
   */
  public static Checkpoint decode(byte[] data) throws DamagedCheckpoint {
    return SEALED.read(data, CheckpointFormat::checkpoint);
  }

  private static Checkpoint checkpoint(ByteBuffer in, int version) {
    String shard = HexFormat.of().toHexDigits(in.getLong());
    long seed = in.getLong();
    long firstBag = in.getLong();
    long nextBag = in.getLong();
    long grantEnd = in.getLong();
    Duration spent = Duration.ofNanos(in.getLong());
    int dimension = BlockFormat.count(in);
    int series = BlockFormat.count(in);
    int blockCount = BlockFormat.count(in);
    ByteBuffer contents = version == 1 ? in : PackedWords.unpack(in);
    List<Block> blocks = BlockFormat.blocks(contents, blockCount, dimension, series);
    List<ExtremeValues> tails = new ArrayList<>();
    for (int s = 0; s < series; s++) {
      long count = countOf(blocks, s);
      tails.add(
          version == 1
              ? bothEnds(contents, firstBag, nextBag, count)
              : tail(contents, firstBag, nextBag));
    }
    if (contents != in && contents.hasRemaining()) {
      throw new IllegalArgumentException(
          "%d bytes too many are packed".formatted(contents.remaining()));
    }
    Totals totals = Totals.of(shard, firstBag, nextBag, blocks, tails);
    if (dimension != BlockFormat.dimension(totals.blocks())) {
      throw new IllegalArgumentException("no blocks of %d components".formatted(dimension));
    }
    return new Checkpoint(seed, totals, grantEnd, spent);
  }

  private static long countOf(List<Block> blocks, int s) {
    return blocks.stream().mapToLong(block -> block.sums().series().get(s).count()).sum();
  }

  private static ExtremeValues tail(ByteBuffer in, long firstBag, long nextBag) {
    List<Kept> parts = new ArrayList<>();
    for (long left = in.getLong(); left > 0; left--) {
      parts.add(new Kept(in.getLong(), numbers(in), numbers(in)));
    }
    boolean isFromTheBegin = firstBag == 0 && !parts.isEmpty();
    return ExtremeValues.of(
        firstBag,
        nextBag,
        isFromTheBegin ? parts.get(0) : Kept.NOTHING,
        isFromTheBegin ? parts.subList(1, parts.size()) : parts);
  }

  private static double[] numbers(ByteBuffer in) {
    long count = in.getLong();
    if (count < 0 || count > in.remaining() / Double.BYTES) {
      throw new IllegalArgumentException("a number of values is " + count);
    }
    return BlockFormat.numbers(in, (int) count);
  }

  private static ExtremeValues bothEnds(ByteBuffer in, long firstBag, long nextBag, long count) {
    if (firstBag != 0) {
      throw new IllegalArgumentException("format 1 is of bags from bag 0 on, not " + firstBag);
    }
    int size = BlockFormat.count(in);
    double[] low = BlockFormat.numbers(in, size);
    return ExtremeValues.ofBothEnds(nextBag, count, low, BlockFormat.numbers(in, size));
  }
}
