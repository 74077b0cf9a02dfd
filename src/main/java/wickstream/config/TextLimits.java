package wickstream.config;

/**
 * How large a text may be in each respect before it is parsed. Parsing takes time and memory that
 * grow with the square of some of these numbers, or double with each substitution; of a text within
 * them it takes a moment. What stands in comments and within quotes does not count, but for the
 * length of a setting.
 */
final class TextLimits {
  /** Sections and lists within each other; a campaign has five. */
  private static final int DEEPEST = 32;

  /** Settings, which a campaign has some thirty of. */
  private static final int MAX_SETTINGS = 1000;

  /** Sections and lists: each of the points may be one. */
  private static final int MAX_BRACKETS = 10_000;

  /** Elements of lists and the like: a thousand points have 64 000 coordinates. */
  private static final int MAX_VALUES = 100_000;

  /** Sections and lists that continue one right before them, of which each is copied. */
  private static final int MAX_CONTINUED = 100;

  /** Of a key, in characters. */
  private static final int LONGEST_KEY = 200;

  /** Of a value between separators, in characters. */
  private static final int LONGEST_VALUE = 4096;

  private final String text;
  private final String source;
  private final boolean mayRefer;
  private int at;
  private int line = 1;
  private int depth;
  private int brackets;
  private int settings;
  private int values;
  private int continued;

  /** How many characters there are since the last separator, white space among them. */
  private int length;

  private boolean isBlank = true;
  private boolean isAfterBracket;

  private TextLimits(String text, String source, boolean mayRefer) {
    this.text = text;
    this.source = source;
    this.mayRefer = mayRefer;
  }

  /**
   * Looks once at each character.
   *
   * @param text in HOCON
   * @param source what messages call it
   * @param mayRefer whether it may have substitutions
   * @throws InvalidConfiguration for a text beyond a limit
   */
  static void check(String text, String source, boolean mayRefer) {
    new TextLimits(text, source, mayRefer).check();
  }

  private void check() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '"' -> passQuoted();
        case '#' -> passComment();
        case '/' -> passSlash();
        case '$' -> passDollar();
        case '+' -> passPlus();
        case '{', '[' -> open();
        case '}', ']' -> close();
        case '=', ':' -> assign();
        case ',', '\n' -> separate();
        case ' ', '\t', '\r' -> passSpace(1);
        default -> pass(1);
      }
    }
  }

  private boolean isNext(String signs) {
    return text.startsWith(signs, at);
  }

  private void pass(int signs) {
    isBlank = false;
    passSpace(signs);
  }

  private void passSpace(int signs) {
    at += signs;
    length += signs;
    if (length > LONGEST_VALUE) {
      throw refused("has a setting of more than %d characters".formatted(LONGEST_VALUE));
    }
  }

  private void separate() {
    if (text.charAt(at) == '\n') {
      line++;
    }
    if (!isBlank && ++values > MAX_VALUES) {
      throw refused("has more than %d values".formatted(MAX_VALUES));
    }
    at++;
    length = 0;
    isBlank = true;
    isAfterBracket = false;
  }

  private void passQuoted() {
    if (isNext("\"\"\"")) {
      int end = text.indexOf("\"\"\"", at + 3);
      int to = end < 0 ? text.length() : end + 3;
      line += (int) text.substring(at, to).chars().filter(sign -> sign == '\n').count();
      pass(to - at);
      return;
    }
    pass(1);
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      pass(text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1);
    }
    if (isNext("\"")) {
      pass(1);
    }
  }

  private void passComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void passSlash() {
    if (isNext("//")) {
      passComment();
    } else {
      pass(1);
    }
  }

  private void passDollar() {
    if (isNext("${") && !mayRefer) {
      throw refused("must give values themselves, has a substitution ${...}");
    }
    pass(1);
  }

  private void passPlus() {
    if (isNext("+=") && !mayRefer) {
      throw refused("must give values themselves, has a += that refers to another");
    }
    pass(1);
  }

  private void open() {
    checkKey();
    if (isAfterBracket && isBlank && ++continued > MAX_CONTINUED) {
      throw refused(
          "continues more than %d lists or sections without a comma".formatted(MAX_CONTINUED));
    }
    if (++depth > DEEPEST) {
      throw refused("is nested too deeply: more than %d levels".formatted(DEEPEST));
    }
    if (++brackets > MAX_BRACKETS) {
      throw refused("has more than %d sections and lists".formatted(MAX_BRACKETS));
    }
    separate();
  }

  private void close() {
    depth--;
    separate();
    isAfterBracket = true;
  }

  private void assign() {
    checkKey();
    if (++settings > MAX_SETTINGS) {
      throw refused("has more than %d settings".formatted(MAX_SETTINGS));
    }
    separate();
  }

  private void checkKey() {
    if (length > LONGEST_KEY) {
      throw refused("has a key of more than %d characters".formatted(LONGEST_KEY));
    }
  }

  private InvalidConfiguration refused(String why) {
    return new InvalidConfiguration("", why).at(source + ":" + line);
  }
}
