package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockTest {

  private static Block block(int level, long firstBag) {
    return new Block(level, firstBag, SeededBags.bag("s", firstBag).sums());
  }

  @Test
  void spansTwoToTheLevelBags() {
    assertThat(block(0, 5).nextBag()).isEqualTo(6);
    assertThat(block(3, 8).nextBag()).isEqualTo(16);
    assertThat(block(40, 0).nextBag()).isEqualTo(1L << 40);
  }

  @Test
  void onlyAlignedNeighboursOfOneSizeAreHalvesOfABlock() {
    assertThat(block(0, 4).isLeftHalfWith(block(0, 5))).isTrue();
    assertThat(block(2, 8).isLeftHalfWith(block(2, 12))).isTrue();
    assertThat(block(0, 5).isLeftHalfWith(block(0, 6))).as("not aligned").isFalse();
    assertThat(block(2, 4).isLeftHalfWith(block(2, 8))).as("not aligned").isFalse();
    assertThat(block(0, 4).isLeftHalfWith(block(0, 6))).as("not neighbours").isFalse();
    assertThat(block(1, 4).isLeftHalfWith(block(0, 6))).as("of two sizes").isFalse();
    assertThat(block(0, 5).isLeftHalfWith(block(0, 4))).as("in the wrong order").isFalse();
  }

  @Test
  void joiningAddsTheSumsOfTheHalves() {
    Block left = block(0, 4);
    Block right = block(0, 5);
    Block joined = left.join(right);
    assertThat(joined).isEqualTo(new Block(1, 4, left.sums().plus(right.sums())));
    assertThat(joined.nextBag()).isEqualTo(6);
    assertThat(joined.networks()).isEqualTo(left.networks() + right.networks());
  }
}
