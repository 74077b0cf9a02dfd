package wickstream.client;

/** A daemon did not do what it was asked, or could not be asked. One line says why. */
public final class DaemonFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private enum Kind {
    REFUSED,
    UNKNOWN,
    UNANSWERED
  }

  private final Kind kind;

  private DaemonFailure(String message, Kind kind) {
    super(message.replaceAll("[\\s\\p{Cc}]+", " ").strip());
    this.kind = kind;
  }

  /** It was asked and refused. */
  static DaemonFailure refused(String why) {
    return new DaemonFailure(why, Kind.REFUSED);
  }

  /** It knows nothing of what it was asked for. */
  static DaemonFailure unknown(String why) {
    return new DaemonFailure(why, Kind.UNKNOWN);
  }

  /** It could not be reached or did not answer, which may be different in a moment. */
  static DaemonFailure unanswered(String why) {
    return new DaemonFailure(why, Kind.UNANSWERED);
  }

  /**
   * Whether the same request may succeed in a moment, after it did before: a daemon that has just
   * been started answers before it knows its campaigns.
   */
  boolean isTransient() {
    return kind != Kind.REFUSED;
  }
}
