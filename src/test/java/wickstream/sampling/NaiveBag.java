package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.WickPairings;
import wickstream.physics.exact.Theory;

/** The averages over a bag and the scalar series of its networks, added up one by one. */
final class NaiveBag {
  private final Shard shard;
  private final NaiveGreens greens;
  private final List<NaiveNetwork> networks;
  private final List<List<Sized>> components;

  NaiveBag(Shard shard, long seed, long index) {
    this.shard = shard;
    this.greens = new NaiveGreens(shard);
    this.networks = new NaiveSampler(shard).bag(seed, index);
    this.components = new ArrayList<>();
    for (NaiveNetwork network : networks) {
      components.add(
          greens.components(network).stream().map(y -> y.times(network.weight())).toList());
    }
  }

  int dimension() {
    return components.get(0).size();
  }

  Sized mean(int k) {
    Sized sum = Sized.ZERO;
    for (List<Sized> network : components) {
      sum = sum.plus(network.get(k));
    }
    return sum.times(1.0 / networks.size());
  }

  /** The unbiased sample variance; its size is the mean square of the sizes. */
  Sized variance(int k) {
    double mean = mean(k).value();
    double squares = 0;
    double sizes = 0;
    for (List<Sized> network : components) {
      double delta = network.get(k).value() - mean;
      squares += delta * delta;
      sizes += network.get(k).size() * network.get(k).size();
    }
    return new Sized(squares / (networks.size() - 1), sizes / (networks.size() - 1));
  }

  /** The weight of each network. */
  List<Sized> weights() {
    return networks.stream().map(network -> Sized.of(network.weight())).toList();
  }

  /** Each network's mean of ΔG/G0 over all tuples of an order. */
  List<Sized> normalised(int order) {
    return meanOf(order, first(order), greens.tuples(order).stream().map(greens::free).toList());
  }

  /** Each network's mean of E[Σ_3 D D] / divisor, where ΔG⁽⁴⁾ = E[Σ_3 (D D + K D + D K)]. */
  private List<Sized> deepConnected4(List<Double> divisors) {
    List<int[]> quads = greens.tuples(4);
    List<int[]> pairs = greens.tuples(2);
    List<Sized> series = new ArrayList<>();
    for (List<Sized> network : components) {
      Sized sum = Sized.ZERO;
      for (int k = 0; k < quads.size(); k++) {
        Sized products = network.get(first(4) + k);
        for (int[][] pairing : WickPairings.of(4)) {
          for (int kept = 0; kept < 2; kept++) {
            int[] one = {quads.get(k)[pairing[kept][0]], quads.get(k)[pairing[kept][1]]};
            int[] other = {quads.get(k)[pairing[1 - kept][0]], quads.get(k)[pairing[1 - kept][1]]};
            int at =
                IntStream.range(0, pairs.size())
                    .filter(p -> Arrays.equals(pairs.get(p), one))
                    .findFirst()
                    .orElseThrow();
            products = products.minus(network.get(at).times(greens.free(other)));
          }
        }
        sum = sum.plus(products.times(1 / divisors.get(k)));
      }
      series.add(sum.times(1.0 / quads.size()));
    }
    return series;
  }

  /** Each network's mean of −ΔG⁽⁴⁾/I4. */
  List<Sized> u4(Theory theory) {
    return connected4(integrals(4, theory).stream().map(i -> -i).toList());
  }

  /** Each network's mean of G_c⁽⁴⁾. */
  List<Sized> connected4Mean() {
    return connected4(Collections.nCopies(greens.tuples(4).size(), 1.0));
  }

  private List<Sized> connected4(List<Double> divisors) {
    return shard.ensemble().depth() > 1 ? deepConnected4(divisors) : meanOf(4, first(4), divisors);
  }

