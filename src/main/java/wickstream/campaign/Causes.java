package wickstream.campaign;

import java.util.concurrent.CompletionException;

/** What lies behind a failure. */
public final class Causes {
  private Causes() {}

  /** What a computation threw: a future wraps it. */
  public static Throwable thrown(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
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
