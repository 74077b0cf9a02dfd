package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.physics.Ensemble;
import wickstream.physics.WickPairings;
import wickstream.physics.theory.KernelResponse;

/**
 * What a deep network contributes with its last hidden layer integrated: A A′ − M M′ + T, from
 * matrices over all pairs of points and means over all choices of different units.
 */
final class NaiveIntegration {
  private final Shard shard;
  private final Ensemble ensemble;
  private final NaiveNetwork network;
  private final NaiveGreens greens;
  private final List<int[]> pairs;
  private final List<KernelResponse> responses;
  private final Sized[] deviations;
  private Sized[] linear;
  private final Sized[][] products;

  NaiveIntegration(Shard shard, NaiveGreens greens, NaiveNetwork network) {
    this.shard = shard;
    this.ensemble = shard.ensemble();
    this.network = network;
    this.greens = greens;
    this.pairs = greens.tuples(2);
    this.responses = KernelResponse.ofFurtherLayers(ensemble, shard.points());
    this.deviations = new Sized[pairs.size()];
    this.products = new Sized[pairs.size()][pairs.size()];
    integrate();
  }

  private void integrate() {
    int last = ensemble.depth() - 1;
    linear = new Sized[pairs.size()];
    Sized[][] spread = new Sized[pairs.size()][pairs.size()];
    for (int l = 0; l <= last; l++) {
      Sized[] passedOn = l == 0 ? zeros() : applied(responses.get(l - 1), linear);
      Sized[][] spreadPassedOn = new Sized[pairs.size()][];
      for (int p = 0; p < pairs.size(); p++) {
        spreadPassedOn[p] = l == 0 ? zeros() : rowPassedOn(responses.get(l - 1), spread, p);
      }
      NaiveNetwork upTo = network.upTo(l);
      for (int p = 0; p < pairs.size(); p++) {
        Sized expected = expected(l, pairs.get(p));
        Sized fluctuation = upTo.weightPart(pairs.get(p)[0], pairs.get(p)[1]).minus(expected);
        linear[p] = l == last ? passedOn[p] : passedOn[p].plus(fluctuation);
        for (int q = 0; q < pairs.size(); q++) {
          spread[p][q] = spreadPassedOn[p][q].plus(ofUnits(upTo, pairs.get(p), pairs.get(q)));
        }
      }
    }
    Sized[] mean = new Sized[pairs.size()];
    for (int p = 0; p < pairs.size(); p++) {
      mean[p] = expected(last, pairs.get(p)).minus(Sized.of(kernel(pairs.get(p))));
      deviations[p] = mean[p].minus(linear[p]);
      for (int q = 0; q <= p; q++) {
        Sized difference = mean[p].times(mean[q]).minus(linear[p].times(linear[q]));
        products[p][q] = difference.plus(spread[p][q]);
        products[q][p] = products[p][q];
      }
    }
  }

  private Sized[] zeros() {
    Sized[] zeros = new Sized[pairs.size()];
    Arrays.fill(zeros, Sized.ZERO);
    return zeros;
  }

  private static Sized[] applied(KernelResponse response, Sized[] to) {
    Sized[] sums = new Sized[to.length];
    for (int p = 0; p < to.length; p++) {
      sums[p] = Sized.ZERO;
      for (int i = 0; i < response.pairs()[p].length; i++) {
        sums[p] = sums[p].plus(to[response.pairs()[p][i]].times(response.coefficients()[p][i]));
      }
    }
    return sums;
  }

  /** Row p of J T Jᵀ. */
  private static Sized[] rowPassedOn(KernelResponse response, Sized[][] spread, int p) {
    Sized[] row = new Sized[spread.length];
    for (int q = 0; q < spread.length; q++) {
      Sized[] column = new Sized[spread.length];
      for (int r = 0; r < spread.length; r++) {
        column[r] = applied(response, spread[r])[q];
      }
      row[q] = applied(response, column)[p];
    }
    return row;
  }

  private double kernel(int[] ab) {
    return NaiveUnit.lastKernel(ensemble, shard.points().point(ab[0]), shard.points().point(ab[1]));
  }

  /** E[(σ_W²/N) Σ_j h_j(x_a) h_j(x_b)] of a layer given the one below. */
  private Sized expected(int layer, int[] ab) {
    if (layer == 0) {
      return Sized.of(
          NaiveUnit.weightKernel(
              ensemble, shard.points().point(ab[0]), shard.points().point(ab[1])));
    }
    NaiveNetwork below = network.upTo(layer - 1);
    Sized bias = Sized.of(ensemble.sigmaB() * ensemble.sigmaB());
    Sized aa = bias.plus(below.weightPart(ab[0], ab[0]));
    Sized bb = bias.plus(below.weightPart(ab[1], ab[1]));
    Sized both = bias.plus(below.weightPart(ab[0], ab[1]));
    double value = NaiveUnit.fromCovariance(ensemble, aa.value(), bb.value(), both.value());
    double slope = ensemble.sigmaW() * ensemble.sigmaW() * 2;
    return new Sized(value, Math.abs(value) + slope * (aa.size() + bb.size() + both.size()));
  }

  /** (σ_W⁴/N) Cov(h_a h_b, h_c h_d) of a unit. */
  private Sized ofUnits(NaiveNetwork upTo, int[] ab, int[] cd) {
    int[] abcd = {ab[0], ab[1], cd[0], cd[1]};
    return NaiveGreens.mean(upTo, abcd)
        .minus(NaiveGreens.mean(upTo, ab, cd))
        .times(Math.pow(ensemble.sigmaW(), 4) / shard.width());
  }

  private int index(int[] x, int[] pair) {
    for (int p = 0; p < pairs.size(); p++) {
      if (pairs.get(p)[0] == x[pair[0]] && pairs.get(p)[1] == x[pair[1]]) {
        return p;
      }
    }
    throw new IllegalArgumentException("no such pair");
  }

  /** D, ΔG⁽⁴⁾ = Σ_3 (D D′ + K D′ + K′ D), D D′ of two outputs, and M. */
  List<Sized> components() {
    List<Sized> components = new ArrayList<>(List.of(deviations));
    if (shard.measures(4)) {
      double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
      for (int[] x : greens.tuples(4)) {
        Sized sum = Sized.ZERO;
        for (int[][] pairing : WickPairings.of(4)) {
          int p = index(x, pairing[0]);
          int q = index(x, pairing[1]);
          sum = sum.plus(products[p][q]);
          sum = sum.plus(deviations[q].times(biasVariance + kernel(pairs.get(p))));
          sum = sum.plus(deviations[p].times(biasVariance + kernel(pairs.get(q))));
        }
        components.add(sum);
      }
    }
    if (!greens.couples().isEmpty()) {
      for (int p = 0; p < pairs.size(); p++) {
        components.addAll(List.of(products[p]).subList(p, pairs.size()));
      }
    }
    components.addAll(List.of(linear));
    return components;
  }
}
