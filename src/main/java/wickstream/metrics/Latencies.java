package wickstream.metrics;

import wickstream.campaign.Timings;

/** How long bags and judgements take. Recording neither waits nor allocates. */
public final class Latencies implements Timings {
  private final Latency bags = new Latency();
  private final Latency judgements = new Latency();

  @Override
  public void bags(int count, long nanoseconds) {
    bags.record(count, nanoseconds);
  }

  @Override
  public void judgement(long nanoseconds) {
    judgements.record(1, nanoseconds);
  }

  /** Records here and there. */
  public Timings and(Timings other) {
    return new Timings() {
      @Override
      public void bags(int count, long nanoseconds) {
        Latencies.this.bags(count, nanoseconds);
        other.bags(count, nanoseconds);
      }

      @Override
      public void judgement(long nanoseconds) {
        Latencies.this.judgement(nanoseconds);
        other.judgement(nanoseconds);
      }
    };
  }

  Latency bags() {
    return bags;
  }

  Latency judgements() {
    return judgements;
  }
}
