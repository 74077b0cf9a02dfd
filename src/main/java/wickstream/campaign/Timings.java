package wickstream.campaign;

/** Hears how long the steps of a campaign take. Called by many threads at once; must not wait. */
public interface Timings {
  /** For a campaign whose pace nobody follows. */
  Timings NONE =
      new Timings() {
        @Override
        public void bags(int count, long nanoseconds) {}

        @Override
        public void judgement(long nanoseconds) {}
      };

  /** So many bags are there, so long after they were asked for together. */
  void bags(int count, long nanoseconds);

  /** The totals of a shard are judged, so long after it was begun. */
  void judgement(long nanoseconds);
}
