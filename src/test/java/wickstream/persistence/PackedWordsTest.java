package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedWordsTest {

  private static ByteBuffer words(int count) {
    ByteBuffer words = ByteBuffer.allocate(Long.BYTES * count);
    new Random(count).longs(count).forEach(words::putLong);
    return words;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 1000, 100_000})
  void comeBackAsTheyWere(int count) {
    byte[] packed = PackedWords.pack(words(count));
    ByteBuffer in = ByteBuffer.wrap(packed);
    assertThat(PackedWords.unpack(in).array()).isEqualTo(words(count).array());
    assertThat(in.hasRemaining()).isFalse();
  }

  /** Three bytes of eight hold what they share. */
  @Test
  void numbersOfLikeSizeTakeFiveBytesAndALittle() {
    ByteBuffer numbers = ByteBuffer.allocate(Double.BYTES * 1000);
    new Random(5).doubles(1000, 5.18, 5.19).forEach(numbers::putDouble);
    assertThat(PackedWords.pack(numbers).length).isLessThan(5600);
  }

  @Test
  void otherBytesAreRefused() {
    byte[] packed = PackedWords.pack(words(100));
    for (int length : new int[] {0, 4, 8, 100, packed.length - 1}) {
      assertThatThrownBy(() -> PackedWords.unpack(ByteBuffer.wrap(Arrays.copyOf(packed, length))))
          .isInstanceOf(BufferUnderflowException.class);
    }
    assertRefused(packed, 0, 99);
    assertRefused(packed, 4, ByteBuffer.wrap(packed).getInt(4) - 1);
    assertRefused(packed, 8, 0x12345678);
    assertRefused(packed, 0, -1);
  }

  private static void assertRefused(byte[] packed, int offset, int changed) {
    ByteBuffer other = ByteBuffer.wrap(packed.clone()).putInt(offset, changed);
    assertThatThrownBy(() -> PackedWords.unpack(other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