  /** Each network's mean of −(ΔG⁽⁴⁾_iijj + ΔG⁽⁴⁾_ijij + ΔG⁽⁴⁾_ijji)/I4. */
  List<Sized> mixedU4(Theory theory) {
    List<int[]> quads = greens.tuples(4);
    List<Double> integrals = integrals(4, theory);
    boolean hasLinear = shard.estimator().integratesLastLayer(shard.ensemble().depth());
    int last = dimension() - (hasLinear ? greens.tuples(2).size() : 0);
    int first = last - greens.couples().size();
    List<Sized> series = new ArrayList<>();
    for (List<Sized> network : components) {
      Sized sum = Sized.ZERO;
      for (int k = 0; k < quads.size(); k++) {
        for (int[][] pairing : WickPairings.of(4)) {
          int couple = couple(quads.get(k), pairing);
          sum = sum.minus(network.get(first + couple).times(1 / integrals.get(k)));
        }
      }
      series.add(sum.times(1.0 / quads.size()));
    }
    return series;
  }

  /** Which of the couples of pairs a pairing of points is. */
  private int couple(int[] x, int[][] pairing) {
    int[] one = {x[pairing[0][0]], x[pairing[0][1]], x[pairing[1][0]], x[pairing[1][1]]};
    int[] other = {one[2], one[3], one[0], one[1]};
    List<int[]> couples = greens.couples();
    for (int k = 0; k < couples.size(); k++) {
      if (Arrays.equals(couples.get(k), one) || Arrays.equals(couples.get(k), other)) {
        return k;
      }
    }
    throw new AssertionError("no such couple of pairs: " + Arrays.toString(one));
  }

  /** Each network's mean of G_c⁽⁶⁾/I6. */
  List<Sized> connected6(Theory theory) {
    return meanOf(6, first(6) + greens.tuples(6).size(), integrals(6, theory));
  }

  /** Each network's mean of G_c⁽⁶⁾. */
  List<Sized> connected6Mean() {
    int size = greens.tuples(6).size();
    return meanOf(6, first(6) + size, Collections.nCopies(size, 1.0));
  }

  private int first(int order) {
    return shard.orders().stream()
        .filter(lower -> lower < order)
        .mapToInt(lower -> greens.tuples(lower).size())
        .sum();
  }

  private List<Sized> meanOf(int order, int first, List<Double> divisors) {
    int size = greens.tuples(order).size();
    List<Sized> series = new ArrayList<>();
    for (List<Sized> network : components) {
      Sized sum = Sized.ZERO;
      for (int k = 0; k < size; k++) {
        sum = sum.plus(network.get(first + k).times(1 / divisors.get(k)));
      }
      series.add(sum.times(1.0 / size));
    }
    return series;
  }

  /** I_n by its closed form for gauss and cos; for others there is none. */
  private List<Double> integrals(int order, Theory theory) {
    if (!shard.ensemble().activation().hasGaussianKernel()) {
      double[] values = order == 4 ? theory.integrals().get().i4() : theory.integrals().get().i6();
      return Arrays.stream(values).boxed().toList();
    }
    return greens.tuples(order).stream().map(this::gaussIntegral).toList();
  }

  /** σ_W^{2n} (2πd/(nσ_W²))^{d/2} exp( −(σ_W²/2d)(Σ|x_i|² − |Σx_i|²/n) ). */
  private double gaussIntegral(int[] x) {
    Ensemble ensemble = shard.ensemble();
    int d = ensemble.dIn();
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    double spread = 0;
    for (int k = 0; k < d; k++) {
      double sum = 0;
      for (int a : x) {
        double coordinate = shard.points().coordinate(a, k);
        spread += coordinate * coordinate;
        sum += coordinate;
      }
      spread -= sum * sum / x.length;
    }
    return StrictMath.pow(variance, x.length)
        * StrictMath.pow(2 * Math.PI * d / (x.length * variance), d / 2.0)
        * StrictMath.exp(-variance / (2 * d) * spread);
  }
}
