package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.campaign.OutputDirectory;
import wickstream.cli.bench.CampaignSpeed;
import wickstream.cli.bench.HiddenUnitBench;
import wickstream.cli.bench.HiddenUnitCost;
import wickstream.cli.bench.Machine;
import wickstream.cli.bench.NumpyWorker;
import wickstream.cli.bench.ThreadGain;
import wickstream.cli.bench.Unavailable;
import wickstream.cli.bench.Yardstick;
import wickstream.config.BadInput;
import wickstream.config.ProgramInfo;
import wickstream.physics.Activation;
import wickstream.physics.Estimator;
import wickstream.results.export.JsonFile;
import wickstream.sampling.ComputeBackend;

/** {@code wickstream bench}: how fast this machine samples, beside NumPy and on many threads. */
@Command(
    name = "bench",
    description = {
      "Measures what a hidden unit of one network costs, in nanoseconds of CPU time on one thread: the hidden-unit loop alone (drawing"
          + " networks and summing their hidden layers), and the whole measurement (all 126 fourth-order products with their means,"
          + " second moments and series). The networks are gauss with sigma_b = sigma_W = 1, at six equally spaced points. Then the"
          + " hidden-unit loop of three layers of relu at three points.",
      "",
      "Each repetition is set beside one of the same work in NumPy, made right after it on one core: the hidden-unit loop beside the"
          + " best an expert would write (tuned), the whole measurement beside what one would write anyway (natural)."
          + " A ratio is the median over these pairs. Where there is a compiler of C, the same hidden-unit loop in C is measured as well"
          + " (plain and conditional).",
      "",
      "Then whole campaigns are run on one thread and on many in turn, and timed from their first bag to their results: with actors,"
          + " streams and judgements. It is said what share of the CPU time was not spent in sampling.",
      "",
      "Takes about five minutes. For steadier numbers keep the machine quiet, and pin what runs on one thread to one core, which leaves"
          + " out the comparison of threads:",
      "  taskset -c 0 wickstream bench",
      ""
    },
    footer = {
      "",
      "Without Python or NumPy the comparison with NumPy is left out, and a line says so; likewise without a compiler of C.",
      "To run the NumPy side alone: python3 lib/bench/numpy_comparison.py [N ...]",
      "Exit codes: 0 measured, 2 bad input, 130 interrupted."
    })
final class BenchCommand extends BaseCommand {
  private static final List<Estimator> MEASURED =
      List.of(Estimator.PLAIN, Estimator.CONDITIONAL, Estimator.TILTED);
  private static final Duration REPETITION = Duration.ofMillis(200);
  private static final int LARGEST_WIDTH = 100_000;
  private static final int MAX_REPETITIONS = 1000;
  private static final int MAX_LAUNCHES = 100;
  private static final String SCRIPT = "lib/bench/numpy_comparison.py";
  private static final String SOURCE = "lib/bench/c/yardstick.c";

  @Option(
      names = "--widths",
      paramLabel = "N",
      split = ",",
      description = "hidden units a network, such as 10,100; 2,10,100,1000 by default")
  private List<Integer> widths = List.of(2, 10, 100, 1000);

