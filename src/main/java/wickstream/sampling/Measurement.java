package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import wickstream.physics.CouplingIntegrals;
import wickstream.physics.Estimator;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.Theory;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Estimate;
import wickstream.statistics.Means;
import wickstream.statistics.Quantity;
import wickstream.statistics.Sums;

/**
 * What is measured of a shard's networks: the vector of Green functions, and the scalar series,
 * which are linear in it. Also says how couplings follow from the averages. Immutable.
 */
public final class Measurement {
  private final Shard shard;
  private final Theory theory;
  private final Layout layout;
  private final Map<Series, double[]> coefficients = new EnumMap<>(Series.class);
  private final List<Series> series;

  /**
   * @param theory of the shard's ensemble, points and orders
   */
  public Measurement(Shard shard, Theory theory) {
    this.shard = shard;
    this.theory = theory;
    this.layout = new Layout(shard.points().count(), shard.orders());
    addDeviation(Series.M2, 2);
    addDeviation(Series.M4, 4);
    addDeviation(Series.M6, 6);
    if (theory.observables().contains(Observable.U4)) {
      coefficients.put(
          Series.U4,
          meanOver(
              4, layout.deviation(4, 0), Arrays.stream(integrals().i4()).map(i4 -> -i4).toArray()));
    }
    if (theory.observables().contains(Observable.U6)) {
      coefficients.put(Series.CONNECTED6, meanOver(6, layout.connectedSixth(0), integrals().i6()));
    }
    List<Series> all = new ArrayList<>(coefficients.keySet());
    if (shard.estimator() == Estimator.TILTED) {
      all.add(Series.WEIGHT);
    }
    this.series = List.copyOf(all);
  }

  private void addDeviation(Series of, int order) {
    if (layout.hasOrder(order) && Arrays.stream(theory.free(order)).allMatch(free -> free != 0)) {
      coefficients.put(of, meanOver(order, layout.deviation(order, 0), theory.free(order)));
    }
  }

  /** Coefficients of the mean over all multisets of component / divisor. */
  private double[] meanOver(int order, int firstComponent, double[] divisors) {
    double[] row = new double[layout.dimension()];
    int size = layout.multisets(order).size();
    for (int k = 0; k < size; k++) {
      row[firstComponent + k] = 1 / (divisors[k] * size);
    }
    return row;
  }

  private CouplingIntegrals integrals() {
    return theory.integrals().orElseThrow();
  }

  /** The shard. */
  public Shard shard() {
    return shard;
  }

  /** The theory of its ensemble. */
  public Theory theory() {
    return theory;
  }

  /** Where each Green function stands in the vector of components. */
  Layout layout() {
    return layout;
  }

  /** The scalar series, in the order in which bags hold them. */
  List<Series> series() {
    return series;
  }

