package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tarball with a runtime of its own works at any place of a machine without Java. */
@Tag("full")
final class ImageIT {
  /** What the launcher may use of a system without Java. */
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "cksum",
          "cut",
          "dirname",
          "find",
          "grep",
          "head",
          "ln",
          "locale",
          "mkdir",
          "mv",
          "nice",
          "readlink",
          "rm",
          "sed",
          "sh",
          "stty",
          "tr");

  @TempDir private static Path directory;
  private static Path home;
  private static Path tools;

  @BeforeAll
  static void unpack() throws IOException {
    home = Distribution.unpack(Distribution.image(), Files.createDirectory(directory.resolve("u")));
    tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : TOOLS) {
      Path script = tools.resolve(tool);
      Files.writeString(script, "#!/bin/sh\nexec /usr/bin/%s \"$@\"\n".formatted(tool));
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
  }

  private static Program program() {
    return Program.in(directory)
        .startedBy(home.resolve("bin/wickstream").toString())
        .without("JAVA_HOME")
        .with("PATH", tools.toString());
  }

  private static Outcome succeeds(Program program, String... words) {
    Outcome outcome = program.run(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  static Stream<Path> tarballs() {
    return Stream.of(Distribution.tarball(), Distribution.image());
  }

  @ParameterizedTest
  @MethodSource("tarballs")
  void hasAChecksum(Path tarball) throws IOException {
    String sum = tarball.getFileName() + ".sha256";
    assertThat(Files.readString(tarball.resolveSibling(sum)))
        .matches("[0-9a-f]{64}  %s\n".formatted(tarball.getFileName()));
    String check = "cd \"$0\" && sha256sum --check \"$1\"";
    Commands.run(List.of("sh", "-c", check, tarball.getParent().toString(), sum));
  }

  @Test
  void takesItsOwnRuntimeWhateverElseThereIs() {
    assertThat(succeeds(program().startedBy("sh", "-c", "command -v java || echo none")).out())
        .isEqualTo("none\n");
    assertThat(succeeds(program().with("JAVA_HOME", "/nowhere"), "--version").out())
        .startsWith("wickstream ");
  }

  @Test
  void givesTheSameBits() {
    Path conf = home.resolve("conf/quickstart.conf");
    String quickstart = conf.toString();
    succeeds(program(), "run", quickstart, "--quiet", "--out=own");
    succeeds(Program.in(directory), "run", quickstart, "--quiet", "--out=normal");
    assertThat(Shards.of(directory.resolve("own")))
        .isEqualTo(Shards.of(directory.resolve("normal")));
  }

  /** Java knows jars again that were moved together with their archive since version 19. */
  @Test
  void startsFromItsArchiveIfJavaCan() {
    boolean isUsed =
        program()
            .with("WICKSTREAM_JAVA_OPTS", "-Xlog:class+load")
            .run("--version")
            .out()
            .contains("wickstream.cli.Main source: shared objects file");
    assertThat(isUsed).isEqualTo(Files.exists(home.resolve("runtime/lib/wickstream.jsa")));
  }

  /** What is found by its name at run time only: vectors, drivers, fonts, writers of pictures. */
  @Test
  void nothingIsMissing() throws IOException {
    Campaigns.tinyIn(directory);
    succeeds(program(), "run", "tiny.conf", "--quiet", "--out=some");
    for (String format : List.of("svg", "png", "pdf")) {
      succeeds(program(), "report", "some", "--format", format);
    }
    succeeds(program(), "export", "some", "--to", "hdf5");
    succeeds(program(), "exact", "tiny.conf");
    try (RunningDaemon daemon = RunningDaemon.of(program(), directory)) {
      assertThat(daemon.json("/api/v1").path("kernel").asText()).startsWith("vector");
      assertThat(Files.readString(home.resolve("runtime/release")))
          .contains("JAVA_VERSION=\"%s\"".formatted(daemon.json("/api/v1").path("java").asText()));
      daemon.submit("a", "campaign { widths = [5], sigma-w = [1.0], stop.relative-error = 0.1 }");
      daemon.await("a", "finished");
      assertThat(daemon.get("/metrics").body())
          .contains("jvm_gc_pause_seconds", "process_cpu_usage");
      assertThat(succeeds(program(), "status", "--url", daemon.uri("/").toString()).out())
          .contains("finished");
    }
  }
}
