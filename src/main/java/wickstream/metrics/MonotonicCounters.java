package wickstream.metrics;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import wickstream.daemon.CampaignProgress;

/**
 * Keeps counters from falling. What a status counts begins anew with a run of a campaign, or is not
 * known again before an earlier run's state has been read; to Prometheus a fall would look like a
 * restart, and the rise after it like work done. Counts are remembered as long as there is their
 * campaign, also while it is not shown.
 */
final class MonotonicCounters {

  /** A campaign of the same name that is submitted later is another one. */
  private record Owner(String campaign, Instant submitted) {
    static Owner of(CampaignProgress campaign) {
      return new Owner(campaign.name(), campaign.times().submitted());
    }
  }

  private record Key(MeterNames meter, Owner owner, String shard) {}

  private record Seen(long last, long before) {
    static final Seen NOTHING = new Seen(0, 0);

    long total() {
      return before + last;
    }
  }

  private final Map<Key, Seen> counts = new HashMap<>();

  /** Forgets the counts of campaigns that are no longer there. */
  void forgetAllBut(List<CampaignProgress> campaigns) {
    Set<Owner> there = campaigns.stream().map(Owner::of).collect(Collectors.toSet());
    counts.keySet().removeIf(key -> !there.contains(key.owner));
  }

  /**
   * The highest of a count that falls back, and then rises again from where it was.
   *
   * @param shard empty for a count of the campaign
   */
  long highest(MeterNames meter, CampaignProgress campaign, String shard, long count) {
    Key key = new Key(meter, Owner.of(campaign), shard);
    return keep(key, new Seen(Math.max(count, seen(key).last), 0));
  }

  /** The sum over the runs of a count that begins with every run at zero. */
  long summed(MeterNames meter, CampaignProgress campaign, long count) {
    Key key = new Key(meter, Owner.of(campaign), "");
    Seen seen = seen(key);
    return keep(key, new Seen(count, count < seen.last ? seen.total() : seen.before));
  }

  private Seen seen(Key key) {
    return counts.getOrDefault(key, Seen.NOTHING);
  }

  private long keep(Key key, Seen seen) {
    counts.put(key, seen);
    return seen.total();
  }
}
