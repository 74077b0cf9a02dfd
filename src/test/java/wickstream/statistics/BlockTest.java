package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlockTest {

  private static Block block(long firstBag, long bags) {
    return new Block(firstBag, bags, SeededBags.bag("s", firstBag).sums());
  }

  @Test
  void onlyAlignedNeighboursOfOneSizeAreHalvesOfABlock() {
    assertThat(block(4, 1).isLeftHalfWith(block(5, 1))).isTrue();
    assertThat(block(8, 4).isLeftHalfWith(block(12, 4))).isTrue();
    assertThat(block(5, 1).isLeftHalfWith(block(6, 1))).as("not aligned").isFalse();
    assertThat(block(4, 4).isLeftHalfWith(block(8, 4))).as("not aligned").isFalse();
    assertThat(block(4, 1).isLeftHalfWith(block(6, 1))).as("not neighbours").isFalse();
    assertThat(block(4, 2).isLeftHalfWith(block(6, 1))).as("of two sizes").isFalse();
    assertThat(block(5, 1).isLeftHalfWith(block(4, 1))).as("in the wrong order").isFalse();
  }

  @Test
  void isAlignedInPlacesOfTheDoublingAlone() {
    assertThat(block(5, 1).isAligned()).isTrue();
    assertThat(block(8, 4).isAligned()).isTrue();
    assertThat(block(0, 1L << 62).isAligned()).isTrue();
    assertThat(block(6, 4).isAligned()).isFalse();
    assertThat(block(6, 3).isAligned()).isFalse();
  }

  @Test
  void joiningAddsTheSums() {
    Block left = block(4, 1);
    Block right = block(5, 2);
    Block joined = left.join(right);
    assertThat(joined).isEqualTo(new Block(4, 3, left.sums().plus(right.sums())));
    assertThat(joined.nextBag()).isEqualTo(7);
    assertThat(joined.networks()).isEqualTo(left.networks() + right.networks());
  }

  @Test
  void holdsBagsThatHaveIndices() {
    Sums sums = SeededBags.bag("s", 0).sums();
    assertThat(new Block(Long.MAX_VALUE - 4, 4, sums).nextBag()).isEqualTo(Long.MAX_VALUE);
    for (long[] wrong : new long[][] {{-1, 1}, {0, 0}, {3, -1}, {Long.MAX_VALUE - 3, 4}}) {
      assertThatThrownBy(() -> new Block(wrong[0], wrong[1], sums))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a block must hold at least one bag from bag 0 on, was %d from bag %d",
              wrong[1], wrong[0]);
    }
  }
}
