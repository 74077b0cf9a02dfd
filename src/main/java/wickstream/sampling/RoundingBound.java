package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;
import wickstream.random.LaneStreams;
import wickstream.statistics.Moments;
import wickstream.statistics.Rounding;
import wickstream.statistics.Sums;

/**
 * Bounds what rounding can have done to the averages of a shard. The covariance C of a network is a
 * sum of N products, each good to some units in the last place; in D = C − K what is left of it may
 * be far larger than the last place of D, and products of D inherit that:
 *
 * <pre>
 *   |δD_ab| ≤ (16 + √N) · depth · 2⁻⁵³ · ( √(K_aa K_bb) + rms D_ab ),   |δ(D D′)| ≤ |D| |δD′| + |D′| |δD|
 * </pre>
 *
 * <p>with K_ab in place of √(K_aa K_bb) where hidden units are never negative, so that no terms of
 * the sum cancel; √N because the rounding errors of a sum add up like independent numbers (Higham,
 * Mary, "A new approach to probabilistic rounding error analysis", SIAM J. Sci. Comput. 41, 2019);
 * a root mean square stands for each |D|.
 */
final class RoundingBound implements Rounding {
  private static final double UNIT = 0x1p-53;
  private static final double UNITS_OF_A_PRODUCT = 16;

  /** The most that plain sums may change a variance by, relative to it. */
  private static final double MAX_CANCELLED = 0x1p-16;

  private final Measurement measurement;
  private final Layout layout;
  private final boolean deep;

  /** How exact a sum over hidden units is, relative to its terms. */
  private final double relative;

  private final List<Split> quadruples;
  private final List<Split> sextuples;
  private final List<Split> allSextuples;

  /** |K| of all pairs. */
  private final double[] kernel;

  /** How large the terms of C are, in sum. */
  private final double[] scale;

  RoundingBound(Measurement measurement) {
    Shard shard = measurement.shard();
    this.measurement = measurement;
    this.layout = measurement.layout();
    this.deep = shard.ensemble().depth() > 1;
    this.relative =
        (UNITS_OF_A_PRODUCT + Math.sqrt(shard.width())) * shard.ensemble().depth() * UNIT;
    this.kernel = Arrays.stream(measurement.theory().kernel()).map(Math::abs).toArray();
    this.quadruples = Split.withFirstPoint(layout, 4);
    this.sextuples = Split.withFirstPoint(layout, 6);
    this.allSextuples = deep ? Split.all(layout, 6) : List.of();
    boolean positive =
        switch (shard.ensemble().activation().family()) {
          case GAUSS -> true;
          case RECTIFIED -> shard.ensemble().activation().negativeSlope() <= 0;
          case ERF, COS, SIN, TANH -> false;
          case FORMULA -> shard.ensemble().activation().formula().orElseThrow().isNeverNegative();
        };
    this.scale =
        IntStream.range(0, kernel.length)
            .mapToDouble(k -> positive ? kernel[k] : deviations(k))
            .toArray();
  }

  /** √(K_aa K_bb) of a pair. */
  double deviations(int pair) {
    int[] within = layout.multisets(2).pairsWithin(pair);
    return Math.sqrt(kernel[within[0]] * kernel[within[2]]);
  }

  /** A bound on the rounding error of D of a pair that does not vary. */
  double ofPair(int pair) {
    return relative * scale[pair];
  }

  @Override
  public double[] bounds(Sums sums) {
    double[] errors = ofContributions(sums.components());
    double[] bounds = new double[measurement.series().size()];
    for (int s = 0; s < bounds.length; s++) {
      Optional<Coefficients> coefficients = measurement.coefficients(measurement.series().get(s));
      bounds[s] =
          coefficients.isPresent()
              ? bound(coefficients.get(), errors)
              : relative * Math.abs(sums.seriesMean(s)); // the weights
    }
    return bounds;
  }

