package wickstream.campaign;

/** Hears how long the steps of a campaign take. Called by many threads at once; must not wait. */
public interface Timings {
  /** For a campaign whose pace nobody follows. */
  Timings NONE =
      new Timings() {
        @Override
        public void bag(long nanoseconds) {}

        @Override
        public void judgement(long nanoseconds) {}
      };

  /** A bag is there, so long after it was asked for. */
  void bag(long nanoseconds);

  /** The totals of a shard are judged, so long after it was begun. */
  void judgement(long nanoseconds);
}
