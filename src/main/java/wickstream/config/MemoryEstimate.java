package wickstream.config;

import java.util.Collections;
import wickstream.physics.Estimator;
import wickstream.physics.Multisets;
import wickstream.physics.Training;
import wickstream.statistics.Totals;

/**
 * About how much memory a campaign takes: the blocks of the few shards active at a time, the bags
 * being measured, and the results of all.
 *
 * @param threads how many threads measure bags
 * @param points how many points there are, or would be
 */
record MemoryEstimate(CampaignConfig campaign, int threads, int points) {
  /** A bag holds up to eight scalar series, one double a network each. */
  private static final int BYTES_PER_NETWORK = 64;

  /** How many there are of each output of trained networks, beside one of each point. */
  private static final int SERIES_OF_TRAINING = 4;

  /** An object with a count and four sums, and what refers to it. */
  private static final int BYTES_PER_MOMENTS = 60;

  /** The same in a checkpoint, of which one at a time is written. */
  private static final int BYTES_PER_MOMENTS_SAVED = 40;

  /** A number of each of the 256 networks that a thread measures at a time. */
  private static final int BYTES_PER_PRODUCT = 256 * Double.BYTES;

  /** A number of each lane. */
  private static final int BYTES_PER_UNIT = 8 * Double.BYTES;

  /** Narrow networks descend together, of so many units. */
  private static final int UNITS_TOGETHER = 104;

  /** Of the points that a campaign has. */
  MemoryEstimate(CampaignConfig campaign, int threads) {
    this(campaign, threads, campaign.points().count());
  }

  /** The total in bytes; saturates at {@link Long#MAX_VALUE}. */
  long bytes() {
    double blocks = components() * Totals.MAX_BLOCKS;
    double active = Math.min(activeShards(), campaign.shardCount());
    double sums = active * blocks * BYTES_PER_MOMENTS + blocks * BYTES_PER_MOMENTS_SAVED;
    double measured = threads * products() * BYTES_PER_PRODUCT + bagBytes();
    return (long)
        (layers() + descending() + sums + campaign.shardCount() * results() * 64 + measured);
  }

  /** Those of a power are all kept until it is known. */
  private int activeShards() {
    return campaign.stop().goal().power().isPresent()
        ? campaign.shardCount()
        : CampaignConfig.activeShards(threads);
  }

  /**
   * The largest number of points below this one of which the same campaign takes at most so many
   * bytes; 0 if there is none.
   */
  int pointsWithin(long allowed) {
    int fit = 0;
    int tooMany = points;
    while (tooMany - fit > 1) {
      int middle = (fit + tooMany) / 2;
      if (new MemoryEstimate(campaign, threads, middle).bytes() <= allowed) {
        fit = middle;
      } else {
        tooMany = middle;
      }
    }
    return fit;
  }

  /** How many components the Green functions of a shard have. */
  private double components() {
    double pairs = count(2);
    double components = campaign.orders().contains(2) ? 0 : pairs; // for checks
    for (int order : campaign.orders()) {
      components += order == 6 ? 2 * count(order) : count(order);
    }
    if (campaign.estimator().integratesLastLayer(campaign.depth())) {
      components += pairs; // what is linear in fluctuations
    }
    components += ofTraining();
    return campaign.dOut() > 1 && campaign.orders().contains(4)
        ? components + couples()
        : components;
  }

  /** How many rows of results a shard has. */
  private double results() {
    return campaign.orders().stream().mapToDouble(this::count).sum() + ofTraining();
  }

  /** How many cumulants of trained networks there are, up to the fourth. */
  private double ofTraining() {
    return trained() * (count(1) + count(2) + count(3) + count(4));
  }

  /** How many outputs there are of trained networks: each at each time that is above 0. */
  private double trained() {
    return (double) timesOfTraining() * campaign.dOut();
  }

  private long timesOfTraining() {
    return campaign.training().stream()
        .flatMap(training -> training.times().stream())
        .filter(time -> time > 0)
        .count();
  }

  /** How many multisets of two pairs of points there are. */
  private double couples() {
    return count(2) * (count(2) + 1) / 2;
  }

