package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import wickstream.physics.Estimator;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.exact.Theory;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;
import wickstream.statistics.Jackknife;
import wickstream.statistics.Means;
import wickstream.statistics.Quantity;
import wickstream.statistics.SampleChecks;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

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

  /** Where the kernel is not the covariance of finite networks. */
  private final Optional<Centring> centring;

  /**
   * @param theory of the shard's ensemble, points and orders
   */
  public Measurement(Shard shard, Theory theory) {
    this.shard = shard;
    this.theory = theory;
    this.layout = new Layout(shard.points().count(), shard.orders(), shard.ensemble().dOut());
    this.centring =
        shard.ensemble().depth() > 1
            ? Optional.of(new Centring(layout, theory.kernel()))
            : Optional.empty();
    addDeviation(Series.M2, 2);
    addDeviation(Series.M4, 4);
    addDeviation(Series.M6, 6);
    if (theory.observables().contains(Observable.U4)) {
      coefficients.put(Series.U4, linearU4());
      layout.couples().ifPresent(couples -> coefficients.put(Series.U4_MIXED, mixedU4(couples)));
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

  /** Coefficients of the mean over all multisets of −E[Σ_3 D D]/I4. */
  private double[] linearU4() {
    double[] i4 = integrals().i4();
    double[] row = meanOver(4, layout.deviation(4, 0), Arrays.stream(i4).map(x -> -x).toArray());
    for (int k = 0; k < i4.length; k++) {
      if (centring.isPresent()) {
        centring.get().addLinear(k, -1 / (i4[k] * i4.length), row);
      }
    }
    return row;
  }

  /** Coefficients of the mean over all multisets of −(iijj + ijij + ijji)/I4. */
  private double[] mixedU4(Multisets couples) {
    double[] row = new double[layout.dimension()];
    double[] i4 = integrals().i4();
    List<Split> pairings = Split.withFirstPoint(layout, 4);
    for (int k = 0; k < i4.length; k++) {
      Split split = pairings.get(k);
      for (int way = 0; way < split.count(); way++) {
        int couple = couples.indexOf(split.pairs()[way], split.rests()[way]);
        row[layout.mixedFourth(couple)] -= 1 / (i4[k] * i4.length);
      }
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
      case U4 -> centring.isPresent() ? centredU4() : mean(Series.U4);
      case M4 -> mean(Series.M4);
      case M6 -> mean(Series.M6);
      case U6 -> meanU6();
    };
  }

  /**
   * What a sample of this shard must pass before errors are believed that were measured on it.
   *
   * @param laws of shards like this one
   * @param sequence the intervals of the shard
   */
  public SampleChecks checks(VarianceLaws laws, ConfidenceSequence sequence) {
    return ExactChecks.of(this, laws, sequence);
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
            meanU4(means) * meanU4(means) * exchange
                - means.seriesMean(connected)
                - centred6(means),
        List.of(u4, connected));
  }

  private Quantity centredU4() {
    return new Quantity.FunctionOfMeans(this::meanU4, List.of(position(Series.U4).orElseThrow()));
  }

  /** ⟨u4⟩ = −⟨G_c⁽⁴⁾/I4⟩. */
  private double meanU4(Means means) {
    double linear = means.seriesMean(position(Series.U4).orElseThrow());
    if (centring.isEmpty()) {
      return linear;
    }
    double[] i4 = integrals().i4();
    double sum = 0;
    for (int k = 0; k < i4.length; k++) {
      sum += centring.get().fourth(means, k) / i4[k];
    }
    return linear - sum / i4.length;
  }

  /** ⟨(G_c⁽⁶⁾ − P⁽⁶⁾)/I6⟩, which vanishes for one hidden layer. */
  private double centred6(Means means) {
    if (centring.isEmpty()) {
      return 0;
    }
    double[] i6 = integrals().i6();
    double[] sixth = centring.get().sixth(means);
    double sum = 0;
    for (int k = 0; k < i6.length; k++) {
      sum += sixth[k] / i6[k];
    }
    return sum / i6.length;
  }

  /**
   * ⟨u4⟩ from products of two different outputs, for i ≠ j
   *
   * <pre>
   *   u4 = −[ΔG⁽⁴⁾_iijj + ΔG⁽⁴⁾_ijij + ΔG⁽⁴⁾_ijji]/I4
   * </pre>
   *
   * the same number as from equal outputs, because given the hidden layer the outputs are
   * independent and distributed alike. Empty for one output, and where u4 is not defined.
   */
  public Optional<Quantity> meanMixedU4() {
    return position(Series.U4_MIXED).isPresent()
        ? Optional.of(mean(Series.U4_MIXED))
        : Optional.empty();
  }

  /**
   * ⟨ΔG⁽²⁾/G0⁽²⁾⟩, which must vanish for one hidden layer; empty if order 2 is not measured or some
   * K is zero.
   */
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

  /**
   * The mean over all multisets of the connected function of order 4 or 6, and the series whose
   * tails vouch for it: those of what is proportional to it but for the size of each multiset's
   * share. Empty where the order is not measured.
   */
  public Optional<Quantity> meanConnected(int order) {
    if (order != 4 && order != 6 || !layout.hasOrder(order)) {
      return Optional.empty();
    }
    List<Series> alike = order == 4 ? List.of(Series.U4, Series.M4) : List.of(Series.CONNECTED6);
    return Optional.of(
        new Quantity.FunctionOfMeans(
            means -> Arrays.stream(connectedFrom(means, order)).average().orElseThrow(),
            alike.stream().filter(series::contains).limit(1).map(series::indexOf).toList()));
  }

  /**
   * The connected functions of order 4 or 6, one for each multiset. Of several hidden layers they
   * are functions of averages: the values are given without the jackknife's correction, far below
   * the errors, which are the jackknife's.
   */
  public List<Estimate> connected(Totals totals, int order) {
    if (centring.isPresent()) {
      return jackknifed(totals, means -> connectedFrom(means, order));
    }
    Sums sums = totals.sums();
    double[] values = connectedFrom(sums, order);
    return IntStream.range(0, values.length)
        .mapToObj(
            k -> {
              int component = order == 4 ? layout.deviation(4, k) : layout.connectedSixth(k);
              return new Estimate(values[k], sums.components().standardError(component));
            })
        .toList();
  }

  /** Numbers at the averages themselves with the errors that the jackknife finds for them. */
  private static List<Estimate> jackknifed(Totals totals, Function<Means, double[]> numbers) {
    double[] values = numbers.apply(totals.sums());
    List<Estimate> estimates = Jackknife.estimates(totals, numbers);
    return IntStream.range(0, values.length)
        .mapToObj(k -> new Estimate(values[k], estimates.get(k).standardError()))
        .toList();
  }

  /**
   * u4 or u6 of each multiset, for order 4 or 6; only where it is defined. As −G_c⁽⁴⁾/I4, u4 has
   * the error of the connected function; u6 also contains ⟨u4⟩² and has the jackknife's, with the
   * value not corrected for the bias of that square.
   */
  public List<Estimate> couplings(Totals totals, int order) {
    if (order == 6) {
      return jackknifed(totals, this::couplings6);
    }
    double[] values = couplings4(totals.sums());
    double[] i4 = integrals().i4();
    List<Estimate> connected = connected(totals, 4);
    return IntStream.range(0, values.length)
        .mapToObj(k -> new Estimate(values[k], connected.get(k).standardError() / Math.abs(i4[k])))
        .toList();
  }

  private double[] connectedFrom(Means means, int order) {
    return order == 4 ? connected4(means) : connected6(means);
  }

  /** u4 = −ΔG⁽⁴⁾/I4 of each multiset; only where u4 is defined. */
  public double[] couplings4(Means means) {
    double[] i4 = integrals().i4();
    double[] connected = connected4(means);
    double[] u4 = new double[i4.length];
    for (int k = 0; k < u4.length; k++) {
      u4[k] = -connected[k] / i4[k];
    }
    return u4;
  }

  /** G_c⁽⁴⁾ of every multiset of four points. */
  double[] connected4(Means means) {
    return IntStream.range(0, layout.multisets(4).size())
        .mapToDouble(k -> connected4(means, k))
        .toArray();
  }

  /** G_c⁽⁴⁾ of a multiset of four points. */
  double connected4(Means means, int k) {
    return centring.isPresent()
        ? centring.get().fourthProduct(means, k) + centring.get().fourth(means, k)
        : means.componentMean(layout.deviation(4, k));
  }

  /** G_c⁽⁶⁾ of every multiset of six points. */
  double[] connected6(Means means) {
    double[] connected = new double[layout.multisets(6).size()];
    double[] corrections =
        centring.map(c -> c.sixth(means)).orElseGet(() -> new double[connected.length]);
    for (int k = 0; k < connected.length; k++) {
      connected[k] = means.componentMean(layout.connectedSixth(k)) + corrections[k];
    }
    return connected;
  }

  /** u6 = (⟨u4⟩² ΣJ − G_c⁽⁶⁾)/I6 of each multiset; only where u6 is defined. */
  private double[] couplings6(Means means) {
    double meanU4 = meanU4(means);
    double[] connected = connected6(means);
    double[] i6 = integrals().i6();
    double[] j = integrals().jSum();
    double[] u6 = new double[i6.length];
    for (int k = 0; k < u6.length; k++) {
      u6[k] = (meanU4 * meanU4 * j[k] - connected[k]) / i6[k];
    }
    return u6;
  }

  /** The multisets of an order. */
  public Multisets multisets(int order) {
    return layout.multisets(order);
  }
}
