package wickstream.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Campaigns of one shard from all over the allowed space; each follows from its number. */
final class RandomCampaigns {
  private static final double MAX_HIDDEN_UNITS = 1e7;

  private final Random random;

  private RandomCampaigns(long seed, int number) {
    this.random = new Random(seed * 1_000_003 + number);
  }

  /** The text of a campaign file. */
  static String text(long seed, int number) {
    return new RandomCampaigns(seed, number).text();
  }

  private String text() {
    String activation = oneOf("gauss", "gauss", "cos", "erf", "relu", "tanh");
    int dIn = oneOf(1, 1, 1, 1, 2, 3, 8);
    boolean gaussianKernel = activation.equals("gauss") || activation.equals("cos");
    int depth = gaussianKernel ? 1 : oneOf(1, 1, 1, 1, 2, 4);
    double sigmaW = logUniform(0.02, 30);
    double sigmaB = oneOf(0.0, logUniform(1e-3, 0.3), logUniform(0.1, 4));
    int width = (int) logUniform(1, depth > 1 ? 60 : 2000);
    boolean sixth =
        random.nextInt(gaussianKernel ? 3 : 12) == 0; // else their integrals take longest
    String orders = sixth ? "[2, 4, 6]" : depth > 1 ? "[2, 4]" : oneOf("[4]", "[2, 4]");
    String observable =
        orders.contains("6") ? oneOf("u4", "m4", "u6", "m6") : oneOf("u4", "u4", "m4");
    int bagSize = depth > 1 ? oneOf(10, 100) : oneOf(1, 8, 10, 100, 1000, 1000, 1000, 5000);
    double units = MAX_HIDDEN_UNITS / ((double) width * (depth == 1 ? 1 : depth * width));
    long networks = (long) Math.max(4.0 * bagSize, Math.min(200_000, units));
    return String.format(
        Locale.ROOT,
        "campaign { name = random, seed = %d, ensemble { activation = %s, d-in = %d, depth = %d, sigma-b = %s },"
            + " widths = [%d], sigma-w = [%s], points = %s, orders = %s, estimator = %s, bag-size = %d,"
            + " stop { observable = %s, relative-error = %s, min-bags = %d, max-networks = %d } }",
        random.nextInt(1_000_000),
        activation,
        dIn,
        depth,
        sigmaB,
        width,
        sigmaW,
        points(dIn, sigmaW),
        orders,
        oneOf("auto", "auto", "conditional", "plain"),
        bagSize,
        observable,
        logUniform(0.01, 0.5),
        Math.min(oneOf(2, 5, 20), networks / bagSize),
        networks);
  }

  /** Near the origin or far from it, in one cluster, two opposite ones, or anywhere. */
  private String points(int dIn, double sigmaW) {
    int count = oneOf(1, 2, 2, 3, 4, 6);
    double scale = oneOf(0.01, logUniform(0.01, 1), logUniform(0.3, 8) / sigmaW);
    double spread = oneOf(0.0, 0.01, 1.0);
    double[] centre = direction(dIn);
    List<String> points = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      double sign = random.nextInt(4) == 0 ? -1 : 1;
      double size = scale * (spread == 0 ? (a + 1.0) / count : sign);
      double[] away = direction(dIn);
      List<String> coordinates = new ArrayList<>();
      for (int k = 0; k < dIn; k++) {
        coordinates.add(Double.toString(size * centre[k] + spread * scale * away[k]));
      }
      points.add(dIn == 1 ? coordinates.get(0) : "[" + String.join(", ", coordinates) + "]");
    }
    return points.stream().distinct().collect(Collectors.joining(", ", "[", "]"));
  }

  private double[] direction(int dIn) {
    return random.doubles(dIn, -1, 1).toArray();
  }

  private double logUniform(double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
