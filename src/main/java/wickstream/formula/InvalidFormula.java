package wickstream.formula;

/** A text that is no formula: the message says where and why. */
public final class InvalidFormula extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidFormula(String message) {
    super(message);
  }

  static InvalidFormula at(int position, String why) {
    return new InvalidFormula("at character %d, %s".formatted(position, why));
  }
}
