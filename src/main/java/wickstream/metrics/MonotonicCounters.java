package wickstream.metrics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import wickstream.daemon.CampaignProgress;

/**
 * Keeps counters from falling. What a status counts begins anew with a run of a campaign, or is not
 * known again before an earlier run's state has been read; to Prometheus a fall would look like a
 * restart, and the rise after it like work done. What is not read any more is forgotten.
 */
final class MonotonicCounters {

  /** A campaign of the same name that is submitted later is another one. */
  private record Key(MeterNames meter, String campaign, Instant submitted, String shard) {
    static Key of(MeterNames meter, CampaignProgress campaign, String shard) {
      return new Key(meter, campaign.name(), campaign.times().submitted(), shard);
    }
  }

  private record Seen(long last, long before) {
    static final Seen NOTHING = new Seen(0, 0);

    long total() {
      return before + last;
    }
  }

  private Map<Key, Seen> previous = new HashMap<>();
  private Map<Key, Seen> current = new HashMap<>();

  /** All that is asked for from now on belongs to one more reading. */
  void begin() {
    previous = current;
    current = new HashMap<>(2 * previous.size());
  }

  /**
   * The highest of a count that falls back, and then rises again from where it was.
   *
   * @param shard empty for a count of the campaign
   */
  long highest(MeterNames meter, CampaignProgress campaign, String shard, long count) {
    Key key = Key.of(meter, campaign, shard);
    return keep(key, new Seen(Math.max(count, seen(key).last), 0));
  }

  /** The sum over the runs of a count that begins with every run at zero. */
  long summed(MeterNames meter, CampaignProgress campaign, long count) {
    Key key = Key.of(meter, campaign, "");
    Seen seen = seen(key);
    return keep(key, new Seen(count, count < seen.last ? seen.total() : seen.before));
  }

  private Seen seen(Key key) {
    return previous.getOrDefault(key, Seen.NOTHING);
  }

  private long keep(Key key, Seen seen) {
    current.put(key, seen);
    return seen.total();
  }
}
