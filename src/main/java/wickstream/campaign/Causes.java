package wickstream.campaign;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import wickstream.config.BadInput;

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
    if (cause instanceof BadInput) {
      log.error("{}: {}", what, cause.getMessage());
    } else {
      log.error(what, cause);
    }
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
