package wickstream.config;

/** A user's mistake, said in one line. */
public class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One line: what was wrong, where, and what is allowed. */
  public BadInput(String message) {
    super(message);
  }
}
