package wickstream.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How networks learn some examples.
 *
 * <p>The readout (W1, b1) of each is trained by gradient descent on ½ Σ (f(x) − y)², while its
 * hidden layers stay as they were drawn. With W1 = σ_W ω/√N and b1 = σ_b β it is ω and β that
 * descend, so that the tangent kernel of a network is its own covariance C, and rates do not depend
 * on N.
 *
 * <p>Or all layers learn by Bayes' rule: outputs at the examples have been seen to be y with
 * Gaussian noise of variance s², and networks are those of the posterior.
 *
 * <p>Or all weights and biases descend in steps, in parameters that are standard normal at first:
 * with those of hidden layers scaled like the readout the tangent kernel has a limit as N → ∞ as
 * well. Phases of cos descend as they are.
 *
 * @param layers which of them learn, and how
 * @param examples what is learnt, at least one; all of as many coordinates and targets
 * @param rate learning rate η of descent in whole steps, above 0; empty for gradient flow, its
 *     limit of small steps, and for the posterior
 * @param noiseVariance s², above 0, of the posterior; empty for others
 * @param times at which the networks are looked at, in units of learning rate × steps: at least 0,
 *     rising; may end with infinity, where all has been learnt that the last hidden layer can tell.
 *     Of the posterior 0 and infinity: the prior, and the posterior itself
 */