  /**
   * Whether the variance of some component of a bag has lost digits to plain sums that its
   * contributions have: whether {@link Moments#roundingOfSquares} allows more than 2⁻¹⁶ of Σ(y−ȳ)²,
   * and more than the rounding errors of the y themselves make. For bags of a thousand networks
   * that takes a mean of 20 000 standard deviations.
   *
   * @param bag moments made of Σd and Σd², d = y − s, added lane by lane
   * @param origins s of each component
   */
  boolean hasCancelled(Moments bag, double[] origins) {
    long additions = bag.count() / LaneStreams.LANES + 6; // in a lane, across lanes, and scaling
    double[] squares = bag.squares();
    double[] lost = new double[squares.length];
    boolean isSuspect = false;
    for (int k = 0; k < lost.length; k++) {
      double mean = bag.mean(k) - origins[k];
      lost[k] = Moments.roundingOfSquares(additions, squares[k] + bag.count() * mean * mean);
      isSuspect |= lost[k] > MAX_CANCELLED * squares[k];
    }
    if (!isSuspect || bag.count() < 2) {
      return false;
    }
    double[] errors = ofContributions(bag);
    return IntStream.range(0, lost.length)
        .anyMatch(
            k ->
                lost[k] > MAX_CANCELLED * squares[k]
                    && lost[k] > bag.count() * errors[k] * errors[k]);
  }

  /** Of each component a bound on the rounding error of a contribution. */
  private double[] ofContributions(Moments components) {
    double[] errors =
        switch (measurement.shard().estimator()) {
          case PLAIN -> ofFields(components);
          case CONDITIONAL, TILTED -> ofCovariances(components);
          case POOLED -> ofCumulants(components);
        };
    measurement.trainedAverages().ifPresent(trained -> addTrained(trained, components, errors));
    return errors;
  }

  /**
   * Of trained networks: μ and Σ inherit the errors of C, larger by the {@link
   * TrainedAverages#amplification} of the slowest direction that has been learnt, and products
   * inherit theirs.
   */
  private void addTrained(TrainedAverages trained, Moments components, double[] errors) {
    double largest = Arrays.stream(kernel).max().orElseThrow();
    for (int t = trained.firstTime(); t < trained.training().times().size(); t++) {
      double amplified = relative * (1 + trained.amplification(t));
      for (int i = 0; i < trained.training().outputs(); i++) {
        int block = trained.block(t, i);
        double target = Arrays.stream(trained.training().targets(i)).map(Math::abs).max().orElse(0);
        double first = largestRms(components, block, 1);
        double second = largestRms(components, block, 2);
        double ofFirst = amplified * (target + first);
        double ofSecond = amplified * (largest + second) + 2 * first * ofFirst;
        fill(errors, block, 1, ofFirst);
        fill(errors, block, 2, ofSecond);
        fill(errors, block, 3, 3 * (second * ofFirst + first * ofSecond));
        fill(errors, block, 4, 6 * second * ofSecond + 8 * first * first * first * ofFirst);
        fillDiagonal(trained, components, t, block, errors);
      }
    }
  }

  /**
   * Of four equal points, which have series of their own. On the data Σ = Σ_k Q² r_k² λ_k is a sum
   * of what is never negative, each good to (1/λ_k + 2τ) δλ: as exact for its size where it has
   * been learnt as where it has not. Elsewhere Σ is a difference, as inexact as the largest.
   */
  private void fillDiagonal(
      TrainedAverages trained, Moments components, int time, int block, double[] errors) {
    int[] fourth = TrainedAverages.diagonal(layout.trainedMultisets(4));
    double ofFirst = errors[layout.trained(block, 1, 0)];
    double[] reference = trained.referenceCovariance(time);
    for (int a = 0; a < fourth.length; a++) {
      int pair = layout.trainedMultisets(2).indexOf(a, a);
      double first = rms(components, layout.trained(block, 1, a));
      double second = rms(components, layout.trained(block, 2, pair));
      double amplified = relative * (1 + trained.amplificationOnData(time));
      double ofSecond =
          trained.isOnData(a)
              ? amplified * (reference[pair] + second) + 2 * first * ofFirst
              : errors[layout.trained(block, 2, pair)];
      errors[layout.trained(block, 4, fourth[a])] =
          6 * second * ofSecond + 8 * first * first * first * ofFirst;
    }
  }

  private double largestRms(Moments components, int block, int order) {
    return IntStream.range(0, layout.trainedMultisets(order).size())
        .mapToDouble(k -> rms(components, layout.trained(block, order, k)))
        .max()
        .orElseThrow();
  }

  private void fill(double[] errors, int block, int order, double error) {
    int first = layout.trained(block, order, 0);
    Arrays.fill(errors, first, first + layout.trainedMultisets(order).size(), error);
  }

