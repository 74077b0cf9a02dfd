package wickstream.sampling;

/** Counts pieces of work, and lets something else be done after every few hundred of them. */
final class YieldPoints {
  /** A piece takes some microseconds, so that these take a few milliseconds. */
  private static final int TOGETHER = 256;

  private int count;

  /**
   * A piece is done.
   *
   * @param between done now and then
   */
  void done(Runnable between) {
    count++;
    if (count % TOGETHER == 0) {
      between.run();
    }
  }
}
