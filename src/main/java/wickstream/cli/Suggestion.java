package wickstream.cli;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a mistyped word may have been meant to be. */
final class Suggestion {
  private Suggestion() {}

  /** {@code : did you mean run?} after the word, if any of the choices is spelt like it. */
  static String after(String word, Collection<String> choices) {
    return choices.stream()
        .map(choice -> new Guess(choice, distance(word, choice)))
        .filter(guess -> guess.distance() <= Math.max(1, word.length() / 2))
        .min(Comparator.comparingInt(Guess::distance))
        .map(guess -> ": did you mean %s?".formatted(guess.choice()))
        .orElse("");
  }

  /** The number of changes; letters that changed places, or the beginning alone, count as one. */
  private static int distance(String word, String choice) {
    if (word.length() >= 3 && choice.startsWith(word) || isSwapped(word, choice)) {
      return 1;
    }
    return LevenshteinDistance.getDefaultInstance().apply(word, choice);
  }

  private static boolean isSwapped(String word, String choice) {
    if (word.length() != choice.length()) {
      return false;
    }
    int i = 0;
    while (i < word.length() && word.charAt(i) == choice.charAt(i)) {
      i++;
    }
    return i + 1 < word.length()
        && word.charAt(i) == choice.charAt(i + 1)
        && word.charAt(i + 1) == choice.charAt(i)
        && word.substring(i + 2).equals(choice.substring(i + 2));
  }

  private record Guess(String choice, int distance) {}
}
