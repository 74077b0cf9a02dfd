package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the low 12 bits and the high 52 bits of a random word select. */
@Tag("bits")
class ZigguratBoxesTest {
  private static final long COORDINATE_BITS = ~0xFFFL;
  private static final long LARGEST_COORDINATE = COORDINATE_BITS;

  @Test
  void allButThreePartsAreBoxes() {
    assertThat(Ziggurat.PARTS).isEqualTo(4096);
    assertThat(Staircase.boxes()).isEqualTo(4093);
  }

  /** The largest coordinate is ½ − 2⁻⁵², so the largest normal of a box is its edge, nearly. */
  @Test
  void everyPartOfTheLowBitsSelectsItsOwnBoxAsWideAsTheCurveAllows() {
    double[] edges = Staircase.edges();
    for (int part = 0; part < edges.length; part++) {
      double edge = Ziggurat.normal(LARGEST_COORDINATE | part);
      assertThat(edge).as("edge of box %d", part).isCloseTo(edges[part], within(1e-11));
    }
  }

  @Test
  void boxesLieUnderTheCurveAndShareTheAreaEqually() {
    double below = 0;
    for (int part = 0; part < Staircase.boxes(); part++) {
      double edge = Ziggurat.normal(LARGEST_COORDINATE | part) / (1 - 0x1p-51);
      double top = below + Staircase.HALF_AREA / 4096 / edge;
      assertThat(top).isLessThanOrEqualTo(NormalCurve.height(edge) * (1 + 1e-12));
      below = top;
    }
    assertThat(below).isLessThan(1);
  }

  @Test
  void inABoxTheNormalIsProportionalToTheSignedCoordinate() {
    for (int part = 0; part < Staircase.boxes(); part++) {
      double edge = Ziggurat.normal(LARGEST_COORDINATE | part) / (1 - 0x1p-51);
      double quarter = Ziggurat.normal(0xC000_0000_0000_0000L | part);
      double least = Ziggurat.normal(part);
      assertThat(quarter).isCloseTo(0.5 * edge, within(1e-14));
      assertThat(least).isCloseTo(-edge, within(1e-14));
    }
  }

  @Test
  void inABoxTurningAllCoordinateBitsOverChangesTheSignAndNothingElse() {
    Xoshiro random = Xoshiro.seededBy(101);
    for (int i = 0; i < 1_000_000; i++) {
      long bits = random.next();
      if ((bits & 0xFFF) < Staircase.boxes()) {
        assertThat(Ziggurat.normal(bits ^ COORDINATE_BITS) == -Ziggurat.normal(bits)).isTrue();
      }
    }
  }

  @Test
  void inABoxTheNormalIsNeverZero() {
    for (int part = 0; part < Staircase.boxes(); part++) {
      double leastPositive = Ziggurat.normal(0x8000_0000_0000_0000L | part);
      double leastNegative = Ziggurat.normal(0x7FFF_FFFF_FFFF_F000L | part);
      assertThat(leastPositive).isGreaterThan(0).isLessThan(1e-14);
      assertThat(leastNegative).isEqualTo(-leastPositive);
    }
  }

  @Test
  void theNormalIsAPureFunctionOfTheBitsInBoxesAndOutside() {
    Xoshiro random = Xoshiro.seededBy(102);
    long[] words = new long[100_000];
    double[] once = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = i % 2 == 0 ? random.next() : random.next() | 0xFFF;
      once[i] = Ziggurat.normal(words[i]);
    }
    for (int i = words.length - 1; i >= 0; i--) {
      assertThat(Double.doubleToLongBits(Ziggurat.normal(words[i])))
          .isEqualTo(Double.doubleToLongBits(once[i]));
    }
  }

  /** One chi-square: refuses a right implementation with probability 1e-6. */
  @Test
  void everyLayerIsChosenEquallyOften() {
    Xoshiro random = Xoshiro.seededBy(103);
    long[] chosen = new long[Ziggurat.PARTS];
    double[] weights = new double[Ziggurat.PARTS];
    for (int i = 0; i < 20_000_000; i++) {
      chosen[(int) (random.next() & 0xFFF)]++;
    }
    Arrays.fill(weights, 1);
    GoodnessOfFit.assertFollows("layers", chosen, weights);
  }
}
