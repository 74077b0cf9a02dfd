package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
import wickstream.results.export.CsvFile;
import wickstream.sampling.Shard;

/** {@code wickstream exact}: the oracle's values, without sampling. */
@Command(
    name = "exact",
    description = {
      "Prints the exact couplings and deviations for the grid of a campaign, without sampling: for gauss and cos in closed form, for erf, relu and tanh"
          + " by quadrature at d-in = 1. The last column is a bound on the relative error of"
          + " every number beside it; a number that is not known to a thousandth is left out. With --out also"
          + " writes them at full precision to exact.csv."
    })
final class ExactCommand extends BaseCommand {
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
    String[] header =
        Stream.concat(Stream.of("N", "sigma_W"), VALUES.stream()).toArray(String[]::new);
    Table table = new Table(header);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Shard shard : plan.shards()) {
      String width = Integer.toString(shard.width());
      String sigmaW = ValueText.plain(shard.ensemble().sigmaW());
      double[] values = values(shard, plan.theory(shard.ensemble().sigmaW()));
      Stream<String> numbers = Arrays.stream(values).mapToObj(ValueText::number);
      table.row(Stream.concat(Stream.of(width, sigmaW), numbers).toArray(String[]::new));
      Fields row = new Fields().with("width", width).with("sigmaW", sigmaW);
      for (int i = 0; i < values.length; i++) {
        row.with(VALUES.get(i), Double.isFinite(values[i]) ? Double.toString(values[i]) : "");
      }
      rows.add(row.map());
    }
    table.lines().forEach(System.out::println);
    if (out != null) {
      CsvFile.write(out.resolve("exact.csv"), rows);
    }
    return ExitCode.OK;
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
}
