package wickstream.physics.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Training;

/**
 * What networks of any depth are, to first order in 1/N, while their readout is trained and their
 * hidden layers stay as drawn: immutable. Given the hidden layers, outputs at time τ (learning rate
 * × steps) are Gaussian, and with C their covariance before training, X the examples and y their
 * targets
 *
 * <pre>
 *   A = C_{·X} φ(C_XX),   φ(λ) = (1 − exp(−τλ))/λ, of descent (1 − (1 − ηλ)^(τ/η))/λ
 *   μ = A y,              Σ = C − A C_{X·} − C_{·X} Aᵀ + A C_XX Aᵀ = C − C_{·X} ψ(C_XX) C_{X·}
 * </pre>
 *
 * where ψ is φ at time 2τ, and both are 1/λ on the range of C_XX for τ = ∞ (Lee et al. 2019,
 * arXiv:1902.06720, with the empirical kernel C). They are expanded in the fluctuations of C about
 * its limit K, so that terms of relative order (1/N)² are left out, and those of 1/(N λ_min) where
 * the smallest eigenvalue λ_min of K_XX has been learnt: of narrow networks at late times it is no
 * guide. Of networks whose layers all descend the limit N → ∞ alone is known, see {@link
 * TangentTheory}.
 */
public final class TrainedTheory {
  /** Of elements of K and V. */
  private static final double ROUNDING = 1e-16;

  private static final double MAX_ROUNDING = 1e-4;
  private static final double MAX_EXPANSION_PARAMETER = 0.1;

  private final List<List<TrainedFunctions>> functions;
  private final List<Double> roundings;
  private final List<Double> fluctuations;

  private TrainedTheory(
      List<List<TrainedFunctions>> functions, List<Double> roundings, List<Double> fluctuations) {
    this.functions = List.copyOf(functions);
    this.roundings = List.copyOf(roundings);
    this.fluctuations = List.copyOf(fluctuations);
  }

  /**
   * The theory of an ensemble at some points; empty where {@link LeadingOrder} at these and the
   * examples is, which takes no part where all layers descend, where descent diverges, and for
   * values beyond the range of a double.
   */
  public static Optional<TrainedTheory> of(
      Ensemble ensemble, InputPoints points, Training training) {
    if (training.isOfAllLayers()) {
      List<List<TrainedFunctions>> limits =
          new TangentTheory(ensemble, points, training).functions();
      List<Double> none = Collections.nCopies(limits.size(), 0.0);
      return Optional.of(new TrainedTheory(limits, none, none)).filter(TrainedTheory::isFinite);
    }
    InputPoints all = training.pointsWith(points);
    return LeadingOrder.of(ensemble, all)
        .map(theory -> of(theory.last(), points.count(), training, training.positions(all)))
        .filter(TrainedTheory::isFinite);
  }

  /** The same from the last hidden layer, of examples at some of its points. */
  static TrainedTheory of(LayerStatistics layer, int points, Training training, int[] positions) {
    DataBasis basis = DataBasis.of(layer, positions);
    ReadoutExpansion expansion = new ReadoutExpansion(layer);
    List<List<TrainedFunctions>> functions = new ArrayList<>();
    List<Double> roundings = new ArrayList<>();
    List<Double> fluctuations = new ArrayList<>();
    for (double time : training.times()) {
      if (training.isPosterior() && time > 0) {
        PosteriorTheory posterior = PosteriorTheory.of(layer, points, training, positions);
        functions.add(posterior.functions());
        double noise = training.noiseVariance().getAsDouble();
        double ratio = Math.min(basis.condition(), 1 + basis.eigenvalues()[0] / noise);
        roundings.add(ROUNDING * ratio * ratio);
        fluctuations.add(
            Math.max(
                posterior.varianceOfLogWeightOrder1(),
                basis.fluctuation(layer, value -> value / (value + noise))));
        continue;
      }
      DataBasis learnt = time == Double.POSITIVE_INFINITY ? basis.ofRange() : basis;
      functions.add(
          expansion.functions(
              points,
              learnt,
              learnt.function(learntInverse(training, time, 1, basis)),
              learnt.function(learntInverse(training, time, 2, basis)),
              learnt.targets(training, positions),
              layer.kernelCorrection()));
      double ratio = Math.min(learnt.condition(), 1 + time * basis.eigenvalues()[0]);
      roundings.add(ROUNDING * ratio * ratio);
      fluctuations.add(learnt.fluctuation(layer, value -> Math.min(1, time * value)));
    }
    return new TrainedTheory(functions, roundings, fluctuations);
  }

