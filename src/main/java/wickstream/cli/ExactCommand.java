package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.OutputDirectory;
import wickstream.config.BadInput;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.sampling.Shard;

/** {@code wickstream exact}: the oracle's values, without sampling. */
@Command(
    name = "exact",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Prints the exact couplings and deviations for the grid of a campaign, without sampling: for gauss and cos in closed form, for erf, relu and tanh"
          + " by quadrature at d-in = 1. The last column is a bound on the relative error of"
          + " every number beside it; a number that is not known to a thousandth is left out. With --out also"
          + " writes them at full precision to exact.csv."
    })
final class ExactCommand implements Callable<Integer> {
  private static final List<String> VALUES =
      List.of("u4", "u4Canonical", "u6", "u6Canonical", "m4", "m6", "relativeError");

  @Mixin private CampaignOptions campaign;

  @Option(names = "--out", paramLabel = "DIR", description = "also write DIR/exact.csv")
  private Path out;

  @Override
  public Integer call() throws IOException {
    CampaignPlan plan = CampaignOptions.plan(campaign.load().campaign());
    if (out != null) {
      OutputDirectory.requireWritable("--out", out);
    }
    Table table = new Table(header("N", "sigma_W"));
    List<String> csv = new ArrayList<>(List.of(String.join(",", header("width", "sigmaW"))));
    for (Shard shard : plan.shards()) {
      double[] values = values(shard, plan.theory(shard.ensemble().sigmaW()));
      table.row(cells(shard, values, ValueText::number));
      csv.add(
          String.join(
              ",", cells(shard, values, x -> Double.isFinite(x) ? Double.toString(x) : "")));
    }
    table.lines().forEach(System.out::println);
    if (out != null) {
      Files.write(out.resolve("exact.csv"), csv);
    }
    return ExitCode.OK;
  }

  private static String[] header(String width, String sigmaW) {
    return Stream.concat(Stream.of(width, sigmaW), VALUES.stream()).toArray(String[]::new);
  }

  private static double[] values(Shard shard, Theory theory) {
    ExactCouplings exact =
        theory
            .exact()
            .orElseThrow(
                () ->
                    new BadInput(
                        "campaign has no exact values: " + reason(shard.ensemble(), theory)));
    int n = shard.width();
    return new double[] {
      exact.u4(n),
      orNaN(exact.u4Canonical(n)),
      orNaN(exact.u6(n)),
      orNaN(exact.u6Canonical(n)),
      orNaN(exact.m4(n)),
      orNaN(exact.m6(n)),
      exact.relativeError(n)
    };
  }

  private static String reason(Ensemble ensemble, Theory theory) {
    String label = ensemble.activation().label();
    if (ensemble.depth() > 1) {
      return "they take ensemble.depth = 1, was " + ensemble.depth();
    }
    if (!ensemble.activation().hasGaussianKernel() && ensemble.dIn() > 1) {
      return "%s has them at ensemble.d-in = 1 only, was %d".formatted(label, ensemble.dIn());
    }
    if (theory.integrals().isEmpty()) {
      return "at sigma-w = %s one of the coupling integrals that u4 and u6 divide by is 0 or too large for a double at these points"
          .formatted(ensemble.sigmaW());
    }
    return "at sigma-w = %s and these points, up to %s from 0, those of %s are beyond what can be computed: lower sigma-w or sigma-b, or bring the points closer to 0"
        .formatted(ensemble.sigmaW(), ValueText.number(farthest(theory.points())), label);
  }

  private static double farthest(InputPoints points) {
    return IntStream.range(0, points.count())
        .mapToDouble(a -> Math.sqrt(Arrays.stream(points.point(a)).map(x -> x * x).sum()))
        .max()
        .orElseThrow();
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static String[] cells(Shard shard, double[] values, DoubleFunction<String> text) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(shard.width()));
    cells.add(ValueText.plain(shard.ensemble().sigmaW()));
    for (double value : values) {
      cells.add(text.apply(value));
    }
    return cells.toArray(String[]::new);
  }
}
