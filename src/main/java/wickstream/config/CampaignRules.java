package wickstream.config;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Priors;
import wickstream.physics.Readout;

/**
 * What a {@link CampaignConfig} must be. Each check throws {@link InvalidConfiguration}, naming the
 * setting, what it must be and what it was.
 */
final class CampaignRules {
  static final int LONGEST_NAME = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  /** The most points. */
  static final int MAX_POINTS = 1000;

  /** Up to this d-in points are kept as they are given, beyond it in the fewest coordinates. */
  static final int MAX_UNROTATED_D_IN = 64;

  /** So many numbers fit into what daemons and nodes of a cluster send each other. */
  static final int MAX_KEPT_COORDINATES = MAX_POINTS * MAX_UNROTATED_D_IN;

  static final long MAX_UNITS_PER_BAG = 100_000_000_000L;

  private CampaignRules() {}

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidConfiguration(
          "campaign.name",
          "must be 1 to 64 characters of A-Z a-z 0-9 . _ -, not starting with . or -, was \"%s\""
              .formatted(name));
    }
  }

  static void checkPoints(InputPoints points, int dIn) {
    if (points.dIn() != dIn) {
      throw new InvalidConfiguration(
          "campaign.points",
          "must have d-in = %d coordinates each, had %d".formatted(dIn, points.dIn()));
    }
    checkCount("campaign.points", points.count(), dIn);
  }

  /** How many numbers a point is listed with: d-in, or beyond a bound as many as are needed. */
  static int listedCoordinates(int count, int dIn) {
    return dIn > MAX_UNROTATED_D_IN ? Math.min(count, dIn) : dIn;
  }

  static void checkCount(String path, long count, int dIn) {
    if (count > MAX_POINTS) {
      throw new InvalidConfiguration(
          path, "must have at most %d points, had %d".formatted(MAX_POINTS, count));
    }
    int most = Math.max(MAX_KEPT_COORDINATES / dIn, (int) Math.sqrt(MAX_KEPT_COORDINATES));
    if (count > most) {
      throw new InvalidConfiguration(
          path,
          "must have at most %d points with d-in = %d (of each as many coordinates are kept as there are points, %d in all), had %d"
              .formatted(most, dIn, MAX_KEPT_COORDINATES, count));
    }
  }

  /** The points as they are kept. */
  static InputPoints kept(InputPoints points) {
    try {
      InputPoints rotated = points.inFewestCoordinates();
      return points.dIn() > MAX_UNROTATED_D_IN ? rotated : points;
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in("campaign", e);
    }
  }

  /**
   * @param ensemble with the smallest σ_W of the campaign, to which points are closest together
   */
  static void checkEstimator(
      Estimator estimator, Ensemble ensemble, InputPoints points, List<Integer> orders) {
    if (!estimator.appliesTo(ensemble, points, orders.contains(6))) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be plain, conditional, pooled or auto unless activation = gauss, and sigma-b is above"
              + " 0 or points are farther apart than 1/sigma-w, was "
              + estimator.label());
    }
  }

  /**
   * Cumulants of one unit take several; of several layers those of order four alone are made of
   * units, which are drawn by their covariance at the points.
   */
  static void checkPooled(
      Activation activation,
      int depth,
      Priors priors,
      int points,
      List<Integer> widths,
      List<Integer> orders) {
    int highest = Collections.max(orders);
    boolean isIntegrated = Estimator.POOLED.integratesLastLayer(depth);
    if (isIntegrated && activation.family() == Activation.Family.FORMULA) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be plain or conditional for %s with depth above 1, whose layers have no mean in closed form, was pooled"
              .formatted(activation.label()));
    }
    if (isIntegrated && priors.readout() != Readout.NORMAL) {
      throw new InvalidConfiguration(
          "campaign.estimator",
          "must be plain, conditional or auto with depth above 1 and readout = %s, was pooled"
              .formatted(priors.readout().label()));
    }
    if (isIntegrated && highest == 6) {
      throw new InvalidConfiguration(
          "campaign.orders",
          "must be [2, 4] or [2] with estimator = pooled and depth above 1, was "
              + orders
              + ", the default: write orders = [2, 4]");
    }
    int ofOrder = Estimator.POOLED.leastWidth(highest);
    int least = isIntegrated ? Math.max(ofOrder, points) : ofOrder;
    String why =
        least > ofOrder ? "depth above 1 and %d points".formatted(points) : "order " + highest;
    for (int i = 0; i < widths.size(); i++) {
      if (widths.get(i) < least) {
        throw new InvalidConfiguration(
            "campaign.widths[" + i + "]",
            "must be at least %d with estimator = pooled and %s, was %d"
                .formatted(least, why, widths.get(i)));
      }
    }
  }

  static void checkEnsemble(
      Activation activation,
      int dIn,
      int depth,
      double sigmaW,
      double sigmaB,
      OptionalDouble cutoff,
      Priors priors) {
    try {
      new Ensemble(activation, dIn, 1, depth, sigmaW, sigmaB, cutoff, priors);
    } catch (IllegalArgumentException e) {
      throw InvalidConfiguration.in("campaign.ensemble", e);
    }
  }

  static void checkDeep(
      Activation activation,
      List<Integer> orders,
      int bagSize,
      List<Integer> widths,
      int depth,
      int points) {
    if (!orders.contains(2)) {
      throw new InvalidConfiguration(
          "campaign.orders",
          "must contain 2 with depth above 1, whose connected functions need it, was " + orders);
    }
    if (orders.contains(6) && activation.family() == Activation.Family.FORMULA) {
      throw new InvalidConfiguration(
          "campaign.orders",
          "must be [2, 4] or [2] for %s with depth above 1, whose integrals of order 6 take too long, was %s, the default: write orders = [2, 4]"
              .formatted(activation.label(), orders));
    }
    // Units of wider networks are drawn by their covariance at the points, without weights.
    int narrow = widestBelow(points, widths);
    double weights = (double) (depth - 1) * narrow * narrow;
    if (bagSize * weights > MAX_UNITS_PER_BAG) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "must be at most %d with a width of %d below the number of points and depth %d (a bag may take 10^11 weights between hidden layers), was %d"
              .formatted((long) (MAX_UNITS_PER_BAG / weights), narrow, depth, bagSize));
    }
  }

  /** The largest of the widths that are less than the number of points; 0 if none is. */
  static int widestBelow(int points, List<Integer> widths) {
    return widths.stream().mapToInt(width -> width < points ? width : 0).max().orElse(0);
  }

  static void checkObservable(
      Activation activation, int dIn, List<Integer> orders, StopCondition stop) {
    checkOrders(orders);
    String observable = stop.observable().label();
    if (observable.startsWith("u") && !activation.hasGaussianKernel() && dIn > 1) {
      throw new InvalidConfiguration(
          stop.goalPath(),
          "must be m4 or m6 for %s with d-in above 1, whose couplings are not available, was %s"
              .formatted(activation.label(), observable));
    }
    if (!stop.observable().isOfTraining() && !orders.contains(stop.observable().order())) {
      throw new InvalidConfiguration(
          "campaign.orders",
          "must contain %d, the order of stop.%s = %s, was %s"
              .formatted(stop.observable().order(), stop.goal().key(), stop.quantity(), orders));
    }
  }

  /** Checks that a power can be fitted to the grid. */
  static void checkPower(
      PowerGoal power,
      Activation activation,
      Estimator estimator,
      int depth,
      List<Integer> widths,
      List<Double> sigmaW) {
    boolean isInWidth = power.variable() == FitVariable.WIDTH;
    int values = isInWidth ? widths.size() : sigmaW.size();
    if (values < PowerGoal.FEWEST_VALUES) {
      throw new InvalidConfiguration(
          isInWidth ? "campaign.widths" : "campaign.sigma-w",
          "must have at least %d values with stop.in = %s, had %d"
              .formatted(PowerGoal.FEWEST_VALUES, power.variable().key(), values));
    }
    if (isInWidth && estimator.assumesPowersOfWidth(depth)) {
      throw new InvalidConfiguration(
          "campaign.stop.in",
          "must be sigma-w with estimator = pooled, which assumes powers of N, was width");
    }
    if (power.law().isCanonical() && !activation.hasGaussianKernel()) {
      throw new InvalidConfiguration(
          "campaign.stop.power-of",
          "must be u4 or u6 for %s, whose field has no canonical normalisation, was %s"
              .formatted(activation.label(), power.law().quantity()));
    }
  }

  private static void checkOrders(List<Integer> orders) {
    for (int order : orders) {
      if (order != 2 && order != 4 && order != 6) {
        throw new InvalidConfiguration("campaign.orders", "must be some of 2, 4, 6, was " + orders);
      }
    }
    if (Set.copyOf(orders).size() < orders.size()) {
      throw new InvalidConfiguration("campaign.orders", "must all be different, was " + orders);
    }
    if (orders.contains(6) && !orders.contains(4)) {
      throw new InvalidConfiguration(
          "campaign.orders", "must contain 4 when it contains 6, was " + orders);
    }
  }

  static void checkBags(int bagSize, int widest, int depth, StopCondition stop) {
    CampaignConfig.BAG_SIZE.check("campaign.bag-size", bagSize);
    long units = (long) depth * widest;
    if (bagSize > MAX_UNITS_PER_BAG / units) {
      throw new InvalidConfiguration(
          "campaign.bag-size",
          "must be at most %d with a width of %d%s (a bag may take 10^11 hidden units), was %d"
              .formatted(
                  MAX_UNITS_PER_BAG / units,
                  widest,
                  depth > 1 ? " and depth " + depth : "",
                  bagSize));
    }
    long least = (long) stop.minBags() * bagSize;
    if (least > stop.maxNetworks()) {
      throw new InvalidConfiguration(
          "campaign.stop.max-networks",
          "must be at least min-bags x bag-size = %d x %d = %d, was %d"
              .formatted(stop.minBags(), bagSize, least, stop.maxNetworks()));
    }
  }
}
