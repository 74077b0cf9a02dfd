package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bits")
class LaneStreamsTest {
  private static final long SEED = 20240611;
  private static final long SHARD = 0x0123456789abcdefL;
  private static final long BAG = 7;
  private static final int ROWS = 1000;

  private static LaneStreams streams() {
    return new LaneStreams(SEED, SHARD, BAG, 0);
  }

  private static long[] words(LaneStreams streams, int rows) {
    long[] words = new long[LaneStreams.LANES * rows];
    streams.words(words, rows);
    return words;
  }

  private static double[] normals(LaneStreams streams, int rows) {
    double[] normals = new double[LaneStreams.LANES * rows];
    streams.normals(normals, rows);
    return normals;
  }

  /**
   * The seeding written out: Philox under the shard's key, at (bag, 2 lane) and (bag, 2 lane+1).
   */
  private static Xoshiro laneByHand(int lane) {
    long shardKey = Philox.hash(SHARD, 0, SEED)[0];
    long[] low = Philox.hash(BAG, 2L * lane, shardKey);
    long[] high = Philox.hash(BAG, 2L * lane + 1, shardKey);
    return new Xoshiro(low[0], low[1], high[0], high[1]);
  }

  @Test
  void entryEightRPlusLIsTheRthWordOfLaneL() {
    long[] words = words(streams(), ROWS);
    for (int lane = 0; lane < 8; lane++) {
      Xoshiro byHand = laneByHand(lane);
      for (int r = 0; r < ROWS; r++) {
        assertThat(words[8 * r + lane]).isEqualTo(byHand.next());
      }
    }
  }

  @Test
  void aNormalIsTheZigguratOfAWord() {
    double[] normals = normals(streams(), ROWS);
    long[] words = words(streams(), ROWS);
    assertThat(normals)
        .containsExactly(Arrays.stream(words).mapToDouble(Ziggurat::normal).toArray());
  }

  @Test
  void callsContinueOneStreamALane() {
    long[] whole = words(streams(), 10);
    LaneStreams streams = streams();
    long[] first = words(streams, 3);
    double[] second = normals(streams, 2);
    words(streams, 0);
    long[] third = words(streams, 5);
    assertThat(first).containsExactly(Arrays.copyOfRange(whole, 0, 24));
    assertThat(second)
        .containsExactly(Arrays.stream(whole, 24, 40).mapToDouble(Ziggurat::normal).toArray());
    assertThat(third).containsExactly(Arrays.copyOfRange(whole, 40, 80));
  }

  @Test
  void entriesBeyondTheRowsAreLeftAlone() {
    long[] words = new long[20];
    double[] normals = new double[20];
    streams().words(words, 2);
    streams().normals(normals, 2);
    assertThat(Arrays.copyOfRange(words, 16, 20)).containsOnly(0);
    assertThat(Arrays.copyOfRange(normals, 16, 20)).containsOnly(0);
  }

  @Test
  void noTwoLanesOfNeighbouringAddressesShareAStream() {
    Set<Long> firstWords = new HashSet<>();
    int addresses = 0;
    for (int bit = 0; bit < 64; bit++) {
      long flip = 1L << bit;
      addFirstRow(firstWords, new LaneStreams(SEED ^ flip, SHARD, BAG, 0));
      addFirstRow(firstWords, new LaneStreams(SEED, SHARD ^ flip, BAG, 0));
      addFirstRow(firstWords, new LaneStreams(SEED, SHARD, BAG ^ flip, 0));
      addresses += 3;
    }
    for (int kind = 1; kind < 20; kind++) {
      addFirstRow(firstWords, new LaneStreams(SEED, SHARD, BAG, kind));
      addresses++;
    }
    addFirstRow(firstWords, streams());
    assertThat(firstWords).hasSize(8 * (addresses + 1));
  }

  private static void addFirstRow(Set<Long> firstWords, LaneStreams streams) {
    Arrays.stream(words(streams, 1)).forEach(firstWords::add);
  }

  /** From an implementation of Philox and xoshiro in Python's unbounded integers. */
  @Test
  void theFirstWordsOfOneAddressNeverChange() {
    assertThat(words(streams(), 2))
        .containsExactly(
            0xd384ba69165ccdc1L,
            0xdfd01492e0ab8e3eL,
            0xefecd1f4817bee90L,
            0x2dd58d595c9eac2eL,
            0x35a88a0840f4323dL,
            0x199a84e76d960ac6L,
            0xcea43b14de49a0b5L,
            0x7966dd34ecac9457L,
            0xe64faa11a098f586L,
            0x7b9088375d0ddd71L,
            0xfa0a3cda85ff03cbL,
            0x4dbcd9f44ebf9269L,
            0x0e786b88475c7c20L,
            0xf5406d5d21515f4cL,
            0x760d4763827f5fecL,
            0x8f599be23afd87f0L);
  }

  @Test
  void theFirstNormalsOfOneAddressHaveTheSameBitsOnEveryJdk() {
    assertThat(normals(streams(), 2))
        .containsExactly(
            0x1.22617c1f9eeeep-1,
            0x1.2f1383785fa5fp-1,
            0x1.4828cc352c1c6p-1,
            -0x1.62965761eb2bdp-1,
            -0x1.5bdb389959c9ap0,
            -0x1.fbcb08e6fe4e6p-1,
            0x1.beeded22cb7cdp0,
            -0x1.a163ac6f652f1p-4,
            0x1.748d5226d171ep0,
            -0x1.03bea335f452fp-5,
            0x1.f628a7e32be65p0,
            -0x1.cef0af81e0b5fp-1,
            -0x1.ecec0b05e4148p-1,
            0x1.08959b72049b5p-1,
            -0x1.438d2bcc9f398p-6,
            0x1.7b4603cc797a2p-3);
  }

  /** Far down the streams, outside the boxes: the tail and the sides go through log and exp. */
  @Test
  void theNormalsOutsideTheBoxesHaveTheSameBitsOnEveryJdk() {
    long[] words = words(streams(), 2000);
    double[] outside =
        Arrays.stream(words)
            .filter(bits -> (bits & 0xFFF) >= 4093)
            .mapToDouble(Ziggurat::normal)
            .limit(8)
            .toArray();
    assertThat(outside)
        .containsExactly(
            -0x1.a40fca48fb862p-3,
            0x1.fb620171e9e6bp0,
            -0x1.43fb2968f9ddbp-1,
            0x1.ffc9153b87cecp-3,
            -0x1.d08aa10e5dbccp-3,
            -0x1.ac2fe2ca88de7p-4,
            -0x1.297da26030cd2p-4,
            -0x1.7519d341f2464p-4);
  }

  @Test
  void normalsOfTheTailHaveTheSameBitsOnEveryJdk() {
    long[] words = words(streams(), 20_000);
    double[] tail =
        Arrays.stream(words)
            .mapToDouble(bits -> Ziggurat.normal(bits | 0xFFF))
            .filter(x -> Math.abs(x) > 4.6)
            .limit(6)
            .toArray();
    assertThat(tail)
        .containsExactly(
            0x1.370a73ebd3a9ep2,
            0x1.28caba3aeb282p2,
            0x1.267133ba9bf06p2,
            -0x1.2adf17d570d93p2,
            -0x1.30d44f1867ef1p2,
            0x1.2d8b3f3302a43p2);
  }
}
