package wickstream.cli;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import picocli.CommandLine.Option;
import wickstream.config.BadInput;
import wickstream.flow.PassiveFlow;

/** The scales k at which a passive flow is wanted. */
final class FlowScales {
  private static final int MAX_POINTS = 100_000;

  @Option(
      names = "--to",
      paramLabel = "K",
      description = "the largest scale k; 100 by default",
      defaultValue = "100")
  private double to;

  @Option(
      names = "--points",
      paramLabel = "N",
      description =
          "how many scales from 0 to K, both included: closer together below sqrt(u2(0)), evenly on a logarithmic scale above;"
              + " 15 by default",
      defaultValue = "15")
  private int points;

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "K",
      description = "exactly these scales instead, such as 0,0.5,1,10")
  private double[] at = {};

  /** The scales for one flow, ascending. */
  double[] of(PassiveFlow flow) {
    if (at.length > 0) {
      Arrays.stream(at).forEach(k -> require("--at", k, k >= 0, "at least 0", flow));
      return Arrays.stream(at).sorted().toArray();
    }
    require("--to", to, to > 0, "above 0", flow);
    if (points < 2 || points > MAX_POINTS) {
      throw new BadInput(
          "--points must be at least 2 and at most %d, was %d".formatted(MAX_POINTS, points));
    }
    double mass = flow.sigmaW() * Math.sqrt(2.0 / flow.dIn());
    double end = FastMath.asinh(to / mass);
    double[] scales = new double[points];
    Arrays.setAll(scales, i -> mass * Math.sinh(end * i / (points - 1)));
    scales[points - 1] = to;
    return scales;
  }

  private static void require(
      String option, double k, boolean isLargeEnough, String least, PassiveFlow flow) {
    if (!isLargeEnough || !(k <= flow.largestScale())) {
      throw new BadInput(
          "%s must be %s and at most %.3g, was %s"
              .formatted(option, least, flow.largestScale(), k));
    }
  }

  /** The last scale, as it was asked for. */
  String last() {
    return at.length > 0
        ? ValueText.plain(Arrays.stream(at).max().orElseThrow())
        : ValueText.plain(to);
  }
}
