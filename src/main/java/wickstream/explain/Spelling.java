package wickstream.explain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Spellings of a term that count as the same. */
final class Spelling {
  private static final Map<Character, String> NAMES =
      Map.ofEntries(
          Map.entry('α', "alpha"),
          Map.entry('δ', "delta"),
          Map.entry('θ', "theta"),
          Map.entry('κ', "kappa"),
          Map.entry('λ', "lambda"),
          Map.entry('ρ', "rho"),
          Map.entry('σ', "sigma"),
          Map.entry('χ', "chi"),
          Map.entry('\u0302', "hat"),
          Map.entry('\u0304', "bar"));

  private Spelling() {}

  /**
   * What is left of a term when nothing counts but its letters and digits, in lower case and as
   * they are pronounced: {@code sigmaw} for σ_W, sigma-w and sigmaW, {@code khat} for k̂, {@code
   * u4} for ⟨u₄⟩.
   */
  static String letters(String term) {
    StringBuilder letters = new StringBuilder();
    for (char c :
        Normalizer.normalize(term, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        letters.append(c);
      } else {
        letters.append(NAMES.getOrDefault(c, ""));
      }
    }
    return letters.toString();
  }
}
