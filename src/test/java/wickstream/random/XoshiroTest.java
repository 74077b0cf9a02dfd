package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bits")
class XoshiroTest {

  /** The numbers are those of the authors' C program, and of an implementation in Python. */
  @Test
  void reproducesThePublishedGenerator() {
    Xoshiro generator = new Xoshiro(1, 2, 3, 4);
    assertThat(LongStream.generate(generator::next).limit(10))
        .containsExactly(
            41943041L,
            58720359L,
            3588806011781223L,
            3591011842654386L,
            Long.parseUnsignedLong("9228616714210784205"),
            Long.parseUnsignedLong("9973669472204895162"),
            Long.parseUnsignedLong("14011001112246962877"),
            Long.parseUnsignedLong("12406186145184390807"),
            Long.parseUnsignedLong("15849039046786891736"),
            Long.parseUnsignedLong("10450023813501588000"));
  }

  @Test
  void aStoredStateGoesOnWhereTheStreamStopped() {
    Xoshiro whole = new Xoshiro(5, 6, 7, 8);
    Xoshiro first = new Xoshiro(5, 6, 7, 8);
    for (int i = 0; i < 100; i++) {
      assertThat(first.next()).isEqualTo(whole.next());
    }
    long[][] state = new long[4][8];
    first.store(state, 5);
    Xoshiro second = Xoshiro.of(state, 5);
    for (int i = 0; i < 100; i++) {
      assertThat(second.next()).isEqualTo(whole.next());
    }
  }

  @Test
  void seedingHashesTheBitsUnderTwoCounters() {
    long[][] state = new long[4][1];
    Xoshiro.seededBy(0x0123456789abcdefL).store(state, 0);
    long[] low = Philox.hash(0x0123456789abcdefL, 0, 0);
    long[] high = Philox.hash(0x0123456789abcdefL, 1, 0);
    assertThat(state).isDeepEqualTo(new long[][] {{low[0]}, {low[1]}, {high[0]}, {high[1]}});
  }
}
