package wickstream.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wickstream.config.BadInput;
import wickstream.flow.FlowSolution;
import wickstream.flow.MeasuredStart;
import wickstream.flow.PassiveFlow;
import wickstream.flow.ResampledFlow;
import wickstream.flow.StartingCouplings;
import wickstream.results.ShardResult;

/** {@code wickstream flow passive}: the couplings against a scale k. */
@Command(
    name = "passive",
    description = {
      "Follows u2, u4 and u6 from k = 0 upwards in the local potential approximation with Litim's regulator (arXiv 2108.01403, eqs."
          + " 62-66), from u2 = 2 sigma_W^2/d and from couplings that are given or that the run in DIR has measured. sigma_W(k) ="
          + " sqrt(d u2/2); ū2, ū4, ū6 are without dimension.",
      "",
      "Given couplings are those of a canonically normalised field: the flow keeps the kinetic term at (df)^2/2, and u2 = 2 sigma_W^2/d is"
          + " the mass of such a field. Measured ones are by default u4Canonical = u4/Z0^2 and u6Canonical = u6/Z0^3, their errors"
          + " propagated by drawing starts from normal distributions; the errors of u4 and u6 count as independent. ? marks starts of"
          + " shards that cannot vouch for their errors.",
      "",
      "Some flows end: at a finite k u4 diverges while 1 + ū2 goes to zero. Then the table ends there, the k is named, and the exit code is 3."
    },
    footer = {
      "",
      "What --start says:",
      "  canonical      u4Canonical and u6Canonical of the results",
      "  canonical-2pi  these times (2 pi)^(2d) and (2 pi)^(3d): Z0 in the results",
      "                 follows the Fourier convention of eq. 9 of arXiv 2212.11811;",
      "                 with d^dp/(2 pi)^d, as in the flow, it is (2 pi)^d smaller",
      "  eq8            u4 and u6 as measured, whose field is not normalised: what",
      "                 the public code of arXiv 2212.11811 starts from",
      "",
      "Examples:",
      "  wickstream flow passive --sigma-w 1 --u4 -50 --u6 50",
      "  wickstream flow passive --d-in 2 --sigma-w 1 --u4 3 --u6 -1 --at 0,1,2,5,10,20",
      "  wickstream flow passive runs/scaling --to 1000",
      "  wickstream flow passive runs/scaling --n 100 --sigma-w 2 --json flow.json",
      "",
      "Exit codes: 0 the flow reaches the last k, 3 it blows up before (or one of several), 2 bad input."
    })
