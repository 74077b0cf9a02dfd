package wickstream.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** All pages of explanations, in the order of their table of contents. */
public final class Glossary {
  private static final String DIRECTORY = "/wickstream/explain/";
  private static final String CONTENTS = "contents.txt";
  private static final int MAX_SUGGESTIONS = 3;

  private final List<Page> pages;
  private final Map<String, Page> byLetters = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two pages claim the same name
   */
  Glossary(List<Page> pages) {
    this.pages = List.copyOf(pages);
    for (Page page : pages) {
      for (String name : page.names()) {
        Page other = byLetters.putIfAbsent(Spelling.letters(name), page);
        if (other != null && other != page) {
          throw new IllegalArgumentException(
              "both %s.md and %s.md explain %s".formatted(other.name(), page.name(), name));
        }
      }
    }
  }

  /** The pages that come with the program. */
  public static Glossary load() {
    return new Glossary(
        text(CONTENTS).lines().map(name -> Page.parse(name, text(name + ".md"))).toList());
  }

  private static String text(String file) {
    try (InputStream in = Glossary.class.getResourceAsStream(DIRECTORY + file)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + DIRECTORY + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(DIRECTORY + file + " cannot be read", e);
    }
  }

  /** All pages. */
  public List<Page> pages() {
    return pages;
  }

  /** The pages by topic, in the order of the table of contents. */
  public Map<String, List<Page>> topics() {
    return pages.stream()
        .collect(Collectors.groupingBy(Page::topic, LinkedHashMap::new, Collectors.toList()));
  }

  /** The page that explains a term, however that is spelt. */
  public Optional<Page> page(String term) {
    return Optional.ofNullable(byLetters.get(Spelling.letters(term)));
  }

  /** At most three terms that may have been meant, the most likely first, one per page. */
  public List<String> nearest(String term) {
    String wanted = Spelling.letters(term);
    return pages.stream()
        .map(page -> guess(page, wanted))
        .filter(guess -> guess.distance() <= mistakes(wanted))
        .sorted(Comparator.comparingInt(Guess::distance))
        .limit(MAX_SUGGESTIONS)
        .map(Guess::term)
        .toList();
  }

  /** How many letters of a term may be wrong for it to be suggested. */
  private static int mistakes(String wanted) {
    return wanted.isEmpty() ? -1 : Math.max(1, wanted.length() / 3);
  }

  private static Guess guess(Page page, String wanted) {
    return page.names().stream()
        .map(name -> new Guess(name, distance(wanted, Spelling.letters(name))))
        .min(Comparator.comparingInt(Guess::distance))
        .orElseThrow();
  }

  /** The edit distance; at most 1 if one of the words is part of the other. */
  private static int distance(String wanted, String name) {
    boolean isPart =
        wanted.length() >= 3 && name.contains(wanted)
            || name.length() >= 3 && wanted.startsWith(name);
    int letters = LevenshteinDistance.getDefaultInstance().apply(wanted, name);
    return isPart ? Math.min(1, letters) : letters;
  }

  /** A term that may have been meant. */
  private record Guess(String term, int distance) {}
}