public record Training(
    Layers layers,
    List<Example> examples,
    OptionalDouble rate,
    OptionalDouble noiseVariance,
    List<Double> times) {

  /** Which layers learn, and how. */
  public enum Layers {
    /** The readout, by descent. */
    READOUT,
    /** All, by Bayes' rule. */
    POSTERIOR,
    /** All, by descent. */
    ALL;

    /** The name used in configurations and result files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Prior and posterior. */
  private static final List<Double> BOTH = List.of(0.0, Double.POSITIVE_INFINITY);

  /** Training of the readout. */
  public Training(List<Example> examples, OptionalDouble rate, List<Double> times) {
    this(Layers.READOUT, examples, rate, OptionalDouble.empty(), times);
  }

  /**
   * The posterior of all layers.
   *
   * @param noiseVariance s²
   */
  public static Training posterior(List<Example> examples, double noiseVariance) {
    return new Training(
        Layers.POSTERIOR, examples, OptionalDouble.empty(), OptionalDouble.of(noiseVariance), BOTH);
  }

  /**
   * Descent of all layers.
   *
   * @param rate η
   * @param times finite
   */
  public static Training ofAllLayers(List<Example> examples, double rate, List<Double> times) {
    return new Training(
        Layers.ALL, examples, OptionalDouble.of(rate), OptionalDouble.empty(), times);
  }

  /** Whether all layers descend. */
  public boolean isOfAllLayers() {
    return layers == Layers.ALL;
  }

  /** The same at other times. */
  public Training at(List<Double> otherTimes) {
    return new Training(layers, examples, rate, noiseVariance, otherTimes);
  }

  /** Whether these are networks of the posterior. */
  public boolean isPosterior() {
    return layers == Layers.POSTERIOR;
  }

  /** Steps to a time of descent may be off by so much, relative to them. */
  private static final double WHOLE = 1e-9;

  private static final double MAX_STEPS = 0x1p52;

  /**
   * What the outputs of networks should be at some point.
   *
   * @param input the point: finite numbers, 1 to d_in of them
   * @param targets finite numbers, one an output
   */
  public record Example(List<Double> input, List<Double> targets) {
    public Example {
      input = input.stream().map(x -> x + 0.0).toList(); // −0.0 becomes 0.0
      targets = targets.stream().map(y -> y + 0.0).toList();
    }
  }

  /**
   * @throws IllegalArgumentException naming the first component that is not as described
   */
  public Training {
    examples = List.copyOf(examples);
    times = List.copyOf(times);
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("data must hold at least one example, was empty");
    }
    for (int i = 0; i < examples.size(); i++) {
      requireLike(examples.get(0), examples.get(i), i);
    }
    boolean isNoisy = noiseVariance.isPresent();
    if (isNoisy != (layers == Layers.POSTERIOR) || isNoisy && rate.isPresent()) {
      throw new IllegalArgumentException(
          "noise-variance must be given for the posterior alone, and dynamics for others, were %s and %s of %s"
              .formatted(noiseVariance, rate, layers.label()));
    }
    if (isNoisy && !(noiseVariance.getAsDouble() > 0 && noiseVariance.getAsDouble() < 1e300)) {
      throw new IllegalArgumentException(
          "noise-variance must be finite and above 0, was " + noiseVariance.getAsDouble());
    }
    if (isNoisy && !times.equals(BOTH)) {
      throw new IllegalArgumentException(
          "times must be those of prior and posterior, %s, was %s".formatted(BOTH, times));
    }
    if (times.isEmpty()) {
      throw new IllegalArgumentException("times must hold at least one time, was empty");
    }
    double before = -1;
    for (int t = 0; t < times.size(); t++) {
      double time = times.get(t);
      if (!(time >= 0 && time > before)) {
        throw new IllegalArgumentException(
            "times must be at least 0 and rise, was %s".formatted(times));
      }
      before = time;
    }
    if (layers == Layers.ALL) {
      requireSteps(rate, times);
    }
    if (rate.isPresent()) {
      requireWholeSteps(rate.getAsDouble(), times);
    }
  }

  private static void requireSteps(OptionalDouble rate, List<Double> times) {
    if (rate.isEmpty()) {
      throw new IllegalArgumentException(
          "dynamics must be { descent = RATE } with layers = all, whose networks learn step by step, was flow");
    }
    if (Double.isInfinite(times.get(times.size() - 1))) {
      throw new IllegalArgumentException(
          "times must be finite with layers = all, whose networks learn step by step, was "
              + times);
    }
  }

  private static void requireLike(Example first, Example other, int i) {
    if (other.input().size() != first.input().size()
        || other.targets().size() != first.targets().size()) {
      throw new IllegalArgumentException(
          "data[%d] must have %d coordinates and %d targets, as the first has, had %d and %d"
              .formatted(
                  i,
                  first.input().size(),
                  first.targets().size(),
                  other.input().size(),
                  other.targets().size()));
    }
    boolean isFinite =
        other.input().stream().allMatch(Double::isFinite)
            && other.targets().stream().allMatch(Double::isFinite);
    if (!isFinite) {
      throw new IllegalArgumentException(
          "data[%d] must hold finite numbers, was %s".formatted(i, other));
    }
  }

  private static void requireWholeSteps(double rate, List<Double> times) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("descent must be finite and above 0, was " + rate);
    }
    for (double time : times) {
      double steps = time / rate;
      boolean isWhole = Math.abs(steps - Math.rint(steps)) <= WHOLE * Math.max(1, steps);
      if (Double.isFinite(time) && !(isWhole && steps <= MAX_STEPS)) {
        throw new IllegalArgumentException(
            "times must be whole numbers of steps of descent = %s (at most 2^52), was %s"
                .formatted(rate, time));
      }
    }
  }

  /** A time as it is written: 10, 0.5, infinity. */
  public static String timeText(double time) {
    if (Double.isInfinite(time)) {
      return "infinity";
    }
    return time == Math.rint(time) && time < 1e15
        ? Long.toString((long) time)
        : Double.toString(time);
  }

  /** The name that a function of trained networks has at a time, such as connected4@10. */
  public static String nameAt(String function, double time) {
    return function + "@" + timeText(time);
  }

  /** How many outputs there are targets for. */
  public int outputs() {
    return examples.get(0).targets().size();
  }

  /** The targets of an output, one an example. */
  public double[] targets(int output) {
    return examples.stream().mapToDouble(example -> example.targets().get(output)).toArray();
  }

  /** How many steps each network takes in all: none where no network takes any. */
  public long stepsTaken() {
    return isOfAllLayers() ? steps(times.get(times.size() - 1)) : 0;
  }

  /** How many steps of descent lead to a finite time. */
  public long steps(double time) {
    return Math.round(time / rate.orElseThrow());
  }

  /**
   * All points at which networks must be known: the given ones, and after them the inputs of
   * examples that are none of them, each once.
   */
  public InputPoints pointsWith(InputPoints points) {
    List<double[]> all = new ArrayList<>();
    for (int a = 0; a < points.count(); a++) {
      all.add(points.point(a));
    }
    for (Example example : examples) {
      if (indexOf(example, all) < 0) {
        all.add(coordinates(example));
      }
    }
    return InputPoints.ofDimension(points.dIn(), all.toArray(double[][]::new));
  }

  /** The different inputs of the examples. */
  public InputPoints inputs(int dIn) {
    return InputPoints.ofDimension(dIn, examples.stream().map(Example::input).distinct().toList());
  }

  /** Which of {@link #pointsWith} the input of each example is; of equal inputs the same. */
  public int[] positions(InputPoints all) {
    List<double[]> rows = IntStream.range(0, all.count()).mapToObj(all::point).toList();
    return examples.stream().mapToInt(example -> indexOf(example, rows)).toArray();
  }

  private static int indexOf(Example example, List<double[]> points) {
    double[] input = coordinates(example);
    return IntStream.range(0, points.size())
        .filter(a -> Arrays.equals(points.get(a), input))
        .findFirst()
        .orElse(-1);
  }

  private static double[] coordinates(Example example) {
    return example.input().stream().mapToDouble(x -> x).toArray();
  }
}