final class FlowPassiveCommand extends BaseCommand {
  private static final int MAX_DRAWS = 1_000_000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "the directory of a run; without it, couplings must be given")
  private Path directory;

  @Option(names = "--d-in", paramLabel = "D", description = "dimension of the inputs; 1 by default")
  private int dIn = 1;

  @Option(
      names = "--sigma-w",
      paramLabel = "S",
      description = "sigma_W at k = 0; of a run, only shards of this sigma_W")
  private Optional<Double> sigmaW;

  @Option(names = "--u4", paramLabel = "U4", description = "quartic coupling at k = 0")
  private Optional<Double> u4;

  @Option(
      names = "--u6",
      paramLabel = "U6",
      description =
          "sextic coupling at k = 0; of a run, instead of what it measured, without error")
  private Optional<Double> u6;

  @Option(names = "--n", paramLabel = "N", description = "of a run, only shards of this N")
  private Optional<Integer> width;

  @Option(
      names = "--start",
      paramLabel = "WHICH",
      completionCandidates = Starts.class,
      description =
          "which couplings of a run: canonical (default), canonical-2pi or eq8; see below")
  private String start = StartingCouplings.CANONICAL.label();

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "how many starts are drawn from what a run measured; 1000 by default")
  private int draws = ResampledFlow.DRAWS;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "of the draws; 1 by default, and the same seed gives the same numbers")
  private long seed = ResampledFlow.SEED;

  @Mixin private FlowScales scales;
  @Mixin private StoredRunOptions stored;
  @Mixin private TableFileOptions files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    files.requireWritable();
    return directory == null ? fromGiven() : fromMeasured();
  }

  private int fromGiven() {
    refuse("%s is for couplings of a run: give its DIR", "--n", "--start", "--draws", "--seed");
    double sigma = needed("--sigma-w", sigmaW);
    double quartic = needed("--u4", u4);
    double sextic = needed("--u6", u6);
    PassiveFlow flow = allowed(() -> new PassiveFlow(dIn, sigma, quartic, sextic));
    FlowSolution solution = solved(() -> flow.at(scales.of(flow)));
    PassiveText.given(flow, solution).forEach(System.out::println);
    warn(solution);
    files.write(
        FlowCommand.file("passive")
            .with("flows", List.of(PassiveFields.object(flow, solution).map())),
        PassiveFields.rows(solution));
    return exitCode(Stream.of(solution));
  }

  private int fromMeasured() {
    refuse("%s is not for couplings of a run, which has its own", "--u4", "--d-in");
    StartingCouplings which =
        StartingCouplings.labelled(start)
            .orElseThrow(
                () ->
                    new BadInput(
                        "--start must be one of %s, was %s"
                            .formatted(StartingCouplings.labels(), start)));
    if (draws < 1 || draws > MAX_DRAWS) {
      throw new BadInput(
          "--draws must be at least 1 and at most %d, was %d".formatted(MAX_DRAWS, draws));
    }
    List<ResampledFlow> flows = starts(which).stream().map(this::resampled).toList();
    PassiveText.measured(which, flows, scales.last()).forEach(System.out::println);
    if (flows.size() == 1) {
      warn(flows.get(0).central());
    }
    files.write(
        FlowCommand.file("passive")
            .with("start", which.label())
            .with("flows", flows.stream().map(flow -> PassiveFields.object(flow).map()).toList()),
        flows.stream().flatMap(flow -> PassiveFields.rows(flow).stream()).toList());
    return exitCode(flows.stream().map(ResampledFlow::central));
  }

  /** Refuses options that belong to the other kind of start. */
  private void refuse(String complaint, String... options) {
    Stream.of(options)
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst()
        .ifPresent(
            option -> {
              throw new BadInput(complaint.formatted(option));
            });
  }

  private static double needed(String option, Optional<Double> value) {
    return value.orElseThrow(
        () -> new BadInput(option + " is needed (--sigma-w, --u4 and --u6, or the DIR of a run)"));
  }

  private ResampledFlow resampled(MeasuredStart measured) {
    return solved(
        () -> ResampledFlow.of(measured, scales.of(allowed(measured::flow)), draws, seed));
  }

  private List<MeasuredStart> starts(StartingCouplings which) {
    List<ShardResult> shards =
        stored.measured(directory).stream()
            .filter(shard -> width.isEmpty() || width.get() == shard.width())
            .filter(shard -> sigmaW.isEmpty() || sigmaW.get() == shard.ensemble().sigmaW())
            .toList();
    if (shards.isEmpty()) {
      throw new BadInput("%s has no shard of %s".formatted(directory, selection()));
    }
    List<MeasuredStart> starts =
        shards.stream().flatMap(shard -> MeasuredStart.of(shard, which, u6).stream()).toList();
    if (starts.isEmpty()) {
      throw new BadInput(
          "%s must have measured %s and %s with errors, has not (u6 takes orders = [2, 4, 6], or --u6; canonical couplings take a kernel"
                  .formatted(directory, which.u4(), which.u6())
              + " that decays, and all take normal frequencies)");
    }
    return starts;
  }

  private String selection() {
    return Stream.of(width.map(n -> "N = " + n), sigmaW.map(s -> "sigma_W = " + ValueText.plain(s)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" and "));
  }

  private void warn(FlowSolution solution) {
    solution
        .blowUp()
        .ifPresent(
            k ->
                System.err.println(
                    "wickstream: the flow blows up at k = %s, before k = %s"
                        .formatted(ValueText.number(k), scales.last())));
  }

  private static int exitCode(Stream<FlowSolution> flows) {
    return flows.anyMatch(flow -> flow.blowUp().isPresent()) ? ExitCode.NOT_CONVERGED : ExitCode.OK;
  }

  /** A flow, or what is wrong with where it starts. */
  private static <T> T allowed(Supplier<T> flow) {
    try {
      return flow.get();
    } catch (IllegalArgumentException e) {
      throw new BadInput("--" + e.getMessage());
    }
  }

  private static <T> T solved(Supplier<T> solution) {
    try {
      return solution.get();
    } catch (ArithmeticException e) {
      throw new BadInput(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BadInput("a start within its errors cannot be followed: " + e.getMessage());
    }
  }

  private static final class Starts extends Choices {
    @Override
    List<String> all() {
      return Stream.of(StartingCouplings.values()).map(StartingCouplings::label).toList();
    }
  }
}
