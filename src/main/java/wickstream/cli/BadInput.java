package wickstream.cli;

/** A user's mistake, said in one line. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadInput(String message) {
    super(message);
  }
}