  /**
   * Cumulants are differences of moments of a unit, which are as large as their products: N G_c⁽⁴⁾
   * of terms like K K and N G_c⁽⁴⁾ itself, N² G_c⁽⁶⁾ likewise. Of several layers ΔG⁽⁴⁾ has K D as
   * well, and D is a difference from K.
   */
  private double[] ofCumulants(Moments components) {
    double[] errors = new double[layout.dimension()];
    double width = measurement.shard().width();
    for (int k = 0; k < kernel.length; k++) {
      errors[k] = relative * (scale[k] + rms(components, k));
    }
    for (int k = 0; k < layout.linearSize(); k++) {
      errors[layout.linear(k)] = relative * (scale[k] + rms(components, layout.linear(k)));
    }
    Priors priors = measurement.shard().ensemble().priors();
    for (int order : new int[] {4, 6}) {
      double ofPriors =
          Math.max(1, priors.readout().moment(order) / (order == 4 ? 3 : 15))
              * priors.scaleMoment(order / 2);
      double[] free = layout.hasOrder(order) ? freeOfUnits(order) : new double[0];
      for (int k = 0; k < free.length; k++) {
        int component = order == 4 ? layout.deviation(4, k) : layout.connectedSixth(k);
        double units = deep ? 1 : order == 4 ? width : width * width;
        errors[component] =
            relative * (ofPriors * free[k] / units + 3 * rms(components, component));
        if (order == 6) {
          int deviation = layout.deviation(6, k);
          errors[deviation] = errors[component] + relative * 15 * rms(components, deviation);
        }
      }
    }
    layout
        .couples()
        .ifPresent(
            couples -> {
              for (int k = 0; k < couples.size(); k++) {
                int[] of = couples.indices(k);
                int component = layout.mixedFourth(k);
                double products = scale[of[0]] * scale[of[1]] / width;
                errors[component] = relative * (products + 3 * rms(components, component));
              }
            });
    return errors;
  }

  /** Σ over pairings of the products of {@link #scale}. */
  private double[] freeOfUnits(int order) {
    Sized pairs = new Sized(scale, new double[scale.length]);
    Sized fourth = wick(quadruples, pairs, pairs);
    return order == 4 ? fourth.size : wick(sextuples, pairs, fourth).size;
  }

  private static double bound(Coefficients coefficients, double[] errors) {
    double bound = 0;
    for (int k = 0; k < coefficients.values().length; k++) {
      bound += Math.abs(coefficients.values()[k]) * errors[coefficients.first() + k];
    }
    return bound;
  }

  /** Products of fields less what they are for N → ∞: no digit counts for more than in a field. */
  private double[] ofFields(Moments components) {
    double[] errors = new double[layout.dimension()];
    Arrays.setAll(errors, k -> relative * rms(components, k));
    for (int order : measurement.shard().orders()) {
      double[] free = measurement.theory().free(order);
      for (int k = 0; k < free.length; k++) {
        errors[layout.deviation(order, k)] += relative * Math.abs(free[k]);
      }
    }
    return errors;
  }

  private static double rms(Moments components, int k) {
    double mean = components.mean(k);
    double variance = components.count() < 2 ? 0 : components.variance(k);
    return Math.sqrt(mean * mean + variance);
  }

  private double[] ofCovariances(Moments components) {
    double[] errors = new double[layout.dimension()];
    Sized pairs = new Sized(kernel.length);
    for (int k = 0; k < kernel.length; k++) {
      pairs.size[k] = rms(components, layout.deviation(2, k));
      pairs.error[k] = relative * (scale[k] + pairs.size[k]);
      errors[layout.deviation(2, k)] = pairs.error[k];
    }
    if (!layout.hasOrder(4)) {
      return errors;
    }
    Sized constants = new Sized(kernel, new double[kernel.length]);
    Sized products = wick(quadruples, pairs, pairs);
    Sized linear = wick(quadruples, constants, pairs).plus(wick(quadruples, pairs, constants));
    Sized fourth = deep ? products.plus(linear) : products;
    if (!measurement.shard().ensemble().priors().hasNormalReadout()) {
      return ofPriors(components, pairs, fourth, errors);
    }
    System.arraycopy(fourth.error, 0, errors, layout.deviation(4, 0), fourth.error.length);
    layout.couples().ifPresent(couples -> addCouples(couples, pairs, errors));
    if (layout.hasOrder(6)) {
      Sized connected = wick(sextuples, pairs, products);
      Sized sixth =
          connected.plus(wick(sextuples, constants, products)).plus(wick(sextuples, pairs, linear));
      if (deep) {
        Sized free = new Sized(measurement.theory().free(4), new double[products.size.length]);
        sixth = sixth.plus(wick(allSextuples, pairs, free));
      }
      System.arraycopy(
          connected.error, 0, errors, layout.connectedSixth(0), connected.error.length);
      System.arraycopy(sixth.error, 0, errors, layout.deviation(6, 0), sixth.error.length);
    }
    return errors;
  }

