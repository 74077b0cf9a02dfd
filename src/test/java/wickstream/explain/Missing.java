package wickstream.explain;

/** What to do about a word that nothing explains. */
public final class Missing {
  private Missing() {}

  /** The message of a test that misses a page. */
  public static String page(String term) {
    return ("nothing explains \"%1$s\": write src/main/resources/wickstream/explain/NAME.md with \"terms: %1$s\" in its front matter (u4.md is"
            + " an example) and add NAME to contents.txt there, or add %1$s to the aliases of the page that covers it")
        .formatted(term);
  }
}
