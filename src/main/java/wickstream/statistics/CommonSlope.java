package wickstream.statistics;

import java.util.List;

/**
 * The slope of several lines that are parallel, each with an intercept of its own, by weighted
 * least squares over the points of all. It is the mean of the slopes of the single lines, each
 * weighted with its inverse variance; χ² is the sum of theirs and of what the slopes differ by.
 *
 * @param slope b, with the standard error that the errors of the points imply
 * @param chiSquare χ² at the minimum
 * @param degreesOfFreedom the number of points less one for each line, less 1
 */
public record CommonSlope(Estimate slope, double chiSquare, int degreesOfFreedom) {

  /** The common slope of lines through different points; at least one. */
  public static CommonSlope of(List<LineFit> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a common slope needs at least one line, had none");
    }
    double weights = 0;
    double weighted = 0;
    for (LineFit line : lines) {
      weights += weight(line);
      weighted += weight(line) * line.slope().value();
    }
    double slope = weighted / weights;
    double chiSquare = 0;
    int degreesOfFreedom = lines.size() - 1;
    for (LineFit line : lines) {
      double distance = (line.slope().value() - slope) / line.slope().standardError();
      chiSquare += line.chiSquare() + distance * distance;
      degreesOfFreedom += line.degreesOfFreedom();
    }
    return new CommonSlope(
        new Estimate(slope, 1 / Math.sqrt(weights)), chiSquare, degreesOfFreedom);
  }

  private static double weight(LineFit line) {
    double error = line.slope().standardError();
    return 1 / (error * error);
  }

  /**
   * The probability of a χ² as large or larger if the lines are parallel and the errors of their
   * points normal; NaN without degrees of freedom.
   */
  public double probability() {
    return LineFit.upperTail(chiSquare, degreesOfFreedom);
  }
}
