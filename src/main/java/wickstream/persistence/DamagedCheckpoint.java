package wickstream.persistence;

/** Data from which no checkpoint can be had; the message says why, for a person. */
public final class DamagedCheckpoint extends Exception {
  private static final long serialVersionUID = 1;

  DamagedCheckpoint(String message) {
    super(message);
  }
}
