package wickstream.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.exact.Theory;
import wickstream.physics.theory.TrainedFunctions;
import wickstream.physics.theory.TrainedTheory;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;

/**
 * Trained networks without sampling: theory to first order in 1/N, and what is left out is 2/N of
 * it. Errors are a tenth of the values.
 */
final class MadeUpTraining {
  private static final double RELATIVE_ERROR = 0.1;

  /** N (measured/theory − 1). */
  static final double REMAINDER = 2;

  private final int width;
  private final int points;
  private final TrainedTheory theory;

  private MadeUpTraining(Theory theory, Training training, int width) {
    this.width = width;
    this.points = theory.points().count();
    this.theory = theory.trained(training).orElseThrow();
  }

  static List<TrainedTime> of(Theory theory, Training training, int width) {
    MadeUpTraining made = new MadeUpTraining(theory, training, width);
    return IntStream.range(0, training.times().size())
        .mapToObj(time -> made.at(training, time))
        .toList();
  }

  private TrainedTime at(Training training, int time) {
    Map<String, MeasuredValue> means = new LinkedHashMap<>();
    List<TrainedFunction> rows = new ArrayList<>();
    for (Observable observable : Observable.ofTraining()) {
      Multisets multisets =
          Multisets.of(points, observable == Observable.KURTOSIS ? 1 : observable.order());
      double sum = 0;
      for (int output = 0; output < training.outputs(); output++) {
        double[] values = values(theory.at(time, output), observable);
        sum += Arrays.stream(values).average().orElseThrow();
        for (int k = 0; k < values.length; k++) {
          List<Integer> indices = Arrays.stream(multisets.indices(k)).boxed().toList();
          rows.add(new TrainedFunction(observable.label(), output, indices, value(values[k])));
        }
      }
      means.put(observable.label(), value(sum / training.outputs()));
    }
    return new TrainedTime(training.times().get(time), means, rows);
  }

  private double[] values(TrainedFunctions of, Observable observable) {
    return switch (observable) {
      case MEAN -> sum(of.mean(), of.meanOrder1());
      case COVARIANCE -> sum(of.covariance(), of.covarianceOrder1());
      case CONNECTED3 -> sum(new double[of.connected3Order1().length], of.connected3Order1());
      case CONNECTED4 -> sum(new double[of.connected4Order1().length], of.connected4Order1());
      case KURTOSIS -> kurtosis(of);
      default -> throw new AssertionError(observable);
    };
  }

  private double[] sum(double[] limit, double[] order1) {
    return IntStream.range(0, limit.length)
        .mapToDouble(k -> limit[k] + order1[k] / width)
        .toArray();
  }

  private double[] kurtosis(TrainedFunctions of) {
    Multisets pairs = Multisets.of(points, 2);
    Multisets quads = Multisets.of(points, 4);
    return IntStream.range(0, points)
        .mapToDouble(
            a ->
                of.connected4Order1()[quads.indexOf(a, a, a, a)]
                    / (width * Math.pow(of.covariance()[pairs.indexOf(a, a)], 2)))
        .toArray();
  }

  private MeasuredValue value(double theory) {
    double value = theory * (1 + REMAINDER / width);
    double error = Math.abs(RELATIVE_ERROR * value);
    return new MeasuredValue(
            value, error, value - 3 * error, value + 3 * error, 0.95, OptionalDouble.empty())
        .withTheory(OptionalDouble.of(theory));
  }
}
