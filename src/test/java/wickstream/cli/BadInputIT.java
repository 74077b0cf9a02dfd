package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of a user costs one line, exit code 2, and nothing written. */
final class BadInputIT {
  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void prepare() throws IOException {
    Campaigns.tinyIn(directory);
    Campaigns.write(directory.resolve("include.conf"), "include \"tiny.conf\"\n");
    Campaigns.write(directory.resolve("broken.conf"), "campaign {\n  widths = [5\n}\n");
    Campaigns.write(directory.resolve("environment.conf"), "campaign.name = ${HOME}\n");
    Files.createDirectory(directory.resolve("folder"));
    Campaigns.write(directory.resolve("file"), "");
    Files.createDirectory(directory.resolve("old"));
    Campaigns.write(directory.resolve("old/results.json"), "precious");
    // A user's mistake is found before anything is worth compiling well.
    program = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments("bag-sise=3", List.of("campaign.bag-sise", "bag-size")),
        arguments("widths=5", List.of("campaign.widths", "list", "5")),
        arguments("widths=[0]", List.of("campaign.widths[0]", "at least 1", "0")),
        arguments("widths=[5, 5]", List.of("campaign.widths[1]", "5")),
        arguments("sigma-w=[1, 0]", List.of("campaign.sigma-w[1]", "above 0", "0")),
        arguments("sigma-w=[1e999]", List.of("campaign.sigma-w[0]", "finite", "1e999")),
        arguments("points=[0.1, 0.1]", List.of("campaign.points[1]", "0.1")),
        arguments("seed=lucky", List.of("campaign.seed", "whole number", "lucky")),
        arguments("ensemble.activation=sine", List.of("ensemble.activation", "cos", "sine")),
        arguments("ensemble.sigma-b=100", List.of("ensemble.sigma-b", "100", "overflow")),
        arguments("bag-size=2000000000", List.of("campaign.bag-size", "2000000000")),
        arguments("widths=[1000000000]", List.of("tiny.conf:6", "bag-size", "200", "at most 100")),
        arguments("stop.max-networks=10", List.of("stop.max-networks", "4000", "10")),
        arguments("stop.observable=u6", List.of("campaign.orders", "6", "u6")),
        arguments("no-value", List.of("no-value", "key=value")));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void inASetting(String setting, List<String> named) {
    refused(
        named,
        () -> Invocation.in(directory, "run", "tiny.conf", "--out", "new", "--set", setting));
  }

  static Stream<Arguments> invocations() {
    return Stream.of(
        arguments("run missing.conf", List.of("missing.conf", "no such file")),
        arguments("run folder", List.of("folder", "not a file")),
        arguments("run include.conf", List.of("include.conf:1", "include")),
        arguments("run environment.conf", List.of("environment.conf", "HOME")),
        arguments("run broken.conf", List.of("broken.conf")),
        arguments("run", List.of("FILE.conf")),
        arguments("run tiny.conf --bogus", List.of("--bogus")),
        arguments("run tiny.conf other.conf", List.of("other.conf")),
        arguments("run tiny.conf --threads 0", List.of("--threads", "0")),
        arguments("run tiny.conf --out file/new", List.of("--out", "file/new")),
        arguments("run tiny.conf --out=", List.of("--out", "''")),
        arguments("run tiny.conf --out file", List.of("--out", "file")),
        arguments("run tiny.conf --out old", List.of("old", "--force")),
        arguments("exact tiny.conf --out file/new", List.of("--out", "file/new")),
        arguments(
            "exact tiny.conf --set points.grid={from=1e-100000000,to=1,count=3}",
            List.of("campaign.points.grid.from", "1e-100000000")),
        arguments("serve --data file", List.of("--data file must be a directory", "is a file")),
        arguments("serve --data file/new", List.of("--data file/new must be a directory")),
        arguments("serve --cluster", List.of("PostgreSQL", "--store")),
        arguments("serve --store jdbc:postgresql://h/d", List.of("--store", "--cluster")),
        arguments("serve --cluster --store jdbc:mysql://h/d", List.of("store.url", "postgresql")),
        arguments("serve --cluster missing.conf", List.of("missing.conf", "no such file")),
        arguments("serve --cluster tiny.conf", List.of("tiny.conf:1", "campaign", "cluster")),
        arguments("serve --cluster --set port=70000", List.of("cluster.port", "65535", "70000")),
        arguments(
            "serve --cluster --set host=10.1.2.3 --store jdbc:postgresql://h/d",
            List.of("--host", "10.1.2.3", "token")),
        arguments("worker", List.of("--join")),
        arguments("worker --join nowhere", List.of("host:port", "nowhere")),
        arguments("worker --join 127.0.0.1:1 --threads 0", List.of("--threads", "0")),
        arguments("worker --join 127.0.0.1:1 --cluster-port 70000", List.of("--cluster-port")),
        arguments("wander", List.of("wander")));
  }

  @ParameterizedTest
  @MethodSource("invocations")
  void inAnInvocation(String words, List<String> named) {
    refused(program, named, words.split(" "));
  }

  @Test
  void inTheChoiceOfAKernel() {
    refused(
        program.with("WICKSTREAM_KERNEL", "bogus"),
        List.of("WICKSTREAM_KERNEL", "bogus", "scalar", "vector", "auto"),
        "run",
        "tiny.conf");
  }

  private void refused(Program as, List<String> named, String... arguments) {
    refused(named, () -> as.run(arguments));
  }

  private void refused(List<String> named, Supplier<Outcome> run) {
    TreeMap<Path, String> before = contents();
    Outcome outcome = run.get();
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints()).hasSize(1);
    assertThat(outcome.complaints().get(0))
        .startsWith("wickstream: ")
        .contains(named)
        .doesNotContain("\tat ", "Exception");
    assertThat(contents()).isEqualTo(before);
  }

  /** Everything below the working directory. */
  private TreeMap<Path, String> contents() {
    TreeMap<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        contents.put(file, Files.isDirectory(file) ? "" : Files.readString(file));
      }
      return contents;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
