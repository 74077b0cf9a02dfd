package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.statistics.Bag;
import wickstream.statistics.Block;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Moments;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/** Checkpoints come back bit for bit, and nothing else is taken for one. */
@Tag("bits")
class CheckpointFormatTest {
  private static final int DIGEST_BYTES = 32;
  private static final int HEADER_BYTES = 76;

  private static Checkpoint checkpoint(Totals totals) {
    return new Checkpoint(-42, totals, totals.nextBag() + 7, Duration.ofNanos(12_345_678_901L));
  }

  private static byte[] sample() {
    return CheckpointFormat.encode(checkpoint(new RandomTotals(3, 2, 10).of(0, 20)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 3, 2, 5",
    "9, 0, 3, 2, 5",
    "0, 1, 1, 1, 1",
    "0, 1, 0, 0, 3",
    "0, 2, 0, 1, 3",
    "5, 3, 1, 0, 3",
    "0, 17, 4, 6, 100",
    "0, 97, 2, 1, 100",
    "11, 129, 7, 3, 50",
    "0, 1000, 3, 2, 20",
    "1023, 3000, 2, 1, 3",
    "0, 3, 1071, 6, 1000"
  })
  void comeBackAsTheyWereAndGoOnAlike(
      long firstBag, long bags, int dimension, int series, int networks) throws DamagedCheckpoint {
    RandomTotals source = new RandomTotals(dimension, series, networks);
    Checkpoint checkpoint = checkpoint(source.of(firstBag, firstBag + bags));
    byte[] data = CheckpointFormat.encode(checkpoint);
    Checkpoint again = CheckpointFormat.decode(data);
    assertThat(again).isEqualTo(checkpoint);
    assertThat(CheckpointFormat.encode(again)).isEqualTo(data);
    long end = firstBag + bags + 150;
    assertThat(source.continued(again.totals(), end))
        .isEqualTo(source.continued(checkpoint.totals(), end));
  }

  @Test
  void oddNumbersKeepTheirBits() throws DamagedCheckpoint {
    double odd = Double.longBitsToDouble(0xfff8_0000_0000_1234L);
    double[] numbers = {
      odd,
      Double.NaN,
      -0.0,
      0.0,
      Double.MIN_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    Moments components = Moments.of(7, numbers, reversed(numbers));
    CentralMoments moments =
        new CentralMoments(7, odd, -0.0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    Sums sums = new Sums(components, List.of(moments));
    Totals totals =
        Totals.startingAt(RandomTotals.SHARD, 0)
            .plus(new Bag(RandomTotals.SHARD, 0, sums, List.of(numbers)));
    Totals again = CheckpointFormat.decode(CheckpointFormat.encode(checkpoint(totals))).totals();
    Sums sumsAgain = again.sums();
    assertThat(bits(sumsAgain.components().means())).isEqualTo(bits(numbers));
    assertThat(bits(sumsAgain.components().squares())).isEqualTo(bits(reversed(numbers)));
    assertThat(bits(again.tail(0).low())).isEqualTo(bits(totals.tail(0).low()));
    assertThat(bits(sumsAgain.seriesMean(0))).isEqualTo(bits(odd));
    assertThat(again).isEqualTo(totals);
  }

  private static double[] reversed(double[] numbers) {
    double[] reversed = new double[numbers.length];
    Arrays.setAll(reversed, i -> numbers[numbers.length - 1 - i]);
    return reversed;
  }

  private static long[] bits(double... numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Files that another program wrote from the description of the formats. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void readsTheFilesOfAllFormats(int format) throws IOException, DamagedCheckpoint {
    byte[] data;
    try (InputStream file =
        getClass().getResourceAsStream("/checkpoints/format-%d.checkpoint".formatted(format))) {
      data = file.readAllBytes();
    }
    List<Block> blocks = new ArrayList<>();
    for (int j = 0; j < 48; j++) {
      blocks.add(goldenBlock(2 * j, 2));
    }
    blocks.add(goldenBlock(96, 1));
    double[] low = new double[ExtremeValues.CAPACITY];
    double[] high = new double[ExtremeValues.CAPACITY];
    Arrays.setAll(low, i -> i - 8192);
    Arrays.setAll(high, i -> i + 0.125);
    List<ExtremeValues> tails =
        List.of(
            ExtremeValues.ofBothEnds(97, 9700, low, high),
            ExtremeValues.ofBothEnds(97, 0, new double[0], new double[0]));
    Totals totals = Totals.of("fedcba9876543210", 0, 97, blocks, tails);
    Checkpoint expected =
        new Checkpoint(Long.MIN_VALUE + 1, totals, 1L << 40, Duration.ofSeconds(86_400, 1));
    assertThat(CheckpointFormat.decode(data)).isEqualTo(expected);
    assertThat(CheckpointFormat.decode(CheckpointFormat.encode(expected))).isEqualTo(expected);
  }

  /** Of a shard as small as most of a large campaign. */
  @Test
  void isSmall() {
    byte[] data = CheckpointFormat.encode(checkpoint(new RandomTotals(147, 4, 1000).of(0, 2)));
    assertThat(data.length).isLessThan(14_000); // format 1 had 133 196 bytes
  }

  private static Block goldenBlock(int firstBag, int bags) {
    double x = firstBag;
    Moments components =
        Moments.of(
            100 * bags, new double[] {x, -x / 2, 1 / (x + 1)}, new double[] {x * x, 0.5, 1e-300});
    CentralMoments series = new CentralMoments(100 * bags, x + 0.25, 3 * x, -0.0, 1e300);
    return new Block(firstBag, bags, new Sums(components, List.of(series, CentralMoments.EMPTY)));
  }

  private static void assertDamaged(byte[] data, String message) {
    assertThatThrownBy(() -> CheckpointFormat.decode(data))
        .isInstanceOf(DamagedCheckpoint.class)
        .hasMessage(message);
  }

  private static void assertDamaged(byte[] data) {
    assertThatThrownBy(() -> CheckpointFormat.decode(data)).isInstanceOf(DamagedCheckpoint.class);
  }

  @Test
  void truncationIsNoticedAnywhere() {
    byte[] data = sample();
    for (int length = 0; length < data.length; length += length < HEADER_BYTES ? 1 : 64) {
      assertDamaged(Arrays.copyOf(data, length));
    }
    assertDamaged(Arrays.copyOf(data, data.length - 1));
    assertDamaged(Arrays.copyOf(data, 7), "these 7 bytes are not a checkpoint");
    assertDamaged(Arrays.copyOf(data, 100), "the checkpoint is truncated: only 100 bytes are left");
    assertDamaged(
        Arrays.copyOf(data, 1000),
        "the checkpoint is truncated: 1000 of %d bytes are left".formatted(data.length));
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] data = sample();
    Random random = new Random(61);
    for (int trial = 0; trial < 200; trial++) {
      byte[] flipped = data.clone();
      flipped[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
      assertDamaged(flipped);
    }
    byte[] flipped = data.clone();
    flipped[200] ^= 1;
    assertDamaged(flipped, "the checkpoint's checksum differs: its bytes were changed");
  }

  @Test
  void appendedBytesAreNoticed() {
    byte[] data = sample();
    assertDamaged(
        Arrays.copyOf(data, data.length + 1),
        "the checkpoint has %d bytes, and should have %d".formatted(data.length + 1, data.length));
  }

  @Test
  void othersBytesAreRefused() {
    byte[] foreign = new byte[4096];
    new Random(62).nextBytes(foreign);
    assertDamaged(foreign, "these 4096 bytes are not a checkpoint");
    assertDamaged(new byte[0], "these 0 bytes are not a checkpoint");
  }

  @Test
  void otherFormatsAreRefused() {
    byte[] newer = ByteBuffer.wrap(sample()).putInt(8, 3).array();
    assertDamaged(
        newer, "the checkpoint was written by a newer version of the program: format 3, not 2");
    byte[] none = ByteBuffer.wrap(sample()).putInt(8, 0).array();
    assertDamaged(none, "the checkpoint's format 0 does not exist");
  }

  /** Under a checksum that is right. */
  @ParameterizedTest
  @CsvSource({
    "40, 21, blocks of shard 0123456789abcdef must be those of bags 0 until 21",
    "48, 3, 'a checkpoint''s grant must end at bag 20 or later, was 3'",
    "56, -1, 'a checkpoint''s time must not be negative, was PT-0.000000001S'"
  })
  void contradictionsAreRefused(int offset, long value, String message) {
    byte[] data = signed(ByteBuffer.wrap(sample()).putLong(offset, value));
    assertDamaged(data, "the checkpoint contradicts itself: " + message);
  }

  /** The data do not hold so much, and nothing of the kind is allocated. */
  @ParameterizedTest
  @ValueSource(ints = {64, 68, 72})
  void sizesAreNotBelieved(int offset) {
    assertThatThrownBy(() -> CheckpointFormat.decode(with(offset, Integer.MAX_VALUE)))
        .isInstanceOf(DamagedCheckpoint.class)
        .hasMessageStartingWith("the checkpoint contradicts itself: ");
    assertDamaged(with(offset, -3), "the checkpoint contradicts itself: a number of things is -3");
  }

  private static byte[] with(int offset, int size) {
    return signed(ByteBuffer.wrap(sample()).putInt(offset, size));
  }

  @Test
  void whatIsLeftOverIsRefused() {
    byte[] data = sample();
    int length = data.length + 8;
    ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(data, length)).putInt(12, length);
    assertDamaged(signed(longer), "the checkpoint contradicts itself: 8 bytes too many");
    byte[] empty = CheckpointFormat.encode(checkpoint(Totals.startingAt(RandomTotals.SHARD, 0)));
    assertDamaged(
        signed(ByteBuffer.wrap(empty).putInt(64, 5)),
        "the checkpoint contradicts itself: no blocks of 5 components");
  }

  private static byte[] signed(ByteBuffer data) {
    try {
      byte[] body = Arrays.copyOf(data.array(), data.capacity() - DIGEST_BYTES);
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(body);
      return ByteBuffer.allocate(data.capacity()).put(body).put(sum).array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
