package wickstream.sampling;

/** Counts pieces of work, and lets something else be done after every few hundred of them. */
final class YieldPoints {
  /** A piece takes some microseconds, so that these take a few milliseconds. */
  private static final int TOGETHER = 256;

  private long count;

  /**
   * A piece is done.
   *
   * @param between done now and then
   */
  void done(Runnable between) {
    done(1, between);
  }

  /** So many pieces are done at once. */
  void done(long pieces, Runnable between) {
    long before = count / TOGETHER;
    count += pieces;
    if (count / TOGETHER > before) {
      between.run();
    }
  }
}
