package wickstream.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Orthonormal;
import wickstream.physics.VertexTerm;
import wickstream.statistics.BlockDirections;
import wickstream.statistics.BlockSample;
import wickstream.statistics.Estimate;
import wickstream.statistics.LinearFit;

/**
 * Fits vertices to the connected four-point functions of a shard. Every fourth multiset, in the
 * order of the tables, is held out once and predicted from the others.
 *
 * <p>The covariance is measured in the directions of all three terms, of a constant and of the
 * leading invariants Σ|x|² and |Σx|², whatever the vertex: at most six, which were chosen before
 * anything was measured.
 */
public final class VertexFits {
  private static final int HELD_OUT = 4;

  /** Fewer multisets than these have no more of them than a vertex has terms. */
  private static final int MIN_MULTISETS = 5;

  private final Map<VertexTerm, double[]> terms;
  private final Multisets multisets;
  private final List<double[]> invariants;

  private VertexFits(
      Map<VertexTerm, double[]> terms, Multisets multisets, List<double[]> invariants) {
    this.terms = terms;
    this.multisets = multisets;
    this.invariants = invariants;
  }

  /**
   * Fits at some points; empty for a single point.
   *
   * @param terms with coefficients 1, one number a multiset of four points
   */
  public static Optional<VertexFits> at(InputPoints points, Map<VertexTerm, double[]> terms) {
    Multisets multisets = Multisets.of(points.count(), 4);
    return multisets.size() < MIN_MULTISETS
        ? Optional.empty()
        : Optional.of(new VertexFits(terms, multisets, points.leadingInvariants(multisets)));
  }

  /**
   * What was measured of the vertex.
   *
   * @param measured G_c⁽⁴⁾ of every multiset, in blocks
   * @param known what is known of the same functions
   * @param value a number as it is reported, beside its exact value
   * @param isTrusted whether something vouches for the errors
   */
  public Vertex measured(
      BlockSample measured,
      Known known,
      BiFunction<Estimate, OptionalDouble, MeasuredValue> value,
      boolean isTrusted) {
    Samples samples = new Samples(measured);
    List<VertexFit> fits = new ArrayList<>();
    for (List<VertexTerm> model : VertexTerm.models()) {
      for (VertexFit.Weights weights : VertexFit.Weights.values()) {
        fits.add(new Fitted(model, weights, samples, known, value).fit());
      }
    }
    return new Vertex(fits, isTrusted);
  }

  /** What is known of the vertex without any networks, with equal weights. */
  public List<VertexFit> known(Known known) {
    double[] numbers = known.exact().or(known::theory).orElseThrow();
    Samples none = new Samples(BlockSample.of(List.of(numbers)));
    return VertexTerm.models().stream()
        .map(
            model ->
                new Fitted(
                        model,
                        VertexFit.Weights.EQUAL,
                        none,
                        known,
                        (estimate, exact) ->
                            new MeasuredValue(
                                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, exact))
                    .fit())
        .toList();
  }

  /**
   * What is known of G_c⁽⁴⁾, one number a multiset.
   *
   * @param exact where the oracle has it
   * @param theory to leading order in 1/N, where there is a theory
   */
  public record Known(Optional<double[]> exact, Optional<double[]> theory) {}

  private int[] positions(boolean heldOut) {
    return IntStream.range(0, multisets.size())
        .filter(k -> (k % HELD_OUT == HELD_OUT - 1) == heldOut)
        .toArray();
  }

  /** What was measured at some of the multisets. */
  private final class Sample {
    private final int[] positions;
    private final BlockSample numbers;
    private BlockDirections directions;

    Sample(BlockSample measured, int[] positions) {
      this.positions = positions;
      this.numbers = measured.at(positions);
    }

    List<double[]> terms(List<VertexTerm> model) {
      return model.stream().map(term -> BlockSample.at(terms.get(term), positions)).toList();
    }

    LinearFit fit(List<VertexTerm> model, VertexFit.Weights weights) {
      List<double[]> of = terms(model);
      return weights == VertexFit.Weights.EQUAL
          ? LinearFit.equallyWeighted(numbers, of, Orthonormal.of(of))
          : LinearFit.generalised(directions(), of);
    }

    /** The same for all models, as their covariance takes long to compute without each block. */
    private BlockDirections directions() {
      if (directions == null) {
        List<double[]> functions = new ArrayList<>(terms(List.of(VertexTerm.values())));
        double[] constant = new double[positions.length];
        Arrays.fill(constant, 1);
        functions.add(constant);
        invariants.forEach(function -> functions.add(BlockSample.at(function, positions)));
        directions = BlockDirections.resolved(numbers, Orthonormal.of(functions));
      }
      return directions;
    }

    double[] of(double[] ofAll) {
      return BlockSample.at(ofAll, positions);
    }
  }

  /** All multisets, and those in two parts. */
  private final class Samples {
    private final Sample all;
    private final Sample fitted;
    private final Sample heldOut;

    Samples(BlockSample measured) {
      this.all = new Sample(measured, IntStream.range(0, multisets.size()).toArray());
      this.fitted = new Sample(measured, positions(false));
      this.heldOut = new Sample(measured, positions(true));
    }
  }

  /** One model with one kind of weights. */
  private final class Fitted {
    private final List<VertexTerm> model;
    private final VertexFit.Weights weights;
    private final Samples samples;
    private final Known known;
    private final BiFunction<Estimate, OptionalDouble, MeasuredValue> value;

    Fitted(
        List<VertexTerm> model,
        VertexFit.Weights weights,
        Samples samples,
        Known known,
        BiFunction<Estimate, OptionalDouble, MeasuredValue> value) {
      this.model = model;
      this.weights = weights;
      this.samples = samples;
      this.known = known;
      this.value = value;
    }

    VertexFit fit() {
      LinearFit ofAll = samples.all.fit(model, weights);
      LinearFit ofSome = samples.fitted.fit(model, weights);
      return new VertexFit(
          model,
          weights,
          coefficients(ofAll),
          share(ofAll, samples.all, samples.all),
          share(ofSome, samples.fitted, samples.heldOut),
          ofAll.chiSquare(),
          ofAll.degreesOfFreedom(),
          samples.all.numbers.size(),
          ofAll.probability());
    }

    private Map<String, MeasuredValue> coefficients(LinearFit fit) {
      List<Estimate> estimates = fit.coefficients();
      Map<String, MeasuredValue> coefficients = new LinkedHashMap<>();
      for (int j = 0; j < model.size(); j++) {
        int at = j;
        Function<double[], Double> same =
            numbers -> fit.coefficientsOf(samples.all.of(numbers))[at];
        coefficients.put(
            model.get(j).label(),
            value
                .apply(estimates.get(j), of(known.exact(), fit, same))
                .withTheory(of(known.theory(), fit, same)));
      }
      return coefficients;
    }

    private MeasuredValue share(LinearFit fit, Sample fitted, Sample in) {
      List<double[]> at = in.terms(model);
      Function<double[], Double> same =
          numbers ->
              LinearFit.shareUnexplained(
                  in.of(numbers), at, fit.coefficientsOf(fitted.of(numbers)));
      return value
          .apply(fit.shareUnexplained(in.numbers, at), of(known.exact(), fit, same))
          .withLimit(of(known.theory(), fit, same));
    }

    private static OptionalDouble of(
        Optional<double[]> numbers, LinearFit fit, Function<double[], Double> function) {
      return numbers.isPresent() && fit.isDetermined()
          ? OptionalDouble.of(function.apply(numbers.get()))
          : OptionalDouble.empty();
    }
  }
}
