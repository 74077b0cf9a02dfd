package wickstream.physics.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OrthantMomentsTest {

  /** Of equal correlations 1/2, ξ_a − ξ_0: the least of five. */
  @Test
  void ofFourAboveAFifthIsAFifth() {
    double[][] s = new double[4][4];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        s[a][b] = a == b ? 1 : 0.5;
      }
    }
    assertThat(OrthantMoments.ofFour(s)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void ofMultiplesAreThoseOfFewer() {
    double[][] one = new double[4][4];
    double[][] three = {{1, 0.5, 0.5, 0.5}, {0.5, 1, 0.5, 0.5}, {0.5, 0.5, 1, 1}, {0.5, 0.5, 1, 1}};
    double[][] opposite = {
      {1, 0.5, 0.5, -0.5}, {0.5, 1, 0.5, -0.5}, {0.5, 0.5, 1, -1}, {-0.5, -0.5, -1, 1}
    };
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        one[a][b] = (a + 1) * (b + 1);
      }
    }
    assertThat(OrthantMoments.ofFour(one)).isEqualTo(0.5);
    assertThat(OrthantMoments.ofFour(three)).isCloseTo(0.25, within(1e-15));
    assertThat(OrthantMoments.ofFour(opposite)).isZero();
  }

  @Test
  void ofIndependentNumbersIsASixteenth() {
    double[][] s = {{1, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 3, 0}, {0, 0, 0, 4}};
    assertThat(OrthantMoments.ofFour(s)).isEqualTo(1.0 / 16);
  }
}
