package wickstream.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * What a service waits for: its end, and the reason. The first reason counts. Once the process is
 * asked to end, by SIGTERM or Ctrl-C, it waits until this is closed.
 */
final class ShutdownSignal implements AutoCloseable {
  /** What a node of a cluster says when the others have removed it. */
  static final String GIVEN_UP =
      "wickstream: the other nodes have given this one up, as it was out of reach; it ends, and can be started again";

  /** Kinds of reasons. */
  enum Kind {
    /** The process was asked to end. */
    INTERRUPTED,
    /** The actor system has ended by itself. */
    TERMINATED,
    /** An error of the whole process, after which it must not go on. */
    BROKEN,
    /** The cluster did not admit this node. */
    REJECTED
  }

  /** Why the service ends. */
  record Reason(Kind kind, Optional<Throwable> error) {}

  private final CompletableFuture<Reason> reason = new CompletableFuture<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  ShutdownSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "interrupted"));
  }

  private void interrupted() {
    reason.complete(new Reason(Kind.INTERRUPTED, Optional.empty()));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void terminated() {
    reason.complete(new Reason(Kind.TERMINATED, Optional.empty()));
  }

  void broken(Throwable error) {
    reason.complete(new Reason(Kind.BROKEN, Optional.of(error)));
  }

  void rejected(Throwable why) {
    reason.complete(new Reason(Kind.REJECTED, Optional.of(why)));
  }

  /** The reason, once there is one. */
  CompletableFuture<Reason> reason() {
    return reason;
  }

  /** What a node says at its end after an error of the whole process. */
  static String farewell(Throwable error) {
    String remedy =
        error instanceof OutOfMemoryError
            ? "start it again with more memory, such as WICKSTREAM_JAVA_OPTS=-Xmx4g, or fewer --threads"
            : "it can be started again";
    return "wickstream: this node could not go on after %s and has left the cluster; %s"
        .formatted(String.valueOf(error).replaceAll("\\s+", " "), remedy);
  }

  /** The service has stopped: the process may end. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
