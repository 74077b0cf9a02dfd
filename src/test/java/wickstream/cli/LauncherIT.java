package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher finds itself and a Java from anywhere, and starts it with what it understands. */
final class LauncherIT {
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";
  private static final Path LAUNCHER = Program.home().resolve("bin/wickstream");

  @TempDir private Path directory;

  @Test
  void worksThroughSymbolicLinks() throws IOException {
    Path links = Files.createDirectories(directory.resolve("some links"));
    Files.createSymbolicLink(links.resolve("absolute"), LAUNCHER);
    Files.createSymbolicLink(links.resolve("relative"), links.toRealPath().relativize(LAUNCHER));
    Files.createSymbolicLink(links.resolve("chain"), Path.of("relative"));
    for (String link : List.of("absolute", "relative", "chain")) {
      startsWell(Program.in(directory).startedBy("some links/" + link));
      startsWell(Program.in(links).startedBy("./" + link));
    }
    startsWell(
        Program.in(links)
            .with("PATH", links + ":" + System.getenv("PATH"))
            .startedBy("sh", "-c", "chain --version", "sh"));
  }

  @Test
  void worksInADirectoryWithSpaces() throws IOException {
    Path home = directory.resolve("my own $programs/wickstream 1");
    Distribution.copy(Program.home(), home);
    startsWell(Program.in(directory).startedBy(home.resolve("bin/wickstream").toString()));
  }

  /** Where a colon ends an entry of the class path, the jars need another name. */
  @Test
  void worksInADirectoryWithColons() throws IOException {
    Path home = directory.resolve("a:b/wickstream 1:2");
    Distribution.copy(Program.home(), home);
    Program program = Program.in(directory).startedBy(home.resolve("bin/wickstream").toString());
    Path cache = directory.resolve("my cache");
    startsWell(program.with("XDG_CACHE_HOME", cache.toString()));
    startsWell(program.with("XDG_CACHE_HOME", cache.toString()));
    assertThat(cache.resolve("wickstream")).isDirectoryContaining(Files::isSymbolicLink);
    Outcome outcome =
        program.with("XDG_CACHE_HOME", directory.resolve("a:b").toString()).run("--version");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .contains("a:b/wickstream 1:2", "colon", "XDG_CACHE_HOME");
  }

  @Test
  void worksInADirectoryWithAccentsInAnyLocale() throws IOException {
    HostIT.assumeThatFilesMayHaveAccents();
    Path home = directory.resolve("réseaux/wickstream");
    Distribution.copy(Program.home(), home);
    Program program = Program.in(directory).startedBy(home.resolve("bin/wickstream").toString());
    startsWell(program.with("LC_ALL", "C"));
    startsWell(program.with("LC_ALL", "xx_XX.UTF-8"));
  }

  private static void startsWell(Program program) {
    Outcome outcome = program.run("--version");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("wickstream ");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void refusesAJavaHomeWithoutJava() {
    Outcome outcome = Program.in(directory).on(Path.of("/no such jdk")).run("--version");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .contains("JAVA_HOME", "/no such jdk", "17");
  }

  @Test
  void saysThatThereIsNoJava() throws IOException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    Path dirname =
        Stream.of("/usr/bin/dirname", "/bin/dirname")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    Files.createSymbolicLink(tools.resolve("dirname"), dirname);
    Outcome outcome =
        Program.in(directory).without("JAVA_HOME").with("PATH", tools.toString()).run("--version");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains("PATH", "JAVA_HOME");
  }

  @Test
  void refusesAnOldJava() throws IOException {
    Path jdk = pretendedJdk("JAVA_VERSION=\"11.0.2\"\nMODULES=\"java.base\"\n");
    Outcome outcome = Program.in(directory).on(jdk).run("--version");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains("11", "17 or later");
  }

  @Test
  void asksForTheVectorModuleOnlyWhereItIs() throws IOException {
    Path with = pretendedJdk("JAVA_VERSION=\"17.0.1\"\nMODULES=\"a jdk.incubator.vector b\"\n");
    assertThat(options(Program.in(directory).on(with))).contains(VECTOR);
    Path without = pretendedJdk("JAVA_VERSION=\"21\"\nMODULES=\"java.base java.desktop\"\n");
    assertThat(options(Program.in(directory).on(without)))
        .noneMatch(option -> option.startsWith("--add-modules"))
        .noneMatch(option -> option.startsWith("--sun-misc"));
  }

