package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run directory that somebody else has made, with whatever in it, is data and no orders. */
final class StrangersDirectoryIT {
  private static final String SECRET = "tell-nobody";
  private static final List<String> READERS =
      List.of(
          "export strange --to=csv",
          "export strange --to=csv --out=tables",
          "report strange",
          "flow active strange",
          "flow passive strange",
          "flow wetterich strange",
          "merge strange own --out=merged");

  @TempDir private Path directory;
  private Path strange;
  private Program program;
  private ServerSocket listening;

  @BeforeEach
  void prepare() throws IOException {
    strange = Files.createDirectory(directory.resolve("strange"));
    Files.createDirectory(directory.resolve("own"));
    listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    listening.setSoTimeout(1);
    program =
        Program.in(directory)
            .with("WICKSTREAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
            .with("CLOUD_SECRET", SECRET)
            .with("WICKSTREAM_STORE_PASSWORD", SECRET);
  }

  @AfterEach
  void nobodyHasConnected() throws IOException {
    try (ServerSocket socket = listening) {
      assertThatThrownBy(socket::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private void refer(String url) throws IOException {
    Files.writeString(
        strange.resolve("store.json"),
        """
        {"url": "%s", "user-variable": "CLOUD_SECRET", "password-variable": "CLOUD_SECRET", "campaign": "tiny"}
        """
            .formatted(url));
  }

  private String elsewhere() {
    return "jdbc:postgresql://127.0.0.1:%d/x".formatted(listening.getLocalPort());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private void refuse(String words, String why) throws IOException {
    List<String> before = files();
    Outcome outcome = program.run(words.split(" "));
    assertThat(outcome.exitCode()).as(words + ": " + outcome.err()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints()).singleElement().asString().contains(why);
    assertThat(outcome.err()).doesNotContain(SECRET, "\tat ", "\u001b");
    assertThat(files()).as(words).isEqualTo(before);
  }

  @Test
  void isNotFollowedToADatabaseElsewhere() throws IOException {
    refer(elsewhere());
    for (String reader : READERS) {
      refuse(reader, "strange says that its campaign is kept in " + elsewhere());
    }
  }

  @Test
  void makesNoDatabaseAnywhere() throws IOException {
    for (String url : List.of("jdbc:sqlite:made.db", "jdbc:sqlite:" + strange + "/made.db", "")) {
      refer(url);
      refuse("export strange --to=csv", "add --store URL");
    }
  }

  @Test
  void cannotDriveTheTerminal() throws IOException {
    refer("jdbc:\\u001b[2J\\nwickstream: all is well");
    refuse("report strange", "is kept in jdbc:?[2J?wickstream: all is well, to which nothing");
  }

  @Test
  void withNothingInItIsLeftSo() throws IOException {
    for (String reader : READERS) {
      refuse(reader, "strange must be the directory of a run, holds no results database");
    }
    Files.createFile(strange.resolve("wickstream.db"));
    for (String reader : READERS) {
      refuse(reader, "holds no campaign");
      assertThat(strange.resolve("wickstream.db")).isEmptyFile();
    }
  }

  @Test
  void isReadFromTheDatabaseThatIsInIt() throws IOException {
    Campaigns.tinyIn(directory);
    Outcome run = program.run("run", "tiny.conf", "--out=strange", "--quiet");
    assertThat(run.exitCode()).as(run.err()).isZero();
    refer(elsewhere());
    Outcome export = program.run("export", "strange", "--to=csv", "--out=tables");
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(directory.resolve("tables/results.csv"))
        .hasSameBinaryContentAs(strange.resolve("results.csv"));
    refuse("run tiny.conf --out=strange", "already holds results");
  }

  /** Such as another run, or whatever a file of its own would be written to. */
  @ParameterizedTest
  @CsvSource({
    "wickstream.db, 2, is a symbolic link",
    "wickstream.db-wal, 2, is a symbolic link",
    ".wickstream.lock, 2, cannot be reserved",
    "latency.hlog, 0, ''"
  })
  void doesNotHaveARunWriteElsewhere(String file, int exitCode, String why) throws IOException {
    Campaigns.tinyIn(directory);
    Path precious = Files.writeString(directory.resolve("precious"), "precious");
    for (Path target : List.of(precious, directory.resolve("absent"))) {
      Path link = Files.createSymbolicLink(strange.resolve(file), target);
      Outcome run = program.run("run", "tiny.conf", "--out=strange", "--resume", "--quiet");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
      assertThat(run.err()).contains(why).doesNotContain("\tat ");
      assertThat(precious).hasContent("precious");
      assertThat(directory.resolve("absent")).doesNotExist();
      Files.delete(link);
    }
  }

  /** As a daemon that finds it among its own does. */
  @Test
  void isKeptByADaemonWhereItLies() throws IOException {
    Path campaign = Files.createDirectories(directory.resolve("runs/tiny"));
    Campaigns.tinyIn(directory);
    try (RunningDaemon daemon = RunningDaemon.of(program, directory)) {
      Outcome submitted =
          program.run(
              "submit",
              "tiny.conf",
              "--url=" + daemon.uri("/"),
              "--set=name=other",
              "--set=stop.relative-error=1e-6",
              "--set=stop.max-networks=1e15");
      assertThat(submitted.exitCode()).as(submitted.err()).isZero();
      daemon.await("other", "running");
      daemon.program().endedBy("TERM");
    }
    Path queuedCampaign = directory.resolve("runs/other/campaign.json");
    String text = Files.readString(queuedCampaign);
    assertThat(text).contains("\"url\"");
    Files.writeString(
        campaign.resolve("campaign.json"),
        text.replace("other", "tiny")
            .replaceAll("\"url\" ?: ?null", "\"url\": \"" + elsewhere() + "\"")
            .replace("WICKSTREAM_STORE_PASSWORD", "CLOUD_SECRET"));
    try (RunningDaemon daemon = RunningDaemon.of(program, directory)) {
      daemon.await("tiny", tiny -> tiny.path("networks").asLong() > 0);
      Outcome outcome = daemon.program().endedBy("TERM");
      assertThat(outcome.err()).doesNotContain(SECRET);
    }
  }
}