  private double count(int order) {
    return Multisets.count(points, order);
  }

  /** How many products of two and four outputs or covariances are kept of each network. */
  private double products() {
    return campaign.estimator() == Estimator.POOLED
        ? sumsOverUnits()
        : productsOfNetworks() + productsOfTraining() + productsOfPriors();
  }

  /**
   * Of laws of readouts and scales that are integrated: products of pairs of a piece of units and
   * their sums, sums of four and six points and the cumulants that these make, and functions of
   * four points.
   */
  private double productsOfPriors() {
    if (campaign.estimator() == Estimator.PLAIN || campaign.priors().hasNormalReadout()) {
      return 0;
    }
    double fourth = campaign.orders().contains(4) ? count(4) : 0;
    double sixth = campaign.orders().contains(6) ? count(6) : 0;
    return 5 * count(2) + 5 * fourth + 2 * sixth;
  }

  /** Covariances of all points and data, and what follows from them at each time. */
  private double productsOfTraining() {
    if (campaign.training().isEmpty()) {
      return 0;
    }
    int known = points + campaign.training().get().examples().size();
    return Multisets.count(known, 2) + trained() * count(1) + timesOfTraining() * count(2);
  }

  /**
   * Pooled: products of pairs of a piece of units, 832 numbers each, their sums and D; sums of four
   * points in two powers and of six in three, and the cumulants of both.
   */
  private double sumsOverUnits() {
    double fourth = campaign.orders().contains(4) ? count(4) : 0;
    double sixth = campaign.orders().contains(6) ? count(6) : 0;
    double mixed = campaign.dOut() > 1 ? couples() : 0;
    return 6 * count(2) + 3 * fourth + 4 * sixth + mixed + layersBelow();
  }

  /** Deep and pooled: means, fluctuations and covariances of a layer and of the one above. */
  private double layersBelow() {
    double couples = campaign.orders().contains(4) ? couples() : 0;
    return campaign.depth() > 1 ? 5 * count(2) + 2 * couples : 0;
  }

  private double productsOfNetworks() {
    boolean hasFourth =
        campaign.orders().contains(6) || campaign.depth() > 1 && campaign.orders().contains(4);
    double fourth = hasFourth ? count(4) : 0;
    double second = campaign.estimator() == Estimator.TILTED ? 2 * count(2) : count(2);
    double outputs = campaign.dOut() > 1 ? 2.0 * campaign.dOut() * count(2) + count(4) : 0;
    return second + (campaign.depth() > 1 ? 3 : 2) * fourth + outputs;
  }

  /**
   * Two layers of numbers for the eight networks of a thread, beside the blocks of sums, of
   * networks that are narrower than there are points: wider ones are drawn piece by piece.
   */
  private double layers() {
    int narrow = CampaignRules.widestBelow(points, campaign.widths());
    return campaign.depth() > 1 ? 2.0 * bagsAtOnce() * (points + 6) * 64 * narrow : 0;
  }

  /**
   * All weights of the networks of a thread that descend at a time, and of each example what units
   * give and their slopes.
   */
  private double descending() {
    if (campaign.training().filter(Training::isOfAllLayers).isEmpty()) {
      return 0;
    }
    int rows = campaign.training().get().examples().size();
    double arrays = campaign.dIn() + 2.0 * campaign.dOut() + 2.0 * rows + 4;
    double units = Math.max(UNITS_TOGETHER, Collections.max(campaign.widths()));
    return bagsAtOnce() * arrays * units * BYTES_PER_UNIT;
  }

  /** How many bags are measured at a time, with those that wait to be merged. */
  private int bagsAtOnce() {
    return threads + 2;
  }

  /** How much of that is for the bags being measured. */
  double bagBytes() {
    int mixed = campaign.dOut() > 1 ? Double.BYTES : 0;
    double learnt = (SERIES_OF_TRAINING + points) * trained() * Double.BYTES;
    return bagsAtOnce() * campaign.bagSize() * (BYTES_PER_NETWORK + mixed + learnt);
  }
}
