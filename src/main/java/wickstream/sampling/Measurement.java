package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import wickstream.physics.Estimator;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.exact.Theory;
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
  private final MeanCouplings formulas;
  private final Map<Series, Coefficients> coefficients;
  private final List<Series> series;
  private final int untrainedSeries;

  /** The coefficients of each series but the weights, in the same order. */
  private final List<Coefficients> rows;

  private final Optional<TrainedAverages> trained;

  /** Of each series of trained networks, by the first of its components. */
  private final NavigableMap<Integer, Integer> positionOfTrained = new TreeMap<>();

  /** Of each component of trained networks that has a series to itself. */
  private final Map<Integer, Integer> positionOfSingle = new HashMap<>();

  /**
   * @param theory of the shard's ensemble, points and orders
   */
  public Measurement(Shard shard, Theory theory) {
    this.shard = shard;
    this.theory = theory;
    this.layout = Layout.of(shard);
    this.formulas = new MeanCouplings(layout, theory);
    this.coefficients =
        new LinkedHashMap<>(SeriesCoefficients.of(layout, theory, formulas.centring()));
    this.trained = shard.training().map(t -> new TrainedAverages(shard, layout));
    trained
        .flatMap(of -> of.kurtosisAsDrawn(theory, formulas.centring()))
        .ifPresent(of -> coefficients.put(Series.KURTOSIS_AS_DRAWN, of));
    this.untrainedSeries = coefficients.size();
    trained.ifPresent(of -> addSeries(of.series(), positionOfTrained));
    trained.ifPresent(of -> addSeries(of.fourthPowers(), positionOfSingle));
    this.rows = List.copyOf(coefficients.values());
    List<Series> all = new ArrayList<>(coefficients.keySet());
    if (shard.estimator() == Estimator.TILTED) {
      all.add(Series.WEIGHT);
    }
    this.series = List.copyOf(all);
  }

  /**
   * @param positions by the first components of series, to be added to
   */
  private void addSeries(Map<Series, Coefficients> added, Map<Integer, Integer> positions) {
    added.forEach(
        (of, row) -> {
          positions.put(row.first(), coefficients.size());
          coefficients.put(of, row);
        });
  }

  /** The shard. */
  public Shard shard() {
    return shard;
  }

  /** The theory of its ensemble. */
  public Theory theory() {
    return theory;
  }

  /** K_W of all pairs of points at which networks are drawn, for N → ∞. */
  double[] drawnKernel() {
    return shard.training().isEmpty()
        ? theory.weightKernel()
        : Kernel.of(shard.ensemble()).weightPairs(shard.untrained().points());
  }

  /** Where each Green function stands in the vector of components. */
  Layout layout() {
    return layout;
  }

  /** How functions of trained networks follow from averages; empty if they are not trained. */
  Optional<TrainedAverages> trainedAverages() {
    return trained;
  }

  /** What is measured of trained networks; empty if they are not trained. */
  public Optional<TrainedMeasurement> trained() {
    return trained.map(averages -> new TrainedMeasurement(this, averages));
  }

  /** The scalar series, in the order in which bags hold them. */
  List<Series> series() {
    return series;
  }

  /** The names of the scalar series, in the order in which bags hold them. */
  public List<String> seriesNames() {
    return series.stream().map(Series::label).toList();
  }

  /** The coefficients by which a series follows from the components; none for the weights. */
  Optional<Coefficients> coefficients(Series of) {
    return Optional.ofNullable(coefficients.get(of));
  }

  /** The positions of the series that have anything of a component, rising. */
  List<Integer> seriesWith(int component) {
    int firstTrained = layout.trained(0, 0, 0);
    if (component >= firstTrained && trained.isPresent()) {
      int ofAll = positionOfTrained.floorEntry(component).getValue();
      Integer single = positionOfSingle.get(component);
      return single == null ? List.of(ofAll) : List.of(ofAll, single);
    }
    List<Integer> with = new ArrayList<>();
    for (int s = 0; s < untrainedSeries; s++) {
      if (rows.get(s).of(component) != 0) {
        with.add(s);
      }
    }
    return with;
  }

  /** What a series has of a component. */
  double coefficient(int series, int component) {
    return rows.get(series).of(component);
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
      case U4 -> meanU4(Series.U4);
      case M4 -> mean(Series.M4);
      case M6 -> mean(Series.M6);
      case MEAN, COVARIANCE, CONNECTED3, CONNECTED4, KURTOSIS ->
          throw new IllegalArgumentException(observable.label() + " is of trained networks");
      case U6 -> {
        double exchange = formulas.exchange();
        int connected = position(Series.CONNECTED6).orElseThrow();
        yield new Quantity.FunctionOfMeans(
            means ->
                meanU4(means) * meanU4(means) * exchange
                    - means.seriesMean(connected)
                    - formulas.centred6(means),
            tails(Series.U4, Series.CONNECTED6));
      }
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

  /** ⟨u4⟩ from a series that is proportional to it, or to its greater part. */
  private Quantity meanU4(Series of) {
    int at = position(of).orElseThrow();
    return isCentred()
        ? new Quantity.FunctionOfMeans(means -> formulas.meanU4(means, at), tails(of))
        : mean(of);
  }

  private Quantity mean(Series of) {
    return new Quantity.SeriesMean(position(of).orElseThrow());
  }

  private Optional<Quantity> meanIfMeasured(Series of) {
    return series.contains(of) ? Optional.of(mean(of)) : Optional.empty();
  }

  /** The positions of series that are measured. */
  private List<Integer> tails(Series... of) {
    return Arrays.stream(of).map(series::indexOf).toList();
  }

  private boolean isCentred() {
    return formulas.centring().isPresent();
  }

  private double meanU4(Means means) {
    return formulas.meanU4(means, position(Series.U4).orElseThrow());
  }

  /**
   * ⟨u4⟩ from products of two different outputs, for i ≠ j
   *
   * <pre>
   *   u4 = −[ΔG⁽⁴⁾_iijj + ΔG⁽⁴⁾_ijij + ΔG⁽⁴⁾_ijji]/I4
   * </pre>
   *
   * the same number as from equal outputs, because given the hidden layer the outputs are
   * independent, normal and distributed alike. Empty for one output, where u4 is not defined, and
   * where readout weights are not normal.
   */
  public Optional<Quantity> meanMixedU4() {
    return series.contains(Series.U4_MIXED)
        ? Optional.of(meanU4(Series.U4_MIXED))
        : Optional.empty();
  }

  /**
   * ⟨ΔG⁽²⁾/G0⁽²⁾⟩, which must vanish for one hidden layer; empty if order 2 is not measured or some
   * K is zero.
   */
  public Optional<Quantity> meanPairDeviation() {
    return meanIfMeasured(Series.M2);
  }

  /**
   * Of how many networks of equal weight averages of trained networks are worth as much: of those
   * of the posterior by its weights, else of all, or by the weights of the tilted estimator.
   */
  public double effectiveSampleSize(Sums sums) {
    return posteriorWeights().stream()
        .mapToDouble(s -> sums.series().get(s).effectiveSampleSize())
        .findFirst()
        .orElseGet(
            () ->
                weights(sums)
                    .map(CentralMoments::effectiveSampleSize)
                    .orElse((double) sums.networks()));
  }

  /** The moments of the networks' weights; empty unless the estimator is tilted. */
  public Optional<CentralMoments> weights(Sums sums) {
    OptionalInt at = position(Series.WEIGHT);
    return at.isPresent() ? Optional.of(sums.series().get(at.getAsInt())) : Optional.empty();
  }

  /** The series of weights by which networks of the prior are those of the posterior. */
  Set<Integer> posteriorWeights() {
    return trained
        .filter(averages -> averages.training().isPosterior())
        .map(TrainedAverages::weights)
        .orElse(List.of())
        .stream()
        .map(of -> position(of).orElseThrow())
        .collect(Collectors.toSet());
  }

  /** ΔG of an order that is measured, for multiset k. */
  public Estimate deviation(Sums sums, int order, int k) {
    int component = layout.deviation(order, k);
    return new Estimate(
        sums.components().mean(component), sums.components().standardError(component));
  }

  /**
   * The mean over all multisets of the connected function of order 4 or 6, and the series whose
   * tail vouches for it. Empty where the order is not measured.
   */
  public Optional<Quantity> meanConnected(int order) {
    if (order != 4 && order != 6 || !layout.hasOrder(order)) {
      return Optional.empty();
    }
    return Optional.of(
        new Quantity.FunctionOfMeans(
            means -> Arrays.stream(formulas.connected(means, order)).average().orElseThrow(),
            SeriesCoefficients.vouching(order, theory, formulas.centring()).stream()
                .filter(series::contains)
                .limit(1)
                .map(series::indexOf)
                .toList()));
  }

  /**
   * The connected functions of order 4 or 6, one for each multiset. Of several hidden layers they
   * are functions of averages: the values are given without the jackknife's correction, far below
   * the errors, which are the jackknife's.
   */
  public List<Estimate> connected(Totals totals, int order) {
    if (isCentred()) {
      return Jackknife.aboutAverages(totals, means -> formulas.connected(means, order));
    }
    Sums sums = totals.sums();
    double[] values = formulas.connected(sums, order);
    return IntStream.range(0, values.length)
        .mapToObj(
            k -> {
              int component = order == 4 ? layout.deviation(4, k) : layout.connectedSixth(k);
              return new Estimate(values[k], sums.components().standardError(component));
            })
        .toList();
  }

  /**
   * u4 or u6 of each multiset, for order 4 or 6; only where it is defined. As −G_c⁽⁴⁾/I4, u4 has
   * the error of the connected function; u6 also contains ⟨u4⟩² and has the jackknife's, with the
   * value not corrected for the bias of that square.
   */
  public List<Estimate> couplings(Totals totals, int order) {
    if (order == 6) {
      return Jackknife.aboutAverages(totals, means -> formulas.u6(means, meanU4(means)));
    }
    double[] values = couplings4(totals.sums());
    double[] i4 = theory.integrals().orElseThrow().i4();
    List<Estimate> connected = connected(totals, 4);
    return IntStream.range(0, values.length)
        .mapToObj(k -> new Estimate(values[k], connected.get(k).standardError() / Math.abs(i4[k])))
        .toList();
  }

  /** G_c⁽⁴⁾ of each multiset; only where order 4 is measured. */
  public double[] connected4(Means means) {
    return formulas.connected(means, 4);
  }

  /** u4 of each multiset; only where it is defined. */
  public double[] couplings4(Means means) {
    return formulas.u4(means);
  }

  /** How connected functions and couplings follow from averages. */
  MeanCouplings formulas() {
    return formulas;
  }

  /** The multisets of an order. */
  public Multisets multisets(int order) {
    return layout.multisets(order);
  }
}
