package wickstream.cli.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import wickstream.physics.Estimator;

/** A process that does the same work in NumPy. */
public final class NumpyWorker implements AutoCloseable {
  private final WorkerProcess process;

  private NumpyWorker(WorkerProcess process) {
    this.process = process;
  }

  /**
   * Starts a worker, on one processor where there is taskset.
   *
   * @param python the interpreter
   * @param script numpy_comparison.py
   */
  public static NumpyWorker start(String python, Path script) throws Unavailable {
    WorkerProcess.requireCommand(python);
    if (!Files.isReadable(script)) {
      throw new Unavailable(script + " cannot be read");
    }
    return new NumpyWorker(WorkerProcess.start(python, script.toString(), "--worker"));
  }

  /** Which NumPy and which Python. */
  public String versions() {
    return process.greeting();
  }

  /** CPU nanoseconds per network and hidden unit, of one repetition. */
  double nanosecondsPerUnit(Part part, Estimator estimator, int width) throws Unavailable {
    return Double.parseDouble(ask("%s_%s %d".formatted(part.rival(), estimator.label(), width)));
  }

  /** The answer to a request. */
  String ask(String request) throws Unavailable {
    return process.ask(request);
  }

  @Override
  public void close() {
    process.close();
  }
}
