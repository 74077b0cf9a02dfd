package wickstream.cli.bench;

/** Why something is not compared with, in one line. */
public final class Unavailable extends Exception {
  private static final long serialVersionUID = 1;

  Unavailable(String reason) {
    super(reason);
  }
}
