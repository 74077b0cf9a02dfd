package wickstream.explain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** How alike two spellings of a term are. */
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

  /**
   * How many letters must be inserted, deleted or replaced to make one of the other (Levenshtein,
   * Soviet Physics Doklady 10, 1966).
   */
  static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