  /** Java warns of it, and a short command has no time for better code. */
  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "explain", "status", "submit", "watch", "results"})
  void asksForNothingThatAShortCommandDoesNotUse(String command) throws IOException {
    Path jdk = pretendedJdk("JAVA_VERSION=\"17.0.1\"\nMODULES=\"jdk.incubator.vector\"\n");
    assertThat(options(Program.in(directory).on(jdk), command))
        .doesNotContain(VECTOR)
        .contains("-XX:TieredStopAtLevel=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "serve", "worker", "bench", "doctor"})
  void asksForVectorsWhereNetworksAreSampled(String command) throws IOException {
    Path jdk = pretendedJdk("JAVA_VERSION=\"17.0.1\"\nMODULES=\"jdk.incubator.vector\"\n");
    assertThat(options(Program.in(directory).on(jdk), command))
        .contains(VECTOR)
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  /** Some distributions' Java has no file release, or none with modules; then Java is asked. */
  @ParameterizedTest
  @ValueSource(strings = {"", "JAVA_VERSION=\"25\"\n"})
  void asksJavaWhereNoFileTells(String release) throws IOException {
    Path jdk = pretendedJdk(release);
    assertThat(options(Program.in(directory).on(jdk)))
        .contains(VECTOR, "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void findsTheJavaOfThePathThroughLinks() throws IOException {
    Path jdk = pretendedJdk("JAVA_VERSION=\"25.0.1\"\nMODULES=\"java.base\"\n");
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), bin.relativize(jdk.resolve("bin/java")));
    Program program =
        Program.in(directory).without("JAVA_HOME").with("PATH", bin + ":" + System.getenv("PATH"));
    assertThat(options(program))
        .contains("--sun-misc-unsafe-memory-access=allow")
        .doesNotContain(VECTOR);
  }

  @Test
  void passesOptionsAndArgumentsOn() throws IOException {
    Path jdk = pretendedJdk("JAVA_VERSION=\"17\"\nMODULES=\"java.base\"\n");
    Program program =
        Program.in(directory).on(jdk).with("WICKSTREAM_JAVA_OPTS", "-Xmx1g  -Dsome=thing");
    List<String> words =
        program.run("run", "my file.conf", "--set=a=[1, 2]", "").out().lines().toList();
    assertThat(words)
        .contains("-Xmx1g", "-Dsome=thing", "-Dwickstream.home=" + Program.home().toRealPath())
        .endsWith("wickstream.cli.Main", "run", "my file.conf", "--set=a=[1, 2]", "");
  }

  @Test
  void leavesStandardOutputToResults() throws IOException {
    Path jdk = pretendedJdk("JAVA_VERSION=\"17\"\nMODULES=\"java.base\"\n");
    assertThat(options(Program.in(directory).on(jdk)))
        .containsSubsequence("-Xlog:disable", "-Xlog:all=warning:stderr");
  }

  @Test
  void givesTheVirtualMachineItsOptions() {
    Outcome outcome =
        Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-XX:+PrintFlagsFinal -Xmx128m").run();
    assertThat(outcome.out()).containsPattern("MaxHeapSize += 134217728 ");
  }

  /** The words that Java is started with to sample networks. */
  private static List<String> options(Program program) {
    return options(program, "run");
  }

  private static List<String> options(Program program, String command) {
    Outcome outcome = program.run(command);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  /** A JDK 25 with vectors, whatever its file release says, that prints how it is started. */
  private Path pretendedJdk(String release) throws IOException {
    Path jdk = Files.createTempDirectory(directory, "jdk");
    Files.createDirectory(jdk.resolve("bin"));
    if (!release.isEmpty()) {
      Files.writeString(jdk.resolve("release"), release);
    }
    Path java = jdk.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case $1 in
          -XshowSettings*) echo '    java.specification.version = 25' >&2 ;;
          --list-modules) printf '%s\\n' java.base@25 jdk.incubator.vector@25 jdk.jfr@25 ;;
          *) printf '%s\\n' "$@" ;;
        esac
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return jdk;
  }
}
