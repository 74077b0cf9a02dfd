package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program under way; closing it ends it, should it still run. */
final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Process process;
  private final Path out;
  private final Path err;
  private final long began = System.nanoTime();

  RunningProgram(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Waits until standard error holds something. */
  void awaitOnStandardError(Pattern sign) {
    await(err, sign);
  }

  /** Waits until standard output holds something; what the sign's first group then matches. */
  String awaitOnStandardOutput(Pattern sign) {
    return await(out, sign).group(1);
  }

  private Matcher await(Path stream, Pattern sign) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Matcher matcher = sign.matcher(read(stream));
    while (!matcher.find()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new AssertionError("not seen: " + sign + "; standard error: " + read(err));
      }
      LockSupport.parkNanos(POLL.toNanos());
      matcher = sign.matcher(read(stream));
    }
    return matcher;
  }

  /** Sends it a signal, then waits for its end; the outcome took the time from the signal on. */
  Outcome endedBy(String signal) {
    long sent = System.nanoTime();
    signal(signal);
    return await(sent);
  }

  /** Sends it a signal. */
  void signal(String signal) {
    Commands.run(List.of("kill", "-" + signal, Long.toString(process.pid())));
  }

  /** Ends it without a warning. */
  Outcome killed() {
    process.destroyForcibly();
    return await();
  }

  /** What it has said on standard error so far. */
  String standardError() {
    return read(err);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for its end. */
  Outcome await() {
    return await(began);
  }

  private Outcome await(long since) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running; standard error: " + read(err));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    return new Outcome(process.exitValue(), read(out), read(err), took);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
