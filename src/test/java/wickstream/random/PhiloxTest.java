package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bits")
class PhiloxTest {

  @Test
  void reproducesTheKnownAnswersOfRandom123() {
    assertThat(Philox.block(0, 0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.block(-1, -1, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Philox.block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  /** The numbers come from an implementation in Python's unbounded integers. */
  @Test
  void hashTakesAndGivesLongsLeastSignificantWordFirst() {
    assertThat(Philox.hash(0x0123456789abcdefL, 0xfedcba9876543210L, 0x0f1e2d3c4b5a6978L))
        .containsExactly(0x7602fea8a6cbbff0L, 0x926b4af3dcbc7507L);
  }

  /** Each count is binomial(128, 1/2): outside 24..104 with a probability below 1e-12. */
  @Test
  void everyInputBitChangesAboutHalfOfTheOutput() {
    for (int bit = 0; bit < 192; bit++) {
      long flip = 1L << bit;
      long[] plain = Philox.hash(11, 12, 13);
      long[] flipped =
          Philox.hash(
              11 ^ (bit < 64 ? flip : 0),
              12 ^ (bit >= 64 && bit < 128 ? flip : 0),
              13 ^ (bit >= 128 ? flip : 0));
      int changed = Long.bitCount(plain[0] ^ flipped[0]) + Long.bitCount(plain[1] ^ flipped[1]);
      assertThat(changed).as("flipping input bit %d", bit).isBetween(24, 104);
    }
  }
}
