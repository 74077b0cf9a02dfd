package wickstream.persistence;

/** Data that cannot be read as a checkpoint; the message says why, for a person. */
public final class DamagedCheckpoint extends Exception {
  private static final long serialVersionUID = 1;

  DamagedCheckpoint(String message) {
    super(message);
  }
}