  @Option(
      names = "--estimators",
      paramLabel = "NAME",
      completionCandidates = Estimators.class,
      split = ",",
      description = "some of plain, conditional, tilted; all by default")
  private List<String> estimators = MEASURED.stream().map(Estimator::label).toList();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description =
          "how often each is measured in each launch, after a warm-up; ${DEFAULT-VALUE} by default")
  private int repetitions = 3;

  @Option(
      names = "--launches",
      paramLabel = "N",
      description =
          "how many virtual machines measure a hidden unit, one after the other, as each compiles the loops a little differently; ${DEFAULT-VALUE} by default")
  private int launches = 5;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "compare so many threads with one; all cores by default, 1 leaves it out")
  private int threads = Machine.cores();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write everything there too, each single repetition included")
  private Path json;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "the Python that has NumPy; ${DEFAULT-VALUE} by default")
  private String python = "python3";

  @Option(names = "--no-numpy", description = "leave out the comparison with NumPy")
  private boolean withoutNumpy;

  @Option(
      names = "--cc",
      paramLabel = "PATH",
      description = "the compiler of C, GCC or Clang; ${DEFAULT-VALUE} by default")
  private String compiler = "cc";

  @Option(names = "--no-c", description = "leave out the comparison with C")
  private boolean withoutC;

  @Override
  public Integer call() throws InterruptedException {
    List<Estimator> chosen = estimators.stream().map(BenchCommand::estimator).distinct().toList();
    requireAllowed();
    ComputeBackend computeBackend = CampaignOptions.computeBackend();
    Optional<NumpyWorker> numpy = numpy();
    Optional<Yardstick> yardstick = yardstick();
    BenchReport report;
    try {
      HiddenUnitBench bench =
          new HiddenUnitBench(launches, repetitions, REPETITION, numpy, yardstick);
      List<HiddenUnitCost> costs =
          bench.costs(chosen, widths.stream().distinct().toList(), BenchCommand::show);
      report =
          new BenchReport(
              facts(computeBackend, numpy, yardstick), costs, gains(computeBackend, chosen));
    } finally {
      numpy.ifPresent(NumpyWorker::close);
      yardstick.ifPresent(Yardstick::close);
    }
    report.lines().forEach(System.out::println);
    write(report);
    return ExitCode.OK;
  }

  private static Estimator estimator(String name) {
    return MEASURED.stream()
        .filter(estimator -> estimator.label().equals(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--estimators must be some of %s, was %s"
                        .formatted(
                            MEASURED.stream()
                                .map(Estimator::label)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  private void requireAllowed() {
    widths.forEach(width -> OptionValues.requireBetween("--widths", 1, LARGEST_WIDTH, width));
    OptionValues.requireBetween("--repetitions", 1, MAX_REPETITIONS, repetitions);
    OptionValues.requireBetween("--launches", 1, MAX_LAUNCHES, launches);
    OptionValues.requireThreads(1, threads);
    if (json != null) {
      OutputDirectory.requireWritableFile("--json", json);
    }
  }

  private Optional<NumpyWorker> numpy() {
    if (withoutNumpy) {
      return Optional.empty();
    }
    try {
      return Optional.of(NumpyWorker.start(python, home().resolve(SCRIPT)));
    } catch (Unavailable e) {
      System.err.println("wickstream: no comparison with NumPy: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Yardstick> yardstick() {
    if (withoutC) {
      return Optional.empty();
    }
    try {
      return Optional.of(Yardstick.start(compiler, home().resolve(SOURCE)));
    } catch (Unavailable e) {
      System.err.println("wickstream: no comparison with C: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("wickstream.home", "."));
  }

  private static void show(String what) {
    System.err.println("measuring " + what);
  }

  /** What a campaign would choose of the estimators asked for: the last of them. */
  private List<ThreadGain> gains(ComputeBackend computeBackend, List<Estimator> chosen)
      throws InterruptedException {
    List<ThreadGain> gains = new ArrayList<>();
    if (threads == 1) {
      System.err.println("one thread only: no campaigns to compare");
      return gains;
    }
    Estimator automatic = Estimator.automatic(Activation.GAUSS, 1);
    Estimator estimator = chosen.contains(automatic) ? automatic : chosen.get(0);
    for (int width : widths.stream().distinct().toList()) {
      show("campaigns on 1 and %d threads, N = %d".formatted(threads, width));
      gains.add(new CampaignSpeed(computeBackend, estimator, width).compare(threads, repetitions));
    }
    return gains;
  }

  private Map<String, Object> facts(
      ComputeBackend computeBackend, Optional<NumpyWorker> numpy, Optional<Yardstick> yardstick) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("wickstream", ProgramInfo.version());
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("system", Machine.system());
    facts.put("processor", Machine.processor());
    facts.put("cores", Machine.cores());
    facts.put("java", Machine.java());
    facts.put("kernel", computeBackend.describe());
    facts.put("numpy", numpy.map(NumpyWorker::versions).orElse("-"));
    facts.put("c", yardstick.map(Yardstick::version).orElse("-"));
    facts.put("launches", launches);
    facts.put("repetitions", repetitions);
    return facts;
  }

  private void write(BenchReport report) {
    if (json == null) {
      return;
    }
    try {
      JsonFile.write(json, report.toMap());
      System.out.println();
      System.out.println("Everything is in " + json);
    } catch (IOException e) {
      throw new BadInput("--json %s: %s".formatted(json, OutputDirectory.reason(e)));
    }
  }

  private static final class Estimators extends Choices {
    @Override
    List<String> all() {
      return MEASURED.stream().map(Estimator::label).toList();
    }
  }
}
