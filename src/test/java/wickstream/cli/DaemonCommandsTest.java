package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.client.Json;
import wickstream.client.StubDaemon;
import wickstream.config.CampaignFile;

/** What the commands ask of a daemon, and what they make of its answers. */
final class DaemonCommandsTest {
  private static final String CAMPAIGNS = "/api/v1/campaigns";
  private static final String QUEUED = Json.campaign("tiny", "queued", 0);

  @TempDir private Path directory;
  private StubDaemon daemon;
  private Path file;

  @BeforeEach
  void start() {
    daemon = StubDaemon.start();
    file = Campaigns.tinyIn(directory);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private Outcome run(String... words) {
    return Invocation.of(
        Stream.concat(Arrays.stream(words), Stream.of("--url", daemon.url()))
            .toArray(String[]::new));
  }

  private Outcome succeeds(String... words) {
    Outcome outcome = run(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    return outcome;
  }

  private static void refused(Outcome outcome, String... named) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("wickstream: ")
        .contains(named)
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void submitsTheTextOfTheFile() {
    daemon.answer("POST " + CAMPAIGNS, QUEUED);
    Outcome outcome = succeeds("submit", file.toString(), "--priority", "-3");
    assertThat(outcome.out()).isEqualTo("tiny is queued at place 2\n");
    assertThat(daemon.request().target()).isEqualTo(CAMPAIGNS + "?name=tiny&priority=-3");
    assertThat(daemon.request().body()).isEqualTo(Campaigns.TINY);
  }

  @Test
  void submitsUnderAnotherName() {
    daemon.answer("POST " + CAMPAIGNS, QUEUED);
    succeeds("submit", file.toString(), "--name", "other one");
    assertThat(daemon.request().target()).contains("?name=other%20one&");
  }

  @ParameterizedTest
  @ValueSource(strings = {Campaigns.TINY, "{" + Campaigns.TINY + "}"})
  void submitsWhatOverridesMakeOfTheFile(String text) {
    Campaigns.write(file, text);
    daemon.answer("POST " + CAMPAIGNS, QUEUED);
    List<String> overrides = List.of("seed=7", "campaign.widths=[5, 50, 500]");
    succeeds("submit", file.toString(), "--set", overrides.get(0), "--set", overrides.get(1));
    assertThat(CampaignFile.parse(daemon.request().body(), "sent", List.of()))
        .isEqualTo(CampaignFile.parse(text, file.toString(), overrides));
  }

  /** The daemon reads no files: it is sent the points that the client read. */
  @Test
  void submitsThePointsOfAFile() {
    Campaigns.write(directory.resolve("three.csv"), "-0.25\n0.5\n1.5\n");
    String text = Campaigns.TINY.replace("campaign {", "campaign { points = %s");
    Campaigns.write(file, text.formatted("{ csv = three.csv }"));
    daemon.answer("POST " + CAMPAIGNS, QUEUED);
    succeeds("submit", file.toString());
    assertThat(CampaignFile.parse(daemon.request().body(), "sent", List.of()))
        .isEqualTo(
            CampaignFile.parse(text.formatted("[-0.25, 0.5, 1.5]"), file.toString(), List.of()));
  }

  /** Points of very many dimensions are sent as they are kept, rotated: the daemon draws none. */
  @Test
  void submitsRotatedPoints() {
    String text =
        "campaign { name = many, widths = [5], sigma-w = [1], orders = [2, 4], stop.observable = m4"
            + ", ensemble.d-in = 20000, points.sphere { count = 4, radius = 1 } }";
    Campaigns.write(file, text);
    daemon.answer("POST " + CAMPAIGNS, QUEUED);
    succeeds("submit", file.toString());
    String sent = daemon.request().body();
    assertThat(sent).doesNotContain("sphere").hasSizeLessThan(2000);
    assertThat(CampaignFile.submitted(sent, "sent"))
        .isEqualTo(CampaignFile.parse(text, file.toString(), List.of()));
  }

  @Test
  void checksTheFileBeforeTheDaemonSeesIt() {
    refused(
        run("submit", file.toString(), "--set", "widths=[0]"), "campaign.widths[0]", "at least 1");
    refused(run("submit", directory.resolve("none.conf").toString()), "none.conf", "no such file");
    refused(run("submit", file.toString(), "--priority", "101"), "--priority must be -100 to 100");
    refused(run("submit", file.toString(), "--watch", "--dry-run"), "--watch", "--dry-run");
    assertThat(daemon.requests()).isEmpty();
  }

  @Test
  void estimatesWithoutSubmitting() {
    daemon.answer(
        "POST /api/v1/estimates",
        """
        {"name":"tiny","shards":4,"networks":3.6e5,"hiddenUnits":1.2e9,"seconds":12.5,\
        "memoryBytes":123456,"observable":"u4","note":"From a pilot."}""");
    assertThat(succeeds("submit", file.toString(), "--dry-run").out())
        .isEqualTo(
            """
            tiny: 4 shards; networks: about 360 000; hidden units: about 1.20e9; time: about 12 s; memory: about 1 MB
            From a pilot.
            """);
  }

  @Test
  void saysWhatCannotBeEstimated() {
    daemon.answer(
        "POST /api/v1/estimates",
        "{\"name\":\"tiny\",\"shards\":4,\"networks\":null,\"hiddenUnits\":null,\"seconds\":null}");
    assertThat(succeeds("submit", file.toString(), "--dry-run").out())
        .startsWith(
            "tiny: 4 shards; networks: unknown; hidden units: unknown; time: unknown; memory: unknown");
  }

  @Test
  void listsCampaigns() {
    daemon.answer(
        "GET " + CAMPAIGNS,
        "{\"campaigns\":[%s,%s]}".formatted(Json.campaign("big", "running", 1), QUEUED));
    assertThat(succeeds("status").out())
        .isEqualTo(
            """
            name       state  priority  shards  converged  networks  units/s  to go
             big     running         3  1 of 4          1   123 000   100.0M   12 s
            tiny  queued (2)         3  0 of 4          0   123 000   100.0M   12 s
            """);
  }

  @Test
  void saysThatThereAreNone() {
    daemon.answer("GET " + CAMPAIGNS, "{\"campaigns\":[]}");
    assertThat(succeeds("status").out()).isEqualTo("There are no campaigns.\n");
  }

  @Test
  void showsOneCampaignWithItsShards() {
    daemon.answer("GET " + CAMPAIGNS + "/tiny", Json.campaign("tiny", "running", 1));
    daemon.answer(
        "GET " + CAMPAIGNS + "/tiny/shards",
        "{\"campaign\":\"tiny\",\"shards\":[%s,%s,%s,%s]}"
            .formatted(
                Json.ended(5, "converged"),
                Json.ended(50, "budget-exhausted"),
                Json.running(100),
                Json.waiting(500)));
    assertThat(succeeds("status", "tiny").out())
        .isEqualTo(
            """
            tiny: 1 of 4 shards, 100.0M hidden units/s, 3 s so far, about 12 s to go
            u4 of gauss to 1 %, tilted, sigma_b = 0.5

              N  sigma_W      u4 ± error       exact   pull           verdict                      networks
              5        1  -1.280 ± 0.013     -1.2829  +0.23         converged                        20 000
             50        1  -1.280 ± 0.013  ?  -1.2829  +0.23  budget-exhausted  20 000 of at least 3 000 000
            100        1  -1.280 ± 0.013     -1.2829  +0.23           running              20 000 of 40 000
            500        1               -           -      -           waiting                             0

            ? marks values that must not be taken at their word:
              N = 50, sigma_W = 1: it ended before the target was reached
            """);
  }

  @Test
  void passesJsonOn() {
    daemon.answer("GET " + CAMPAIGNS, "{\"campaigns\":[]}");
    daemon.answer("GET " + CAMPAIGNS + "/x", "{\"name\":\"x\",\"state\":\"paused\",\"eta\":null}");
    daemon.answer(
        "GET " + CAMPAIGNS + "/x/shards", "{\"campaign\":\"x\",\"shards\":[{\"a\":0.1}]}");
    assertThat(succeeds("status", "--json").out()).isEqualTo("{\"campaigns\":[]}\n");
    assertThat(succeeds("status", "x", "--json").out())
        .isEqualTo(
            "{\"campaign\":{\"name\":\"x\",\"state\":\"paused\",\"eta\":null},\"shards\":[{\"a\":0.1}]}\n");
  }

  @ParameterizedTest
  @CsvSource({"pause, pausing", "resume, queued", "cancel, cancelled"})
  void changesTheState(String command, String state) {
    daemon.answer("POST " + CAMPAIGNS + "/x/" + command, Json.campaign("x", state, 0));
    assertThat(succeeds(command, "x").out()).startsWith("x is " + state);
    assertThat(daemon.request().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "-5", "0", "100", "-100"})
  void changesThePriority(String priority) {
    daemon.answer("PATCH " + CAMPAIGNS + "/tiny", QUEUED);
    assertThat(succeeds("priority", "tiny", priority).out()).startsWith("tiny is queued");
    assertThat(daemon.request().body()).isEqualTo("{\"priority\":%s}".formatted(priority));
  }

  @Test
  void refusesOtherPriorities() {
    refused(run("priority", "x", "101"), "P must be -100 to 100, was 101");
    refused(run("priority", "x", "high"), "'high'");
    assertThat(daemon.requests()).isEmpty();
  }

  @Test
  void hasACampaignGoOnUnderOtherSettings() {
    daemon.answer("POST " + CAMPAIGNS + "/tiny/extend", QUEUED);
    succeeds(
        "extend",
        "tiny",
        "--set",
        "stop.relative-error=0.005",
        "--set",
        "campaign.widths=[5, 50, 500]");
    assertThat(daemon.request().body())
        .isEqualTo("campaign.stop.relative-error=0.005\ncampaign.widths=[5, 50, 500]\n");
    refused(run("extend", "tiny", "--set", "seed"), "--set seed: must be key=value");
    refused(run("extend", "tiny"), "--set");
  }

  @ParameterizedTest
  @CsvSource({"'delete x', false, kept", "'delete x --files', true, are deleted"})
  void deletes(String words, boolean files, String said) {
    daemon.answer("DELETE " + CAMPAIGNS + "/x", "");
    assertThat(succeeds(words.split(" ")).out()).contains(said);
    assertThat(daemon.request().target()).isEqualTo(CAMPAIGNS + "/x?files=" + files);
  }

  @ParameterizedTest
  @CsvSource({"json, results.json", "csv, results.csv", "greens, greens.csv", "fits, fits.csv"})
  void fetchesResults(String format, String name) throws IOException {
    String text = "σ\n".repeat(100_000);
    daemon.answer("GET %s/x/%s".formatted(CAMPAIGNS, name), "text/plain", text);
    assertThat(succeeds("results", "x", "--format", format).out()).isEqualTo(text);
    Path out = directory.resolve("out");
    assertThat(succeeds("results", "x", "--format", format, "--out", out.toString()).out())
        .isEmpty();
    assertThat(Files.readString(out)).isEqualTo(text);
  }

  @Test
  void leavesNoHalfFiles() throws IOException {
    Path out = Campaigns.write(directory.resolve("out"), "before");
    daemon.breakOff("GET " + CAMPAIGNS + "/x/results.json", "{\"half\":");
    refused(run("results", "x", "--out", out.toString()), "connection", "has failed");
    assertThat(Files.readString(out)).isEqualTo("before");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void refusesToWriteElsewhere() {
    refused(run("results", "x", "--out", directory.toString()), "--out", "is a directory");
    refused(run("results", "x", "--out", "/dev/null"), "--out", "regular file");
    refused(
        run("results", "x", "--format", "xml"),
        "--format must be json, csv, greens, fits or training, was xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status x",
        "watch x",
        "pause x",
        "resume x",
        "cancel x",
        "priority x 1",
        "extend x --set seed=1",
        "results x",
        "delete x"
      })
  void sayThatThereIsNoDaemon(String words) {
    daemon.close();
    refused(
        run(words.split(" ")),
        "no daemon answers at %s (start one with wickstream serve, or name another with --url)"
            .formatted(daemon.url()));
  }

  @Test
  void saysWhyTheDaemonRefuses() {
    daemon.refuse("POST " + CAMPAIGNS + "/x/pause", 409, "x is finished:\\u001b[31m\\nso it rests");
    refused(run("pause", "x"), "wickstream: x is finished: [31m so it rests");
    refused(run("cancel", "x"), "there is nothing here of this name");
  }

  @Test
  void seesThatAnotherProgramAnswers() {
    daemon.answer("GET " + CAMPAIGNS, "text/html", "<html></html>");
    daemon.answer("GET " + CAMPAIGNS + "/x", "[]");
    refused(run("status"), "Wickstream daemon");
    refused(run("status", "x"), "Wickstream daemon");
  }

  private Path token(String text) {
    Path file = Campaigns.write(directory.resolve("token"), text);
    assertThat(file.toFile().setReadable(false, false) && file.toFile().setReadable(true)).isTrue();
    return file;
  }

  @Test
  void refusesATokenThatOthersMayRead() throws IOException {
    Path token = token("0123456789abcdef");
    for (String permissions : List.of("rw-r-----", "rw----r--")) {
      Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(permissions));
      Outcome outcome = run("status", "--token-file", token.toString());
      refused(outcome, token + " may be read by others: chmod 600 " + token);
      assertThat(outcome.err()).doesNotContain("0123456789");
    }
    assertThat(daemon.requests()).isEmpty();
  }

  @Test
  void showsItsToken() {
    daemon.answer("GET " + CAMPAIGNS, "{\"campaigns\":[]}");
    Path token = token("0123456789abcdef\n");
    succeeds("status", "--token-file", token.toString());
    assertThat(daemon.request().token()).isEqualTo(Optional.of("Bearer 0123456789abcdef"));
  }

  @Test
  void asksForTheTokenThatIsWanted() {
    daemon.refuse("GET " + CAMPAIGNS, 401, "who are you?");
    refused(run("status"), "wants a token", "--token-file", "WICKSTREAM_TOKEN");
    Path token = token("0123456789abcdef");
    Outcome outcome = run("status", "--token-file", token.toString());
    refused(outcome, "another token");
    assertThat(outcome.err()).doesNotContain("0123456789");
  }

  @Test
  void refusesWhatIsNoToken() {
    Path token = token("very secret\nindeed");
    Outcome outcome = run("status", "--token-file", token.toString());
    refused(outcome, "--token-file", "must hold a token");
    assertThat(outcome.err()).doesNotContain("secret");
    refused(run("status", "--token-file", "/nowhere"), "/nowhere", "there is none");
    assertThat(daemon.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:7870",
        "ftp://here",
        "http://",
        "http:// x",
        "http://h/?q",
        "",
        "http://h:99999"
      })
  void refusesWhatIsNoUrl(String url) {
    refused(
        Invocation.of("status", "--url", url),
        "--url must be such as http://127.0.0.1:7870, was " + url.strip());
  }

  @Test
  void doesNotShowPasswordsInUrls() {
    Outcome outcome = Invocation.of("status", "--url", "http://me:secret@127.0.0.1");
    refused(outcome, "--url must be without user and password");
    assertThat(outcome.err()).doesNotContain("secret");
  }

  @Test
  void findsADaemonBelowSomePath() {
    daemon.answer("GET /lab/api/v1/campaigns", "{\"campaigns\":[]}");
    Outcome outcome = Invocation.of("status", "--url", daemon.url() + "/lab/");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }
}