  /** (1 − r)/λ, where r is what is left of a residual after so many times some time. */
  private static SpectralFunction learntInverse(
      Training training, double time, int times, DataBasis basis) {
    double largest = basis.eigenvalues()[0];
    boolean isFlow = training.rate().isEmpty();
    if (time == Double.POSITIVE_INFINITY) {
      boolean converges = isFlow || training.rate().getAsDouble() * largest < 2;
      return SpectralFunction.inverse(converges ? 0 : Double.NaN);
    }
    return isFlow
        ? LearntInverse.flow(times * time, largest)
        : LearntInverse.descent(training.rate().getAsDouble(), times * training.steps(time));
  }

  private boolean isFinite() {
    return functions.stream().flatMap(List::stream).allMatch(TrainedFunctions::isFinite);
  }

  /** The correlators at one of the times of the training, of one of its outputs. */
  public TrainedFunctions at(int time, int output) {
    return functions.get(time).get(output);
  }

  /**
   * The functions of networks of a width at one of the times, of one output, as {@link
   * TrainedFunctions#atWidth} has them; none where they are no guide.
   */
  public Map<Observable, double[]> at(int time, int output, int width) {
    return isGuide(time, width) ? at(time, output).atWidth(width) : Map.of();
  }

  /**
   * The mean of what an observable of trained networks is averaged from, over all multisets and
   * outputs for which there is a number.
   */
  public OptionalDouble mean(Observable observable, int time, int width) {
    return IntStream.range(0, functions.get(time).size())
        .mapToObj(output -> at(time, output, width).getOrDefault(observable, new double[0]))
        .map(values -> Arrays.stream(values).filter(value -> !Double.isNaN(value)).average())
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  /**
   * Whether the order 1/N of a time tells anything of networks of a width: whether {@link
   * #expansionParameter} is at most 1/10, beyond which further orders are too large, and {@link
   * #roundingOfOrder1} at most 10⁻⁴.
   */
  public boolean isGuide(int time, int width) {
    return roundingOfOrder1(time) <= MAX_ROUNDING
        && expansionParameter(time, width) <= MAX_EXPANSION_PARAMETER;
  }

  /**
   * In what the expansion is one: the largest of E‖K^−½ C K^−½ − 1‖² at the data, of networks of
   * some width, of directions as far as they have been learnt at a time; of the relative
   * fluctuations of what has been learnt from network to network, see {@link
   * TrainedFunctions#expansionParameter}; and of the variance of log w of the posterior. Where it
   * is of order one the order 1/N says nothing, whatever its size; 0 where nothing has been learnt.
   */
  public double expansionParameter(int time, int width) {
    double largest = fluctuations.get(time) / width;
    for (TrainedFunctions of : functions.get(time)) {
      largest = fluctuations.get(time) > 0 ? Math.max(largest, of.expansionParameter(width)) : 0;
    }
    return largest;
  }

  /**
   * The relative rounding error of orders 1/N at a time, which divide V by squares of eigenvalues
   * of K_XX: some 10⁻¹⁶ c², c the ratio of the largest eigenvalue to the smallest that is learnt.
   * Examples that the ensemble hardly tells apart make it large at late times; where it is not
   * small, orders 1/N are no numbers to rely on.
   */
  public double roundingOfOrder1(int time) {
    return roundings.get(time);
  }
}
