package wickstream.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import wickstream.campaign.Causes;
import wickstream.client.DaemonFailure;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;

/** The program {@code wickstream}. */
@Command(
    name = "wickstream",
    synopsisSubcommandLabel = "COMMAND",
    header =
        "Measures the quantum field theory of random neural networks, each number with its error bar.",
    description = {
      "",
      "A campaign file says which ensemble of networks of one or more hidden layers, over which grid of widths N and weight scales sigma_W, and how"
          + " precisely the quartic coupling u4 (or u6, m4, m6) is wanted. Each point of the grid is sampled until it is that precise, or"
          + " until its budget is spent; it then says so, and how many networks it would take.",
      ""
    },
    footer = {
      "",
      "Start with:",
      "  wickstream run conf/quickstart.conf",
      "  wickstream explain tutorial",
      "",
      "Exit codes:",
      "  0    every shard converged",
      "  1    a defect of this program",
      "  2    bad input; one line says what, where and what is allowed",
      "  3    finished, but some shard did not converge",
      "  130  interrupted; what was measured by then is written, and run --resume goes on from there",
      "",
      "Environment:",
      "  WICKSTREAM_KERNEL     scalar, vector or auto: which inner loop computes (same bits)",
      "  WICKSTREAM_JAVA_OPTS  options for the Java virtual machine, such as -Xmx8g",
      "  WICKSTREAM_ARCHIVE    off: start without an archive of classes, and make none",
      "  WICKSTREAM_URL        where the daemon is that submit, status, watch and so on talk to",
      "  WICKSTREAM_TOKEN      the daemon's token, for it and for those that talk to it",
      "  WICKSTREAM_STORE_USER, WICKSTREAM_STORE_PASSWORD",
      "                        for a PostgreSQL database named by store.url or --store",
      "  WICKSTREAM_CLUSTER_PASSWORD",
      "                        for the key store and trust store of a cluster with TLS",
      "  JAVA_HOME             which JDK to use, 17 or later",
      "  TMPDIR                where temporary files go and may be executed; /tmp by default"
    })
public final class Main extends BaseCommand {
  /**
   * The commands by name, in the order of the help. Their options are read only when they are
   * called: to read those of all takes longer than most of them.
   */
  static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand.class);
    COMMANDS.put("serve", ServeCommand.class);
    COMMANDS.put("worker", WorkerCommand.class);
    COMMANDS.put("submit", SubmitCommand.class);
    COMMANDS.put("status", StatusCommand.class);
    COMMANDS.put("watch", WatchCommand.class);
    COMMANDS.put("pause", ControlCommand.Pause.class);
    COMMANDS.put("resume", ControlCommand.Resume.class);
    COMMANDS.put("cancel", ControlCommand.Cancel.class);
    COMMANDS.put("extend", ExtendCommand.class);
    COMMANDS.put("priority", ControlCommand.Priority.class);
    COMMANDS.put("results", ResultsCommand.class);
    COMMANDS.put("delete", DeleteCommand.class);
    COMMANDS.put("exact", ExactCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("flow", FlowCommand.class);
    COMMANDS.put("vertex", VertexCommand.class);
    COMMANDS.put("merge", MergeCommand.class);
    COMMANDS.put("report", ReportCommand.class);
    COMMANDS.put("explain", ExplainCommand.class);
    COMMANDS.put("doctor", DoctorCommand.class);
    COMMANDS.put("bench", BenchCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
  }

  private static final Set<String> VERSION = Set.of("-V", "--version");

  @CommandLine.Spec private CommandSpec spec;

  private Main() {}

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description =
          "colours: auto (on a terminal, unless NO_COLOR is set), always or never; auto by default")
  private void color(Paint.When when) {
    Paint.use(when);
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers with points, wherever it runs
    System.setOut(inUnicode(System.out));
    System.setErr(new ErrorStream(System.err));
    CompletableFuture<?> library = databaseLibrary(arguments);
    int exitCode = commandLine(arguments).execute(arguments);
    library.join(); // or it would leave files behind
    System.exit(exitCode);
  }

  /**
   * Begins to load what a run needs later, which takes as long as to read the command line and the
   * campaign file, even for the few runs that turn out not to need it. Failures are told by whoever
   * uses it.
   */
  private static CompletableFuture<?> databaseLibrary(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("run")) {
      return CompletableFuture.completedFuture("");
    }
    LoggerFactory.getILoggerFactory(); // set up by one thread before many ask for it
    return CompletableFuture.supplyAsync(Database::embedded).exceptionally(failure -> "");
  }

  /** Errors and formulas have signs that a locale such as C has not, but terminals do. */
  private static PrintStream inUnicode(PrintStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** The whole command line. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS.keySet());
  }

  /** What is needed of the command line to execute these arguments. */
  static CommandLine commandLine(String[] arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (COMMANDS.containsKey(first)) {
      return commandLine(Set.of(first));
    }
    return VERSION.contains(first) ? commandLine(Set.of()) : commandLine();
  }

  private static CommandLine commandLine(Set<String> commands) {
    CommandLine main = new CommandLine(new Main());
    commands.forEach(name -> main.addSubcommand(name, COMMANDS.get(name)));
    main.registerConverter(Double.class, new Decimal())
        .registerConverter(double.class, new Decimal())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, Main::path);
    HelpLayout.use(main, TerminalWidth.ofLauncher());
    return main;
  }

  /** Letters that the locale does not know arrive here as question marks or not at all. */
  private static Path path(String given) {
    if (given.isEmpty()) {
      throw new TypeConversionException("'' cannot be the name of a file or directory");
    }
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' cannot be the name of a file in this locale, whose letters are those of %s; set LC_ALL to one of UTF-8, such as C.UTF-8"
              .formatted(given, System.getProperty("sun.jnu.encoding")));
    }
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "a command is needed: " + String.join(", ", COMMANDS.keySet()));
  }

  private static int misused(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    complain(command.getErr(), complaint(mistake, command));
    return ExitCode.BAD_INPUT;
  }

  private static String complaint(ParameterException mistake, CommandLine command) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      CommandSpec spec = command.getCommandSpec();
      if (word.startsWith("-") && unmatched.isUnknownOption()) {
        return "unknown option %s%s (see %s --help)"
            .formatted(
                word, Suggestion.after(word, spec.optionsMap().keySet()), spec.qualifiedName());
      }
      if (!spec.subcommands().isEmpty()) {
        return unknownCommand(word, spec);
      }
    }
    return "%s (see %s --help)"
        .formatted(
            mistake.getMessage().replaceAll("\\s+", " ").strip(),
            command.getCommandSpec().qualifiedName());
  }

  private static String unknownCommand(String word, CommandSpec spec) {
    String suggestion = Suggestion.after(word, spec.subcommands().keySet());
    return "unknown command \"%s\"%s"
        .formatted(
            word,
            suggestion.isEmpty()
                ? "; there are " + String.join(", ", spec.subcommands().keySet())
                : suggestion);
  }

  private static void complain(PrintWriter err, String message) {
    err.println(Paint.ERR.bad(ErrorStream.NAME) + " " + message);
  }

  private static int failed(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (failure instanceof DatabaseFailure) {
      complain(err, "the results database cannot be used: " + failure.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (Causes.isMistake(failure) || failure instanceof DaemonFailure) {
      complain(err, failure.getMessage());
      return ExitCode.BAD_INPUT;
    }
    complain(err, "this is a defect of the program; please report it with what follows");
    failure.printStackTrace(err);
    return ExitCode.DEFECT;
  }
}
