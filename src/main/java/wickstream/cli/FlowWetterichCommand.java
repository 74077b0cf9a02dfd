package wickstream.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import wickstream.config.BadInput;
import wickstream.flow.AlphaFit;
import wickstream.flow.WetterichReading;
import wickstream.statistics.Estimate;
import wickstream.statistics.NumberText;

/** {@code wickstream flow wetterich}: eq. 13 against what was measured. */
@Command(
    name = "wetterich",
    description = {
      "Compares the canonical quartic coupling of a run with Wetterich's equation at order zero with Litim's regulator (arXiv 2212.11811,"
          + " eqs. 10-13):",
      "",
      "  u4/Z0^2 = -2 (1-alpha)/alpha Lambda^(4-d)/c_d,   Lambda^2 = 2 sigma_W^2/d,",
      "  c_d = integral over |q| < 1 of d^dq/(2 pi)^d exp(-2 q^2)",
      "",
      "The strength alpha of the regulator is fitted for each N to all sigma_W by weighted least squares, with the errors that values"
          + " would have if they were as predicted; pulls are in units of these. Shards that cannot vouch for their errors are shown but not"
          + " fitted (?).",
      "",
      "alpha depends on how the equation is read. As published, with both K(p) of eq. 9 and the integral of eq. 10 divided by (2 pi)^d; consistent,"
          + " in one Fourier convention, which multiplies (1-alpha)/alpha by (2 pi)^(2d); and if Z0, which goes as sigma_W^(d-4), is"
          + " differentiated as well (none at d = 2, where the predicted u4 vanishes). The power of sigma_W is the same: that of the scaling"
          + " identity, which holds whatever the dynamics."
    },
    footer = {
      "",
      "Examples:",
      "  wickstream run conf/scaling.conf && wickstream flow wetterich runs/scaling",
      "  wickstream flow wetterich runs/scaling --json wetterich.json"
    })
final class FlowWetterichCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "the directory of the run")
  private Path directory;

  @Mixin private StoredRunOptions stored;
  @Mixin private TableFileOptions files;

  @Override
  public Integer call() {
    files.requireWritable();
    List<AlphaFit> fits = AlphaFit.of(stored.measured(directory));
    if (fits.isEmpty()) {
      throw new BadInput(
          "%s must have measured u4Canonical with errors, which exists for kernels that decay, and normal frequencies; has not"
              .formatted(directory));
    }
    fitTable(fits).lines().forEach(System.out::println);
    System.out.println();
    readingTable(fits).lines().forEach(System.out::println);
    System.out.println();
    rowTable(fits).lines().forEach(System.out::println);
    System.out.println();
    System.out.println(conclusion(fits));
    files.write(
        FlowCommand.file("wetterich")
            .with("fits", fits.stream().map(fit -> withRows(fit).map()).toList()),
        fits.stream().flatMap(fit -> fit.rows().stream().map(row -> row(fit, row))).toList());
    return ExitCode.OK;
  }

  private static Table fitTable(List<AlphaFit> fits) {
    Table table = new Table("N", "alpha", "(1-alpha)/alpha", "chi^2/dof", "probability");
    for (AlphaFit fit : fits) {
      table.row(
          Integer.toString(fit.width()),
          text(fit.alpha(WetterichReading.PUBLISHED)),
          text(fit.amplitude()),
          "%s/%d".formatted(NumberText.brief(fit.chiSquare()), fit.degreesOfFreedom()),
          Double.isNaN(fit.probability()) ? "-" : NumberText.brief(fit.probability()));
    }
    return table;
  }

  private static Table readingTable(List<AlphaFit> fits) {
    Table table = new Table("N", "alpha as published", "consistent", "with running Z0");
    for (AlphaFit fit : fits) {
      table.row(
          Integer.toString(fit.width()),
          text(fit.alpha(WetterichReading.PUBLISHED)),
          text(fit.alpha(WetterichReading.CONSISTENT)),
          text(fit.alpha(WetterichReading.RUNNING_Z0)));
    }
    return table;
  }

  private static String text(Estimate estimate) {
    return ValueText.withError(estimate.value(), estimate.standardError());
  }

  private static Table rowTable(List<AlphaFit> fits) {
    Table table = new Table("N", "sigma_W", "u4/Z0^2 measured", "", "predicted", "pull");
    for (AlphaFit fit : fits) {
      for (AlphaFit.Row row : fit.rows()) {
        table.row(
            Integer.toString(fit.width()),
            ValueText.plain(row.sigmaW()),
            text(row.measured()),
            row.isFitted() ? "" : "?",
            ValueText.beside(
                row.measured().value(), row.measured().standardError(), row.predicted().value()),
            Double.isFinite(row.pull()) ? "%+.2f".formatted(row.pull()) : "-");
      }
    }
    return table;
  }

  private static String conclusion(List<AlphaFit> fits) {
    List<AlphaFit> tests = fits.stream().filter(fit -> fit.degreesOfFreedom() > 0).toList();
    if (tests.isEmpty()) {
      return "It takes two sigma_W of the same N to test the prediction.";
    }
    List<String> failing = widths(AlphaFit.refuted(tests), fit -> true);
    if (!failing.isEmpty()) {
      return "The prediction does not fit at N = %s: if it did at every N, so large a chi^2 at any of them would have a probability below %s."
          .formatted(String.join(", ", failing), NumberText.brief(AlphaFit.UNLIKELY));
    }
    List<String> noise = widths(tests, fit -> !fit.amplitude().isClearOfZero());
    if (!noise.isEmpty()) {
      return "At N = %s (1-alpha)/alpha is within three errors of zero, which tests nothing%s"
          .formatted(
              String.join(", ", noise),
              noise.size() == tests.size() ? "." : "; elsewhere the prediction fits.");
    }
    return """
        The prediction fits at every N where there are two sigma_W or more.
        Its power of sigma_W is that of the scaling identity; its size is that of alpha, which was fitted.""";
  }

  private static List<String> widths(List<AlphaFit> fits, Predicate<AlphaFit> which) {
    return fits.stream().filter(which).map(fit -> Integer.toString(fit.width())).toList();
  }

  private static Fields fields(AlphaFit fit) {
    return new Fields()
        .with("width", fit.width())
        .with("alpha", fit.alpha(WetterichReading.PUBLISHED))
        .with("amplitude", fit.amplitude())
        .with("chiSquare", fit.chiSquare())
        .with("degreesOfFreedom", fit.degreesOfFreedom())
        .with("probability", fit.probability());
  }

  private static Fields fields(AlphaFit.Row row) {
    return new Fields()
        .with("sigmaW", row.sigmaW())
        .with("measured", row.measured())
        .with("predicted", row.predicted().value())
        .with("pull", row.pull())
        .with("fitted", row.isFitted());
  }

  /** What α is beside the published one. */
  private static Fields otherReadings(AlphaFit fit) {
    return new Fields()
        .with("alphaConsistent", fit.alpha(WetterichReading.CONSISTENT))
        .with("amplitudeConsistent", fit.amplitude(WetterichReading.CONSISTENT))
        .with("alphaRunningZ0", fit.alpha(WetterichReading.RUNNING_Z0))
        .with("amplitudeRunningZ0", fit.amplitude(WetterichReading.RUNNING_Z0));
  }

  private static Fields withRows(AlphaFit fit) {
    return fields(fit)
        .with(otherReadings(fit))
        .with("rows", fit.rows().stream().map(row -> fields(row).map()).toList());
  }

  private static Fields row(AlphaFit fit, AlphaFit.Row row) {
    return fields(fit).with(fields(row)).with(otherReadings(fit));
  }
}
