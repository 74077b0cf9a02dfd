package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The long campaign, which tests disturb, and which has to end as if they had not.
 *
 * @param program as it is started
 * @param out the directory of the results
 * @param options what it is always told
 */
record LongRun(Program program, Path out, List<String> options) {
  /** Seen on standard error when the first networks are about to be drawn. */
  static final Pattern BEGUN = Pattern.compile("long: \\d+ shards on");

  /** Seen on standard error when a checkpoint could not be saved. */
  static final Pattern NOT_SAVED = Pattern.compile("the campaign's state cannot be saved: ");

  private static Optional<Undisturbed> undisturbed = Optional.empty();

  LongRun {
    options = List.copyOf(options);
  }

  /** Kept in a directory that need not exist yet; started in the one that holds it. */
  static LongRun in(Path out) {
    Path directory = out.toAbsolutePath().getParent();
    Campaigns.longIn(directory);
    // Short runs are not worth compiling well; a shell in the background would have its children
    // ignore interrupts.
    Program program =
        Program.in(directory)
            .startedBy(
                "env", "--default-signal=INT", Program.home().resolve("bin/wickstream").toString())
            .with("WICKSTREAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    return new LongRun(program, out, List.of());
  }

  /** The same with its checkpoints in PostgreSQL. */
  LongRun keptAt(String url) {
    return new LongRun(PostgresServer.known(program), out, options)
        .with("--set=store.url=\"%s\"".formatted(url));
  }

  /** The same with more options. */
  LongRun with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new LongRun(program, out, all);
  }

  /** The same in another environment. */
  LongRun as(Program other) {
    return new LongRun(other, out, options);
  }

  RunningProgram start(String... more) {
    List<String> words = new ArrayList<>(List.of("run", "long.conf", "--out=" + out));
    words.addAll(options);
    words.addAll(List.of(more));
    return program.start(words.toArray(String[]::new));
  }

  /** Runs it to its end. */
  Outcome run(String... more) {
    try (RunningProgram running = start(more)) {
      return running.await();
    }
  }

  /** Interrupts it as soon as something of it is saved. */
  void interruptOnceSaved(Tables tables, String... more) {
    interruptOnce(tables, saved -> saved.allNetworks() > 0, more);
  }

  /** Interrupts it as soon as its database looks as wanted. */
  void interruptOnce(Tables tables, Predicate<Tables> wanted, String... more) {
    try (RunningProgram running = start(more)) {
      running.awaitOnStandardError(BEGUN);
      tables.await(wanted);
      Outcome outcome = running.endedBy("INT");
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
    }
  }

  /** Goes on, to the end. */
  Outcome resumed(String... more) {
    return converged(with("--resume").run(more));
  }

  /** An outcome that has to be a good one. */
  static Outcome converged(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("\tat ");
    return outcome;
  }

  /** Has to be refused in one line, which names these, before anything is written. */
  void refused(List<String> named, String... more) {
    Outcome outcome = run(more);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints()).hasSize(1);
    assertThat(outcome.complaints().get(0))
        .startsWith("wickstream: ")
        .contains(named)
        .doesNotContain("\tat ", "Exception");
  }

  /** What results.json says. */
  JsonNode results() {
    return results(out);
  }

  private static JsonNode results(Path directory) {
    try {
      return new ObjectMapper().readTree(Files.readString(directory.resolve("results.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The results have to be, bit for bit, those of a run that nobody disturbed. */
  void expectUndisturbed() {
    assertThat(Shards.of(out)).isEqualTo(undisturbed().shards());
  }

  /** The undisturbed run, made when first asked for. */
  static synchronized Undisturbed undisturbed() {
    if (undisturbed.isEmpty()) {
      undisturbed = Optional.of(runUndisturbed());
    }
    return undisturbed.get();
  }

  private static Undisturbed runUndisturbed() {
    try {
      Path directory = Files.createTempDirectory("undisturbed");
      LongRun run = in(directory.resolve("out"));
      converged(run.run("--quiet"));
      JsonNode facts = run.results().path("run");
      assertThat(facts.path("kernel").asText()).as("kernel without C2").startsWith("scalar");
      Undisturbed result =
          new Undisturbed(
              Shards.of(run.out),
              facts.path("networks").asLong(),
              facts.path("seconds").asDouble());
      Commands.run(List.of("rm", "-rf", directory.toString()));
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the campaign gives.
   *
   * @param shards the text of the results
   * @param networks how many networks it takes
   * @param seconds how long it took
   */
  record Undisturbed(String shards, long networks, double seconds) {}
}
