package wickstream.campaign;

/** Hears how long the steps of a campaign take. Called by many threads at once; must not wait. */
public interface Timings {
  /** Records nothing. */
  Timings NONE =
      new Timings() {
        @Override
        public void bags(int count, long nanoseconds) {}

        @Override
        public void judgement(long nanoseconds) {}
      };

  /** Records that a range of bags was measured so long after it was requested. */
  void bags(int count, long nanoseconds);

  /** Records how long one judgement of a shard took. */
  void judgement(long nanoseconds);
}
