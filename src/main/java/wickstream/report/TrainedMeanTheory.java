package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Training;
import wickstream.physics.theory.LeadingOrder;
import wickstream.physics.theory.TrainedFunctions;
import wickstream.physics.theory.TrainedTheory;

/**
 * The mean of trained networks to first order in 1/N at inputs that are numbers, closer to each
 * other than points of campaigns may be, of which theory takes some at a time only.
 */
final class TrainedMeanTheory {
  private static final int INPUTS = 73;
  private static final int AT_A_TIME = 6;

  /** With more examples, theory takes too long so many times. */
  private static final int MAX_EXAMPLES = 8;

  private final List<double[]> inputs;
  private final List<TrainedTheory> theories;

  private TrainedMeanTheory(List<double[]> inputs, List<TrainedTheory> theories) {
    this.inputs = inputs;
    this.theories = theories;
  }

  /**
   * For inputs from end to end of a range, if there is a theory; takes up to a few seconds of many
   * examples.
   */
  static Optional<TrainedMeanTheory> of(Ensemble ensemble, Training training, Range across) {
    if (!(across.least() < across.most())
        || training.examples().size() > MAX_EXAMPLES
        || training.examples().size() + AT_A_TIME > LeadingOrder.MAX_POINTS) {
      return Optional.empty();
    }
    double step = (across.most() - across.least()) / (INPUTS - 1);
    List<double[]> inputs = new ArrayList<>();
    List<TrainedTheory> theories = new ArrayList<>();
    for (int from = 0; from < INPUTS; from += AT_A_TIME) {
      double[] some =
          IntStream.range(from, Math.min(from + AT_A_TIME, INPUTS))
              .mapToDouble(i -> across.least() + step * i)
              .toArray();
      Optional<TrainedTheory> theory = TrainedTheory.of(ensemble, points(some), training);
      if (theory.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(some);
      theories.add(theory.get());
    }
    return Optional.of(new TrainedMeanTheory(inputs, theories));
  }

  private static InputPoints points(double[] some) {
    double[][] rows =
        IntStream.range(0, some.length)
            .mapToObj(i -> new double[] {some[i]})
            .toArray(double[][]::new);
    return InputPoints.ofDimension(1, rows);
  }

  /** The mean of an output at width N, at the time of an index. */
  List<Spot> line(int time, int output, int width) {
    List<Spot> line = new ArrayList<>();
    if (!theories.get(0).isGuide(time, width)) {
      return line;
    }
    for (int part = 0; part < inputs.size(); part++) {
      TrainedFunctions of = theories.get(part).at(time, output);
      double[] some = inputs.get(part);
      for (int i = 0; i < some.length; i++) {
        double order1 = of.hasOrder1() ? of.meanOrder1()[i] / width : 0;
        line.add(new Spot(some[i], of.mean()[i] + order1));
      }
    }
    return line;
  }
}
