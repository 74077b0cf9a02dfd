package wickstream.physics.moments;

import java.util.stream.IntStream;
import wickstream.numeric.LegendreRule;

/**
 * The probability that normal numbers are all above 0, E[θ(z_1) … θ(z_4)], from their covariance:
 * of three by arcsines, of four with {@link SignAverage}.
 */
public final class OrthantMoments {
  private static final LegendreRule RULE = LegendreRule.of(24);

  private OrthantMoments() {}

  /**
   * Of four numbers, to some 1e-12.
   *
   * @param s their covariance, which may be singular; numbers that are multiples of each other are
   *     one, or never both above 0
   */
  public static double ofFour(double[][] s) {
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < a; b++) {
        if (isMultiple(s, a, b) && s[a][b] < 0) {
          return 0;
        }
      }
    }
    int[] distinct =
        IntStream.range(0, 4)
            .filter(a -> IntStream.range(0, a).noneMatch(b -> isMultiple(s, a, b)))
            .toArray();
    double arcsines = 0;
    for (int i = 0; i < distinct.length; i++) {
      for (int j = 0; j < i; j++) {
        arcsines += RectifiedMoments.arcsine(s, distinct[i], distinct[j]);
      }
    }
    double signs = 2 / Math.PI * arcsines;
    return switch (distinct.length) {
      case 1 -> 0.5;
      case 2 -> (1 + signs) / 4;
      case 3 -> (1 + signs) / 8;
      default -> (1 + signs + SignAverage.ofFour(GramMinors.exact(s), RULE)) / 16;
    };
  }

  private static boolean isMultiple(double[][] s, int a, int b) {
    return GramMinors.minor(s, a, b, b) <= 0;
  }
}
