package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import wickstream.physics.exact.Theory;
import wickstream.physics.theory.Criticality;
import wickstream.physics.theory.LeadingOrder;
import wickstream.results.export.CsvFile;
import wickstream.sampling.Shard;

/** {@code wickstream exact}: the oracle's values and theory's, without sampling. */
@Command(
    name = "exact",
    description = {
      "Prints the exact couplings, deviations and connected functions for the grid of a campaign, without sampling: for gauss, cos and sin in closed form,"
          + " for all others by quadrature (at d-in = 1, erf, relu and its like at any), and for relu and its like of any depth at a single point or,"
          + " with sigma-b = 0, on one ray from the origin. The last column is a bound on the relative error of"
          + " every exact number beside it; a number that is not known to a thousandth is left out.",
      "Beside them stands theory to leading order in 1/N (u4Theory, ...), of any depth and d-in at up to 20 points, where it"
          + " is not exact itself: to order 4 that of one hidden layer is. Below, where an activation is critical, and means of trained networks"
          + " to order 1/N at each time. With --out also"
          + " writes all of it at full precision to exact.csv."
    })
final class ExactCommand extends BaseCommand {
  @Mixin private CampaignOptions campaign;

  @Option(names = "--out", paramLabel = "DIR", description = "also write DIR/exact.csv")
  private Path out;

  @Option(names = "--json", description = "print JSON, at full precision, instead of tables")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CampaignPlan plan = CampaignOptions.planWithoutSampling(campaign.load().campaign());
    if (out != null) {
      OutputDirectory.requireWritable("--out", out);
    }
    List<KnownValues> values =
        plan.shards().stream()
            .map(shard -> values(shard, plan.theory(shard.ensemble().sigmaW())))
            .toList();
    List<String> notes = notes(plan);
    List<TrainedMeans> trained = TrainedMeans.of(plan);
    if (json) {
      System.out.print(KnownRows.json(plan.config().name(), plan.shards(), values, trained, notes));
    } else {
      print(plan.shards(), values);
      notes.forEach(System.out::println);
      TrainedMeans.lines(trained).forEach(System.out::println);
    }
    if (out != null) {
      CsvFile.write(out.resolve("exact.csv"), KnownRows.csv(plan.shards(), values));
    }
    return ExitCode.OK;
  }

  private static KnownValues values(Shard shard, Theory theory) {
    KnownValues values = new KnownValues(theory, shard.width());
    if (values.isEmpty()) {
      throw new BadInput(
          "campaign has neither exact values nor a theory: " + reason(shard, theory));
    }
    return values;
  }

  /** Columns without any number are left out, and theory where it is exact. */
  private static void print(List<Shard> shards, List<KnownValues> values) {
    List<String> columns =
        values.get(0).names().stream()
            .filter(name -> values.stream().anyMatch(row -> row.isNews(name)))
            .toList();
    Table table =
        new Table(
            Stream.concat(Stream.of("N", "sigma_W"), columns.stream()).toArray(String[]::new));
    for (int s = 0; s < shards.size(); s++) {
      KnownValues row = values.get(s);
      Stream<String> numbers = columns.stream().map(name -> ValueText.number(row.value(name)));
      table.row(
          Stream.concat(Stream.of(width(shards.get(s)), sigmaW(shards.get(s))), numbers)
              .toArray(String[]::new));
    }
    table.lines().forEach(System.out::println);
  }

  /** Why there are no exact values, and where the activation is critical. */
  private static List<String> notes(CampaignPlan plan) {
    List<String> notes = new ArrayList<>();
    plan.shards().stream()
        .filter(shard -> plan.theory(shard.ensemble().sigmaW()).exact().isEmpty())
        .findFirst()
        .map(shard -> whyNotExact(shard, plan.theory(shard.ensemble().sigmaW())))
        .ifPresent(why -> notes.add("no exact values: " + why));
    Criticality.of(plan.config().activation())
        .map(
            at ->
                "critical at sigma-w = %.4g, sigma-b = %s (%s)"
                    .formatted(at.sigmaW(), ValueText.plain(at.sigmaB()), at.explanation()))
        .ifPresent(notes::add);
    return notes;
  }

  private static String width(Shard shard) {
    return Integer.toString(shard.width());
  }

  private static String sigmaW(Shard shard) {
    return ValueText.plain(shard.ensemble().sigmaW());
  }

  private static String reason(Shard shard, Theory theory) {
    if (!shard.orders().contains(4)) {
      return "they take order 4, orders were " + shard.orders();
    }
    if (theory.points().count() > LeadingOrder.MAX_POINTS) {
      return "theory takes at most %d points, there were %d; and %s"
          .formatted(LeadingOrder.MAX_POINTS, theory.points().count(), whyNotExact(shard, theory));
    }
    return shard.ensemble().priors().hasNormalReadout()
        ? tooFar(shard, theory)
        : whyNotExact(shard, theory);
  }

  private static String whyNotExact(Shard shard, Theory theory) {
    Ensemble ensemble = shard.ensemble();
    String label = ensemble.activation().label();
    if (ensemble.depth() > 1) {
      return "at ensemble.depth = %d only relu and its like have them, at a single point or, with sigma-b = 0, at points on one ray from the origin"
          .formatted(ensemble.depth());
    }
    Activation.Family family = ensemble.activation().family();
    if ((family == Activation.Family.TANH || family == Activation.Family.FORMULA)
        && ensemble.dIn() > 1) {
      return "%s has them at ensemble.d-in = 1 only, was %d".formatted(label, ensemble.dIn());
    }
    if (!ensemble.activation().hasGaussianKernel() && ensemble.dIn() > 1) {
      return "those of %s at %d points of d-in = %d would take minutes: take fewer points"
          .formatted(label, theory.points().count(), ensemble.dIn());
    }
    return tooFar(shard, theory);
  }

  private static String tooFar(Shard shard, Theory theory) {
    Ensemble ensemble = shard.ensemble();
    return "at sigma-w = %s and these points, up to %s from 0, those of %s are beyond what can be computed: lower sigma-w or sigma-b, or bring the points closer to 0"
        .formatted(
            ensemble.sigmaW(),
            ValueText.number(farthest(theory.points())),
            ensemble.activation().label());
  }

  private static double farthest(InputPoints points) {
    return IntStream.range(0, points.count())
        .mapToDouble(a -> Math.sqrt(Arrays.stream(points.point(a)).map(x -> x * x).sum()))
        .max()
        .orElseThrow();
  }
}
