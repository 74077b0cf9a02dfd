package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.report.Label.Level;
import wickstream.report.Label.Piece;

final class LabelTest {
  private final Lettering lettering = Lettering.load();

  @Test
  void readsItalicSymbolsAndScripts() {
    assertThat(Label.of("|*u*_{4}|/*Z*_{0}^{2} at *σ*_{*W*}").pieces())
        .containsExactly(
            new Piece("|", false, Level.BASE),
            new Piece("u", true, Level.BASE),
            new Piece("4", false, Level.SUB),
            new Piece("|/", false, Level.BASE),
            new Piece("Z", true, Level.BASE),
            new Piece("0", false, Level.SUB),
            new Piece("2", false, Level.SUPER),
            new Piece(" at ", false, Level.BASE),
            new Piece("σ", true, Level.BASE),
            new Piece("W", true, Level.SUB));
  }

  @ParameterizedTest
  @CsvSource({
    "*σ*_{*W*}, σ_W",
    "|*u*_{4}|/*Z*_{0}^{2}, |u4|/Z0²",
    "*G*_{c}^{(4)}, G_c⁽⁴⁾",
    "10^{−3}, 10⁻³",
    "*x*^{p}, x^p"
  })
  void isWrittenInWords(String markup, String words) {
    assertThat(Label.of(markup).inWords()).isEqualTo(words);
  }

  /** Whatever is no symbol stays as it is. */
  @ParameterizedTest
  @CsvSource({
    "slopes of u4 at σ_W = 2 and σ_b > 0, slopes of *u*_{4} at *σ*_{*W*} = 2 and *σ*_{*b*} > 0",
    "N G_c⁽⁴⁾/Z0² falls as 1/N, *N* *G*_{c}^{(4)}/*Z*_{0}^{2} falls as 1/*N*",
    "goes as σ_W^-1; 6 - 2d = 4, goes as *σ*_{*W*}^{-1}; 6 - 2*d* = 4",
    "A · variable^p, A · variable^{*p*}",
    "m_2 and m_n of a k\u0302, *m*_{2} and *m*_{*n*} of a *k\u0302*",
    "Nothing of u4Canonical in eq. 13: 2*x, Nothing of u4Canonical in eq. 13: 2∗*x*"
  })
  void prosesSymbolsAreTypeset(String sentence, String markup) {
    assertThat(Prose.of(sentence)).isEqualTo(Label.of(markup));
  }

  @Test
  void superscriptsStandAboveSubscripts() {
    TextLine line = lettering.set(Label.of("*Z*_{0}^{2}x"), 10);
    TextLine.Run sub = line.runs().get(1);
    TextLine.Run above = line.runs().get(2);
    assertThat(above.x()).isEqualTo(sub.x());
    assertThat(above.y()).isNegative();
    assertThat(sub.y()).isPositive();
    assertThat(line.runs().get(3).x()).isCloseTo(sub.x() + sub.width(), within(1e-12));
    assertThat(line.ascent()).isGreaterThan(lettering.set(Label.of("Z"), 10).ascent());
  }

  /**
   * The font's combining circumflex stands beside the letter: over a k is its middle, leaning with
   * an italic, and above its ascender (0.73 of the size).
   */
  @ParameterizedTest
  @CsvSource({"shape *k\u0302* at, true", "shape k\u0302 at, false"})
  void aHatStandsOnItsLetter(String text, boolean italic) {
    TextLine line = lettering.set(Label.of(text), 10);
    assertThat(line.plain()).isEqualTo("shape k\u0302 at");
    TextLine.Run hat =
        line.runs().stream()
            .filter(run -> run.text().equals(Lettering.CIRCUMFLEX))
            .findFirst()
            .orElseThrow();
    TextLine.Run letter =
        line.runs().stream().filter(run -> run.text().endsWith("k")).findFirst().orElseThrow();
    double end = letter.x() + 10 * lettering.width(letter.text());
    double middle = end - 10 * lettering.width("k") / 2;
    assertThat(hat.italic()).isEqualTo(italic);
    assertThat(hat.x() + 10 * lettering.width(Lettering.CIRCUMFLEX) / 2)
        .isCloseTo(middle + (italic ? 0.42 : 0), within(0.01));
    assertThat(lettering.outline(hat).getBounds2D().getMaxY() + hat.y()).isLessThan(-7.3);
    assertThat(line.ascent()).isGreaterThan(lettering.set(Label.of("k"), 10).ascent());
    assertThat(line.width())
        .isEqualTo(lettering.set(Label.of(text.replace("\u0302", "")), 10).width());
  }

  /** 556 and 222 of 1000 are the widths of a digit and of an i in Helvetica's metrics. */
  @Test
  void lettersAreAsWideAsHelvetica() {
    assertThat(lettering.width("0")).isCloseTo(0.556, within(1e-3));
    assertThat(lettering.width("i")).isCloseTo(0.222, within(1e-3));
  }

  /** What figures write must not come out as the empty box of a missing letter. */
  @Test
  void hasAllLettersOfFigures() {
    assertThat(lettering.has("−σχ·±0123456789kuZNWm|/~,()=<>.\u02c6")).isTrue();
    assertThat(lettering.has("ℵ")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "20, 20",
    "0.05, 0.05",
    "-0.001, −0.001",
    "0.0001, 10^{−4}",
    "2.5e-7, 2.5·10^{−7}",
    "12000, 1.2·10^{4}",
    "-1e6, −10^{6}"
  })
  void writesNumbersShort(double number, String text) {
    assertThat(Symbols.number(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.83072, 0.00601, −0.8307 ± 0.0060",
    "-6.579e-4, 5.9e-6, (−6.579 ± 0.059)·10^{−4}",
    "NaN, NaN, –"
  })
  void writesErrorsToTwoDigits(double value, double error, String text) {
    assertThat(Symbols.withError(value, error)).isEqualTo(text);
  }
}
