package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "u4, u4",
    "U_4, u4",
    "⟨u₄⟩, u4",
    "σ_W, sigmaw",
    "sigma-w, sigmaw",
    "sigmaW, sigmaw",
    "k̂, khat",
    "K-hat, khat",
    "G⁽⁴⁾, g4",
    "ΔG, deltag",
    "χ²/dof, chi2dof",
    "Heavy Tailed, heavytailed",
    "Rao–Blackwell, raoblackwell",
    "*, ''"
  })
  void onlyLettersAndDigitsCount(String term, String letters) {
    assertThat(Spelling.letters(term)).isEqualTo(letters);
  }

  /** A metric: d(a,a) = 0, symmetric; the textbook's values. */
  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "tilted, titled, 2", "'', abc, 3", "u4, u6, 1", "bag, bag, 0"})
  void countsEditedLetters(String one, String other, int distance) {
    assertThat(Spelling.distance(one, other)).isEqualTo(distance);
    assertThat(Spelling.distance(other, one)).isEqualTo(distance);
  }

  @Test
  void kernelAndTailShapeDiffer() {
    assertThat(Spelling.letters("K")).isNotEqualTo(Spelling.letters("k̂"));
  }
}