  /** The names of the scalar series, in the order in which bags hold them. */
  public List<String> seriesNames() {
    return series.stream().map(of -> of.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The coefficients by which a series follows from the components; none for the weights. */
  Optional<double[]> coefficients(Series of) {
    return Optional.ofNullable(coefficients.get(of));
  }

  /** Where bags hold a series; empty if they do not. */
  OptionalInt position(Series of) {
    int index = series.indexOf(of);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * How an observable follows from totals.
   *
   * @throws IllegalArgumentException if it is not defined for this shard (see {@link
   *     Theory#observables()})
   */
  public Quantity quantity(Observable observable) {
    if (!theory.observables().contains(observable)) {
      throw new IllegalArgumentException(observable.label() + " is not defined for shard " + shard);
    }
    return switch (observable) {
      case U4 -> mean(Series.U4);
      case M4 -> mean(Series.M4);
      case M6 -> mean(Series.M6);
      case U6 -> meanU6();
    };
  }

  private Quantity mean(Series of) {
    return new Quantity.SeriesMean(position(of).orElseThrow());
  }

  /** ⟨u6⟩ = ⟨u4⟩² ⟨ΣJ/I6⟩ − ⟨G_c⁽⁶⁾/I6⟩. */
  private Quantity meanU6() {
    int u4 = position(Series.U4).orElseThrow();
    int connected = position(Series.CONNECTED6).orElseThrow();
    double[] j = integrals().jSum();
    double[] i6 = integrals().i6();
    double sum = 0;
    for (int k = 0; k < j.length; k++) {
      sum += j[k] / i6[k];
    }
    double exchange = sum / j.length;
    return new Quantity.FunctionOfMeans(
        means ->
            means.seriesMean(u4) * means.seriesMean(u4) * exchange - means.seriesMean(connected),
        List.of(u4, connected));
  }

  /** ⟨ΔG⁽²⁾/G0⁽²⁾⟩, which must vanish; empty if order 2 is not measured or some K is zero. */
  public Optional<Quantity> meanPairDeviation() {
    return position(Series.M2).isPresent() ? Optional.of(mean(Series.M2)) : Optional.empty();
  }

  /** The moments of the networks' weights; empty unless the estimator is tilted. */
  public Optional<CentralMoments> weights(Sums sums) {
    OptionalInt at = position(Series.WEIGHT);
    return at.isPresent() ? Optional.of(sums.series().get(at.getAsInt())) : Optional.empty();
  }

  /** ΔG of an order that is measured, for multiset k. */
  public Estimate deviation(Sums sums, int order, int k) {
    int component = layout.deviation(order, k);
    return new Estimate(
        sums.components().mean(component), sums.components().standardError(component));
  }

  /** G_c⁽⁶⁾ of multiset k, where order 6 is measured. */
  public Estimate connected6(Sums sums, int k) {
    int component = layout.connectedSixth(k);
    return new Estimate(
        sums.components().mean(component), sums.components().standardError(component));
  }

  /**
   * The mean over all multisets of the connected function of order 4 or 6, and the series whose
   * tails vouch for it: those of what is proportional to it but for the size of each multiset's
   * share. Empty where the order is not measured.
   */
  public Optional<Quantity> meanConnected(int order) {
    if (order != 4 && order != 6 || !layout.hasOrder(order)) {
      return Optional.empty();
    }
    int first = order == 4 ? layout.deviation(4, 0) : layout.connectedSixth(0);
    int size = layout.multisets(order).size();
    List<Series> alike = order == 4 ? List.of(Series.U4, Series.M4) : List.of(Series.CONNECTED6);
    return Optional.of(
        new Quantity.FunctionOfMeans(
            means -> {
              double sum = 0;
              for (int k = first; k < first + size; k++) {
                sum += means.componentMean(k);
              }
              return sum / size;
            },
            alike.stream().filter(series::contains).limit(1).map(series::indexOf).toList()));
  }

  /** u4 = −ΔG⁽⁴⁾/I4 of each multiset; only where u4 is defined. */
  public double[] couplings4(Means means) {
    double[] i4 = integrals().i4();
    double[] u4 = new double[i4.length];
    for (int k = 0; k < u4.length; k++) {
      u4[k] = -means.componentMean(layout.deviation(4, k)) / i4[k];
    }
    return u4;
  }

  /** u6 = (⟨u4⟩² ΣJ − G_c⁽⁶⁾)/I6 of each multiset; only where u6 is defined. */
  public double[] couplings6(Sums sums) {
    double meanU4 = sums.seriesMean(position(Series.U4).orElseThrow());
    double[] i6 = integrals().i6();
    double[] j = integrals().jSum();
    double[] u6 = new double[i6.length];
    for (int k = 0; k < u6.length; k++) {
      u6[k] = (meanU4 * meanU4 * j[k] - sums.componentMean(layout.connectedSixth(k))) / i6[k];
    }
    return u6;
  }

  /** The multisets of an order. */
  public Multisets multisets(int order) {
    return layout.multisets(order);
  }
}
