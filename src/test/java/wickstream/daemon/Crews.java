package wickstream.daemon;

import java.util.concurrent.Executor;

/** Workers for tests outside this package. */
public final class Crews {
  private Crews() {}

  /** Workers of this name. */
  public static Workers of(String name, int threads, Executor executor) {
    return new Workers(name, threads, executor);
  }
}
