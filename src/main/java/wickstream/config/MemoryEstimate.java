package wickstream.config;

import java.util.Collections;
import wickstream.physics.Multisets;
import wickstream.statistics.Totals;

/**
 * About how much memory a campaign takes: the blocks of the few shards active at a time, the bags
 * being measured, and the results of all.
 *
 * @param threads how many threads measure bags
 */
record MemoryEstimate(CampaignConfig campaign, int threads) {
  /** A bag holds up to six scalar series, one double a network each. */
  private static final int BYTES_PER_NETWORK = 48;

  /** An object with a count and four sums, and what refers to it. */
  private static final int BYTES_PER_MOMENTS = 60;

  /** The same in a checkpoint, of which one at a time is written. */
  private static final int BYTES_PER_MOMENTS_SAVED = 40;

  /** The total in bytes; saturates at {@link Long#MAX_VALUE}. */
  long bytes() {
    double blocks = components() * Totals.MAX_BLOCKS;
    double active = Math.min(CampaignConfig.activeShards(threads), campaign.shardCount());
    double sums = active * blocks * BYTES_PER_MOMENTS + blocks * BYTES_PER_MOMENTS_SAVED;
    return (long) (layers() + sums + campaign.shardCount() * results() * 64 + bagBytes());
  }

  /** How many components the Green functions of a shard have. */
  private double components() {
    double pairs = count(2);
    double components = campaign.orders().contains(2) ? 0 : pairs; // for checks
    for (int order : campaign.orders()) {
      components += order == 6 ? 2 * count(order) : count(order);
    }
    return campaign.dOut() > 1 && campaign.orders().contains(4)
        ? components + pairs * (pairs + 1) / 2
        : components;
  }

  /** How many rows of results a shard has. */
  private double results() {
    return campaign.orders().stream().mapToDouble(this::count).sum();
  }

  private double count(int order) {
    return Multisets.count(campaign.points().count(), order);
  }

  /** Two layers of numbers for the eight networks of a thread, beside the blocks of sums. */
  private double layers() {
    return campaign.depth() > 1
        ? 2.0
            * bagsAtOnce()
            * (campaign.points().count() + 6)
            * 64
            * Collections.max(campaign.widths())
        : 0;
  }

  /** How many bags are measured at a time, with those that wait to be merged. */
  private int bagsAtOnce() {
    return threads + 2;
  }

  /** How much of that is for the bags being measured. */
  double bagBytes() {
    int mixed = campaign.dOut() > 1 ? Double.BYTES : 0;
    return (double) bagsAtOnce() * campaign.bagSize() * (BYTES_PER_NETWORK + mixed);
  }
}
