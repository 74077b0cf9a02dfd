package wickstream.daemon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import wickstream.campaign.Causes;

/** A daemon cannot do what it was asked, as things stand. One line says why. */
public final class RequestRejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Kind {
    /** There is no campaign of this name. */
    UNKNOWN,
    /** The campaign's state does not allow it, or its name is taken. */
    CONFLICT,
    /** There are as many campaigns as there may be. */
    FULL,
    /** Others ask for so much, or this asks for so much, that it is not computed. */
    BUSY,
    /** The daemon is about to end. */
    ENDING,
    /** What has to be written could not be. */
    NOT_WRITTEN
  }

  private final Kind kind;

  RequestRejected(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static RequestRejected unknown(String name) {
    return new RequestRejected(Kind.UNKNOWN, "there is no campaign %s".formatted(name));
  }

  /**
   * The answer, or a rejection if it does not come in time.
   *
   * @param why says then why it is late, and what to do
   */
  static <T> CompletionStage<T> ifLate(CompletionStage<T> answer, Supplier<String> why) {
    return answer.exceptionallyCompose(
        failure ->
            CompletableFuture.failedStage(
                Causes.thrown(failure) instanceof TimeoutException
                    ? new RequestRejected(Kind.BUSY, why.get())
                    : failure));
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
