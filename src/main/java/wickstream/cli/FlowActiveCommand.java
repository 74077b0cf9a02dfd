package wickstream.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import wickstream.config.BadInput;
import wickstream.flow.LocalSlope;

/** {@code wickstream flow active}: how couplings change from one σ_W to the next. */
@Command(
    name = "active",
    description = {
      "Prints d log|u| / d log sigma_W between neighbouring sigma_W of a run, for each N and for u4, u4Canonical, u6 and u6Canonical,"
          + " as far as they were measured, with standard errors.",
      "Predicted is the power of the scaling identity, u(x; sigma_W) = sigma_W^p u(sigma_W x; 1) with p = d-4, 4-d, d-6 and 6-2d, which holds exactly:"
          + " the slope is p where u(sigma_W x; 1) does not vary, as for points small against 1/sigma_W (gauss with sigma_b > 0). No slope is given"
          + " where a coupling changes its sign or is within three errors of zero. ? marks slopes of shards that cannot"
          + " vouch for their errors."
    },
    footer = {
      "",
      "Examples:",
      "  wickstream run conf/scaling.conf && wickstream flow active runs/scaling",
      "  wickstream flow active runs/scaling --csv slopes.csv"
    })
final class FlowActiveCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "the directory of the run")
  private Path directory;

  @Mixin private StoredRunOptions stored;
  @Mixin private TableFileOptions files;

  @Override
  public Integer call() {
    files.requireWritable();
    List<LocalSlope> slopes = LocalSlope.of(stored.measured(directory));
    if (slopes.isEmpty()) {
      throw new BadInput(
          "%s must have couplings with errors at two sigma_W of the same N, has none"
              .formatted(directory));
    }
    table(slopes).lines().forEach(System.out::println);
    List<Fields> rows = slopes.stream().map(FlowActiveCommand::fields).toList();
    files.write(
        FlowCommand.file("active").with("slopes", rows.stream().map(Fields::map).toList()), rows);
    return ExitCode.OK;
  }

  private static Table table(List<LocalSlope> slopes) {
    Table table =
        new Table("N", "sigma_W", "coupling", "d log|u|/d log sigma_W", "", "predicted", "pull");
    for (LocalSlope slope : slopes) {
      double value = slope.slope().value();
      double error = slope.slope().standardError();
      double pull = (value - slope.predicted().orElse(Double.NaN)) / error;
      table.row(
          Integer.toString(slope.width()),
          ValueText.plain(slope.from()) + " to " + ValueText.plain(slope.to()),
          slope.coupling(),
          ValueText.withError(value, error),
          slope.isTrusted() ? "" : "?",
          slope.predicted().isPresent() ? ValueText.plain(slope.predicted().getAsDouble()) : "-",
          Double.isFinite(pull) ? "%+.2f".formatted(pull) : "-");
    }
    return table;
  }

  private static Fields fields(LocalSlope slope) {
    return new Fields()
        .with("width", slope.width())
        .with("coupling", slope.coupling())
        .with("sigmaWFrom", slope.from())
        .with("sigmaWTo", slope.to())
        .with("slope", slope.slope())
        .with("predicted", slope.predicted())
        .with("trusted", slope.isTrusted());
  }
}
