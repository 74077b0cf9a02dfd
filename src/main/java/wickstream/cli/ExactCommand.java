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
import wickstream.physics.Activation;
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
      "Prints the exact couplings, deviations and connected functions for the grid of a campaign, without sampling: for gauss and cos in closed form,"
          + " for erf, relu and tanh by quadrature (tanh at d-in = 1), and for relu of any depth at a single point or, with sigma-b = 0, on"
          + " one ray from the origin. The last column is a bound on the relative error of"
          + " every number beside it; a number that is not known to a thousandth is left out. With --out also"
          + " writes them at full precision to exact.csv."
    })
final class ExactCommand extends BaseCommand {
  private static final List<String> VALUES =
      List.of(
          "u4",
          "u4Canonical",
          "u6",
          "u6Canonical",
          "m4",
          "m6",
          "connected4",
          "connected6",
          "relativeError");

  @Mixin private CampaignOptions campaign;

  @Option(names = "--out", paramLabel = "DIR", description = "also write DIR/exact.csv")
  private Path out;

  @Override
  public Integer call() throws IOException {
    CampaignPlan plan = CampaignOptions.plan(campaign.load().campaign());
    if (out != null) {
      OutputDirectory.requireWritable("--out", out);
    }
    List<double[]> values =
        plan.shards().stream()
            .map(shard -> values(shard, plan.theory(shard.ensemble().sigmaW())))
            .toList();
    print(plan.shards(), values);
    if (out != null) {
      CsvFile.write(out.resolve("exact.csv"), rows(plan.shards(), values));
    }
    return ExitCode.OK;
  }

  /** Columns without any number are left out. */
  private static void print(List<Shard> shards, List<double[]> values) {
    int[] columns =
        IntStream.range(0, VALUES.size())
            .filter(i -> values.stream().anyMatch(row -> Double.isFinite(row[i])))
            .toArray();
    Stream<String> names = Arrays.stream(columns).mapToObj(VALUES::get);
    Table table = new Table(Stream.concat(Stream.of("N", "sigma_W"), names).toArray(String[]::new));
    for (int s = 0; s < shards.size(); s++) {
      double[] row = values.get(s);
      Stream<String> numbers = Arrays.stream(columns).mapToObj(i -> ValueText.number(row[i]));
      table.row(
          Stream.concat(Stream.of(width(shards.get(s)), sigmaW(shards.get(s))), numbers)
              .toArray(String[]::new));
    }
    table.lines().forEach(System.out::println);
  }

  private static List<Map<String, Object>> rows(List<Shard> shards, List<double[]> values) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int s = 0; s < shards.size(); s++) {
      Fields row =
          new Fields().with("width", width(shards.get(s))).with("sigmaW", sigmaW(shards.get(s)));
      for (int i = 0; i < VALUES.size(); i++) {
        double value = values.get(s)[i];
        row.with(VALUES.get(i), Double.isFinite(value) ? Double.toString(value) : "");
      }
      rows.add(row.map());
    }
    return rows;
  }

  private static String width(Shard shard) {
    return Integer.toString(shard.width());
  }

  private static String sigmaW(Shard shard) {
    return ValueText.plain(shard.ensemble().sigmaW());
  }

  private static double[] values(Shard shard, Theory theory) {
    ExactCouplings exact =
        theory
            .exact()
            .orElseThrow(
                () -> new BadInput("campaign has no exact values: " + reason(shard, theory)));
    int n = shard.width();
    return new double[] {
      exact.u4(n),
      orNaN(exact.u4Canonical(n)),
      orNaN(exact.u6(n)),
      orNaN(exact.u6Canonical(n)),
      orNaN(exact.m4(n)),
      orNaN(exact.m6(n)),
      orNaN(exact.connected4(n)),
      orNaN(exact.connected6(n)),
      exact.relativeError(n)
    };
  }

  private static String reason(Shard shard, Theory theory) {
    Ensemble ensemble = shard.ensemble();
    String label = ensemble.activation().label();
    if (!shard.orders().contains(4)) {
      return "they take order 4, orders were " + shard.orders();
    }
    if (ensemble.depth() > 1) {
      return "at ensemble.depth = %d relu has them, at a single point or, with sigma-b = 0, at points on one ray from the origin"
          .formatted(ensemble.depth());
    }
    if (ensemble.activation() == Activation.TANH && ensemble.dIn() > 1) {
      return "%s has them at ensemble.d-in = 1 only, was %d".formatted(label, ensemble.dIn());
    }
    if (!ensemble.activation().hasGaussianKernel() && ensemble.dIn() > 1) {
      return "those of %s at %d points of d-in = %d would take minutes: take fewer points"
          .formatted(label, theory.points().count(), ensemble.dIn());
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
