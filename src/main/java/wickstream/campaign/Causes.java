package wickstream.campaign;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import wickstream.config.BadInput;
import wickstream.config.InvalidConfiguration;

/** What lies behind a failure. */
public final class Causes {
  private Causes() {}

  /** What a computation threw: a future wraps it. */
  public static Throwable thrown(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /**
   * Logs what has failed: in one line where it is a user's mistake, else with where it happened.
   */
  public static void log(Logger log, String what, Throwable cause) {
    if (isMistake(cause)) {
      log.error("{}: {}", what, cause.getMessage());
    } else {
      log.error(what, cause);
    }
  }

  /** Whether it is a user's mistake, which its message says in one line. */
  public static boolean isMistake(Throwable cause) {
    return cause instanceof BadInput || cause instanceof InvalidConfiguration;
  }

  /** A failure, what caused it, what caused that, and so on. */
  public static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** What was wrong in the first place. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
