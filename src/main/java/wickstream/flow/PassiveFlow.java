package wickstream.flow;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * The passive renormalisation group flow of a field theory that networks of a given σ_W define,
 * from k = 0 upwards: local potential approximation, truncated after the sextic coupling, with
 * Litim's regulator (arXiv 2108.01403, eqs. 62–66). With ū2 = u2/k², ū4 = u4 k^{d−4}, ū6 = u6
 * k^{2d−6} and V_d = 1/(2^d π^{d/2} Γ(d/2+1)),
 *
 * <pre>
 *   k du2/dk = −k²       V_d ū4/(1+ū2)²
 *   k du4/dk =  k^{4−d}  V_d/(1+ū2)² · ( −ū6 + 6 ū4²/(1+ū2) )
 *   k du6/dk =  k^{6−2d} V_d ū4/(1+ū2)³ · ( 30 ū6 − 90 ū4²/(1+ū2) )
 * </pre>
 *
 * <p>from u2(0) = 2σ_W²/d. The kinetic term is fixed to (∂f)²/2, so u4 and u6 are couplings of a
 * canonically normalised field.
 *
 * <p>All flows are integrated by Dormand and Prince's method of order 8 (5, 3) of Commons Math, in
 * the variables of {@link FlowEquations}, each step to a relative {@value #TOLERANCE} of every
 * coupling. None needs a method for stiff equations. For u4 &lt; 0 the couplings relax towards each
 * other at rates of 12 and 30 times V_d |ū4|/(1+ū2)³ in log k; strong couplings do not make that
 * large, because they drive u2 up: it stays below (d+2)/3. For u4 &gt; 0 a flow can end in a
 * singularity, which steps approach geometrically, some 450 of them. At this tolerance the method
 * of order 5 takes twice as many evaluations. Extrapolation (Gragg, Bulirsch, Stoer) takes up to
 * twice as many on flows that go on, a tenth fewer on those that blow up, and finds no first step
 * where a coupling starts at zero.
 *
 * @param dIn dimension d of the inputs, at least 1
 * @param sigmaW σ_W at k = 0, finite and above 0
 * @param u4 quartic coupling at k = 0
 * @param u6 sextic coupling at k = 0
 */
public record PassiveFlow(int dIn, double sigmaW, double u4, double u6) {
  /** The relative error of each step. */
  static final double TOLERANCE = 1e-12;

  /** Errors below this fraction of the natural size of a coupling do not matter. */
  private static final double NEGLIGIBLE = 1e-30;

  private static final double LARGEST_COUPLING = 1e30;
  private static final double LARGEST_STRENGTH = 1e240;
  private static final double LARGEST_POWER = 1e100;
  private static final double MIN_STEP = 1e-14;
  private static final double MAX_STEP = 0.25;
  private static final double FIRST_STEP = 1e-3;
  private static final int MAX_EVALUATIONS = 5_000_000;
  private static final double CHECK_INTERVAL = 0.05;
  private static final double CONVERGENCE = 1e-13;
  private static final int MAX_ITERATIONS = 200;

  public PassiveFlow {
    if (dIn < 1) {
      throw new IllegalArgumentException("d-in must be at least 1, was " + dIn);
    }
    if (!(sigmaW > 0 && Double.isFinite(sigmaW))) {
      throw new IllegalArgumentException("sigma-w must be finite and above 0, was " + sigmaW);
    }
    double strength = volume(dIn) * StrictMath.pow(mass(dIn, sigmaW), dIn - 4);
    double strength6 = sq(volume(dIn)) * StrictMath.pow(mass(dIn, sigmaW), 2 * dIn - 6);
    if (!(isOrdinary(sq(mass(dIn, sigmaW))) && isOrdinary(strength) && isOrdinary(strength6))) {
      throw new IllegalArgumentException(
          "d-in = %d with sigma-w = %s has u2, u4 or u6 beyond the range of a double"
              .formatted(dIn, sigmaW));
    }
    requireTractable("u4", u4, LARGEST_COUPLING / strength);
    requireTractable("u6", u6, sq(LARGEST_COUPLING) / strength6);
  }

  private static boolean isOrdinary(double strength) {
    return strength > 1 / LARGEST_STRENGTH && strength < LARGEST_STRENGTH;
  }

  private static void requireTractable(String name, double coupling, double most) {
    if (!(Math.abs(coupling) <= most)) {
      throw new IllegalArgumentException(
          "%s must be between -%3$.3g and %3$.3g, was %2$s".formatted(name, coupling, most));
    }
  }

  /** V_d = 1/(2^d π^{d/2} Γ(d/2+1)): the unit ball's volume over (2π)^d (ibid., eq. 62). */
  public static double volume(int dIn) {
    double half = dIn / 2.0;
    return StrictMath.exp(-half * StrictMath.log(4 * Math.PI) - Gamma.logGamma(half + 1));
  }

  /** √u2(0) = σ_W √(2/d), the unit in which scales are measured. */
  private static double mass(int dIn, double sigmaW) {
    return sigmaW * Math.sqrt(2.0 / dIn);
  }

  private double mass() {
    return mass(dIn, sigmaW);
  }

  /** The largest k to which a flow can be followed. */
  public double largestScale() {
    return mass() * StrictMath.pow(LARGEST_POWER, 1.0 / (dIn + 2));
  }

  /**
   * Follows the flow from k = 0 to the last of some scales.
   *
   * @param scales k at which the couplings are wanted, ascending, at least 0 and at most {@link
   *     #largestScale()}
   * @throws ArithmeticException if it takes more than five million evaluations
   */
  public FlowSolution at(double... scales) {
    requireScales(scales);
    double[] wanted = Arrays.stream(scales).map(k -> FastMath.asinh(k / mass())).toArray();
    FlowRecorder recorder = new FlowRecorder(wanted);
    FlowEquations equations = new FlowEquations(dIn);
    BlowUpEvent blowUp = new BlowUpEvent(equations);
    List<CrossingEvent> crossings = crossings();
    boolean ended = !follow(equations, recorder, blowUp, crossings, wanted[wanted.length - 1]);
    return new FlowSolution(
        IntStream.range(0, recorder.states().size())
            .mapToObj(i -> point(scales[i], recorder.states().get(i)))
            .toList(),
        signChanges(crossings),
        ended ? OptionalDouble.of(scale(recorder.reached())) : OptionalDouble.empty());
  }

  private void requireScales(double[] scales) {
    if (scales.length == 0) {
      throw new IllegalArgumentException("a flow needs a scale to go to");
    }
    for (int i = 0; i < scales.length; i++) {
      double least = i == 0 ? 0 : scales[i - 1];
      if (!(scales[i] >= least && scales[i] <= largestScale())) {
        throw new IllegalArgumentException(
            "k must rise from 0 to at most %.3g, was %s".formatted(largestScale(), scales[i]));
      }
    }
  }

  /** Integrates the equations; whether the end was reached. */
  private boolean follow(
      FlowEquations equations,
      FlowRecorder recorder,
      BlowUpEvent blowUp,
      List<CrossingEvent> crossings,
      double end) {
    double[] state = start();
    if (end == 0) {
      recorder.states().add(state);
      return true;
    }
    FlowIntegrator integrator = integrator(end);
    integrator.addStepHandler(recorder);
    integrator.addEventHandler(blowUp, CHECK_INTERVAL, CONVERGENCE, MAX_ITERATIONS);
    crossings.forEach(
        crossing ->
            integrator.addEventHandler(crossing, CHECK_INTERVAL, CONVERGENCE, MAX_ITERATIONS));
    try {
      integrator.integrate(equations, 0, state, end, state);
      return !blowUp.hasOccurred();
    } catch (NumberIsTooSmallException e) {
      return false; // no step is small enough: a singularity
    } catch (MaxCountExceededException e) {
      throw new ArithmeticException(
          "the flow takes more than %d evaluations; it had come to k = %s"
              .formatted(MAX_EVALUATIONS, scale(recorder.reached())));
    }
  }

  private FlowIntegrator integrator(double end) {
    double[] sizes = sizes();
    double[] absolute = Arrays.stream(sizes).map(size -> NEGLIGIBLE * size).toArray();
    double[] relative = {TOLERANCE, TOLERANCE, TOLERANCE};
    FlowIntegrator integrator =
        new FlowIntegrator(Math.min(MIN_STEP, end / 2), MAX_STEP, absolute, relative);
    integrator.setInitialStepSize(Math.min(FIRST_STEP, end));
    integrator.setMaxEvaluations(MAX_EVALUATIONS);
    return integrator;
  }

  /** u2, u4, u6 at k = 0, without units. */
  private double[] start() {
    return new double[] {
      1,
      u4 * volume(dIn) * StrictMath.pow(mass(), dIn - 4),
      u6 * sq(volume(dIn)) * StrictMath.pow(mass(), 2 * dIn - 6)
    };
  }

  /** What the couplings come to at k = m: at least as much as either gives rise to in the other. */
  private double[] sizes() {
    double[] start = start();
    double b = Math.abs(start[1]);
    double c = Math.abs(start[2]);
    double ofU4 = Math.max(b, c);
    double ofU6 = Math.max(c, b * b * Math.min(1, b));
    return new double[] {1, positive(ofU4), positive(ofU6)};
  }

  private static double positive(double size) {
    return size > 0 ? size : 1;
  }

  private FlowPoint point(double k, double[] state) {
    return new FlowPoint(
        dIn,
        k,
        state[0] * sq(mass()),
        state[1] / volume(dIn) * StrictMath.pow(mass(), 4 - dIn),
        state[2] / sq(volume(dIn)) * StrictMath.pow(mass(), 6 - 2 * dIn));
  }

  /** Watches u2, and u4 and u6, which turn against each other where they start at zero. */
  private List<CrossingEvent> crossings() {
    double[] sizes = sizes();
    return List.of(
        new CrossingEvent(FlowCoupling.U2, -1, sizes[0], 1),
        new CrossingEvent(FlowCoupling.U4, (dIn - 4) / 2.0, sizes[1], u4 == 0 ? -u6 : u4),
        new CrossingEvent(FlowCoupling.U6, dIn - 3, sizes[2], u6 == 0 ? -u4 : u6));
  }

  private List<SignChange> signChanges(List<CrossingEvent> crossings) {
    return crossings.stream()
        .flatMap(event -> event.crossings().stream())
        .map(
            crossing -> new SignChange(crossing.coupling(), scale(crossing.s()), crossing.rising()))
        .sorted(Comparator.comparingDouble(SignChange::k))
        .toList();
  }

  private double scale(double s) {
    return mass() * StrictMath.sinh(s);
  }

  private static double sq(double x) {
    return x * x;
  }
}
