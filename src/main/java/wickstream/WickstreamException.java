package wickstream;

import wickstream.persistence.DatabaseFailure;

/**
 * A campaign could not be run. The message is one line, the same as the command line prints: what
 * was wrong, where, and what is allowed, such as {@code campaign:2: campaign.widths[0] must be at
 * least 1, was 0}.
 */
public final class WickstreamException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WickstreamException(String message, Throwable cause) {
    super(message, cause);
  }

  static WickstreamException of(Throwable cause) {
    if (cause instanceof WickstreamException known) {
      return known;
    }
    String message =
        cause instanceof DatabaseFailure
            ? "the results database cannot be used: " + cause.getMessage()
            : cause.getMessage();
    return new WickstreamException(message, cause);
  }
}
