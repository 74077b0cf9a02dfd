package wickstream.physics.quadrature;

import java.util.function.IntFunction;
import wickstream.physics.Ball;

/** Numbers from a quadrature that is refined until two successive levels agree. */
public final class Refinement {
  private Refinement() {}

  /**
   * Evaluates levels 0, 1, … until every number of two agrees to a tolerance or to its own rounding
   * error, but at most a given number of them, two or more. The bounds of the last are widened by
   * the difference of the last two, which bounds the error of the last but one.
   *
   * @param levels the numbers at a level, with bounds on their rounding errors
   */
  public static Ball[] until(double tolerance, int most, IntFunction<Ball[]> levels) {
    Ball[] coarse = levels.apply(0);
    for (int level = 1; ; level++) {
      Ball[] fine = levels.apply(level);
      Ball[] widened = new Ball[fine.length];
      boolean agrees = true;
      for (int k = 0; k < fine.length; k++) {
        double difference = Math.abs(fine[k].value() - coarse[k].value());
        double allowed =
            Math.max(tolerance * Math.abs(fine[k].value()), fine[k].error() + coarse[k].error());
        agrees &= difference <= allowed;
        widened[k] = fine[k].widened(difference);
      }
      if (agrees || level == most - 1) {
        return widened;
      }
      coarse = fine;
    }
  }
}