  /**
   * Of contributions to which laws of readout weights and a shared scale add: sums over units as
   * large as those of {@link #ofCumulants}, and multiples of what is there without them.
   */
  private double[] ofPriors(Moments components, Sized pairs, Sized products, double[] errors) {
    Priors priors = measurement.shard().ensemble().priors();
    double width = measurement.shard().width();
    double kappa4 = Math.abs(priors.readout().fourthCumulant()) / width;
    double kappa6 = Math.abs(priors.readout().sixthCumulant()) / (width * width);
    double[] free4 = freeOfUnits(4);
    Sized fourth = new Sized(products.size.clone(), new double[products.error.length]);
    for (int k = 0; k < free4.length; k++) {
      int component = layout.deviation(4, k);
      fourth.size[k] += kappa4 * free4[k] + rms(components, component);
      fourth.error[k] = products.error[k] + relative * (kappa4 * free4[k] + products.size[k]);
      errors[component] =
          priors.scaleMoment(2) * fourth.error[k] + relative * rms(components, component);
    }
    layout.couples().ifPresent(couples -> addCouples(couples, pairs, errors));
    if (layout.hasOrder(6)) {
      Sized constants = new Sized(kernel, new double[kernel.length]);
      Sized connected = wick(Split.all(layout, 6), pairs, fourth);
      Sized dressed = wick(Split.all(layout, 6), constants, fourth);
      double[] free6 = freeOfUnits(6);
      double[] ofLinear = new double[free6.length];
      if (deep) {
        Sized free = new Sized(measurement.theory().free(4), new double[free4.length]);
        ofLinear = wick(allSextuples, pairs, free).error;
      }
      for (int k = 0; k < free6.length; k++) {
        int component = layout.connectedSixth(k);
        int deviation = layout.deviation(6, k);
        double ofRests = (priors.scaleMoment(3) - 1) * dressed.error[k];
        double own = connected.error[k] + relative * kappa6 * free6[k];
        errors[component] =
            priors.scaleMoment(3) * own + ofRests + relative * rms(components, component);
        errors[deviation] =
            errors[component]
                + priors.scaleMoment(2) * dressed.error[k]
                + ofLinear[k]
                + relative * rms(components, deviation);
      }
    }
    return errors;
  }

  private void addCouples(Multisets couples, Sized pairs, double[] errors) {
    for (int k = 0; k < couples.size(); k++) {
      int[] of = couples.indices(k);
      errors[layout.mixedFourth(k)] =
          pairs.size[of[0]] * pairs.error[of[1]] + pairs.error[of[0]] * pairs.size[of[1]];
    }
  }

  /** Σ over the ways to split: what is of the pair times what is of the rest. */
  private static Sized wick(List<Split> splits, Sized pairs, Sized rests) {
    Sized sum = new Sized(splits.size());
    for (int k = 0; k < splits.size(); k++) {
      Split split = splits.get(k);
      for (int way = 0; way < split.count(); way++) {
        int p = split.pairs()[way];
        int r = split.rests()[way];
        sum.size[k] += pairs.size[p] * Math.abs(rests.size[r]);
        sum.error[k] += pairs.size[p] * rests.error[r] + pairs.error[p] * Math.abs(rests.size[r]);
      }
    }
    return sum;
  }

  /** How large some numbers are, and how inexact. */
  private record Sized(double[] size, double[] error) {
    Sized(int count) {
      this(new double[count], new double[count]);
    }

    Sized plus(Sized other) {
      Sized sum = new Sized(size.length);
      Arrays.setAll(sum.size, k -> size[k] + other.size[k]);
      Arrays.setAll(sum.error, k -> error[k] + other.error[k]);
      return sum;
    }
  }
}
