package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;
import wickstream.config.ProgramInfo;

/** What is in conf/Containerfile and conf/compose.yaml agrees with the program, and with itself. */
final class ContainersTest {
  private static final Path COMPOSE = Path.of("conf/compose.yaml");
  private static final Pattern FIXED = Pattern.compile("[^:]+/[^:]+:v?[0-9]+\\.[0-9]+\\.[0-9]+.*");
  private static final Containerfile IMAGE = Containerfile.read();

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode service(String name) {
    JsonNode service = yaml(COMPOSE).path("services").path(name);
    assertThat(service.isObject()).as(name).isTrue();
    return service;
  }

  /** What the program makes of its default command; words that it does not know are an error. */
  private static ParseResult command() {
    ParseResult parsed =
        Main.commandLine().parseArgs(IMAGE.words("CMD").toArray(String[]::new)).subcommand();
    assertThat(parsed.commandSpec().name()).isEqualTo("serve");
    return parsed;
  }

  private static int port() {
    return command().commandSpec().findOption("--port").getValue();
  }

  @Test
  void allImagesAreOfAFixedVersion() {
    assertThat(IMAGE.only("FROM")).matches(FIXED);
    assertThat(yaml(COMPOSE).findValuesAsText("image"))
        .hasSize(3)
        .allMatch(FIXED.asMatchPredicate());
    assertThat(service("wickstream").path("image").asText())
        .endsWith("/wickstream:" + ProgramInfo.version());
  }

  @Test
  void theProgramIsStartedWhereItIsCopied() {
    String home = Containerfile.HOME;
    assertThat(IMAGE.words("ENTRYPOINT")).containsExactly(home + "/bin/wickstream");
    assertThat(IMAGE.copies()).isNotEmpty().allMatch(copy -> last(copy).startsWith(home + "/"));
    assertThat(IMAGE.copies())
        .contains(List.of("bin", home + "/bin"), List.of("lib", home + "/lib"));
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }

  @Test
  void isNotRoot() {
    assertThat(IMAGE.only("USER")).matches("[1-9][0-9]*:[1-9][0-9]*");
    assertThat(IMAGE.only("RUN")).contains("chown %s %s".formatted(IMAGE.only("USER"), data()));
  }

  private static String data() {
    return command().matchedOptionValue("--data", Path.of("")).toString();
  }

  @Test
  void campaignsAreKeptInTheVolume() {
    assertThat(data()).isEqualTo(IMAGE.only("VOLUME"));
    JsonNode compose = yaml(COMPOSE);
    for (String service : List.of("wickstream", "prometheus", "grafana")) {
      assertThat(volumes(service))
          .filteredOn(words -> !words.get(0).startsWith("."))
          .singleElement()
          .satisfies(words -> assertThat(compose.path("volumes").has(words.get(0))).isTrue());
    }
    assertThat(volumes("wickstream")).containsExactly(List.of("wickstream", data()));
  }

  private static List<List<String>> volumes(String service) {
    return Manifest.elements(service(service).path("volumes"))
        .map(volume -> List.of(volume.asText().split(":")))
        .toList();
  }

  @Test
  void portsAreThoseOfTheProgram() {
    assertThat(IMAGE.only("EXPOSE")).isEqualTo(Integer.toString(port()));
    assertThat(String.join(" ", IMAGE.words("HEALTHCHECK")))
        .contains(
            "/dev/tcp/127.0.0.1/%d ".formatted(port()), "Host: 127.0.0.1:%d".formatted(port()));
    assertThat(yaml(Path.of("conf/prometheus.yml")).findValues("targets").toString())
        .isEqualTo("[[\"127.0.0.1:%d\"]]".formatted(port()));
  }

  /** Only with the network of the machine can all reach each other at its loopback address. */
  @Test
  void allShareTheNetworkOfTheMachine() {
    for (String service : List.of("wickstream", "prometheus", "grafana")) {
      assertThat(service(service).path("network_mode").asText()).isEqualTo("host");
    }
    String listens = option("prometheus", "--web.listen-address");
    assertThat(service("grafana").at("/environment/WICKSTREAM_PROMETHEUS").asText())
        .isEqualTo("http://" + listens);
    assertThat(listens).startsWith("127.0.0.1:");
    assertThat(service("grafana").at("/environment/GF_SERVER_HTTP_ADDR").asText())
        .isEqualTo("127.0.0.1");
  }

  private static String option(String service, String name) {
    return Manifest.elements(service(service).path("command"))
        .map(JsonNode::asText)
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** The sources have what the distribution has, but for what is built. */
  @Test
  void whatIsMountedIsThere() {
    Stream.of("wickstream", "prometheus", "grafana")
        .flatMap(service -> volumes(service).stream())
        .filter(words -> words.get(0).startsWith("."))
        .forEach(
            words -> {
              assertThat(COMPOSE.resolveSibling(words.get(0)).normalize()).exists();
              assertThat(words).as("read-only").hasSize(3).endsWith("ro");
            });
    JsonNode build = service("wickstream").path("build");
    Path context = COMPOSE.resolveSibling(build.path("context").asText());
    assertThat(context.resolve(build.path("dockerfile").asText()).normalize())
        .isEqualTo(Containerfile.FILE);
  }

  @Test
  void prometheusAndGrafanaReadWhatIsMounted() throws IOException {
    String configuration = option("prometheus", "--config.file");
    assertThat(mounted("prometheus", configuration)).contains(Path.of("conf/prometheus.yml"));
    for (JsonNode rules : yaml(Path.of("conf/prometheus.yml")).path("rule_files")) {
      Path beside = Path.of(configuration).resolveSibling(rules.asText());
      assertThat(mounted("prometheus", beside.toString()))
          .contains(Path.of("conf", rules.asText()));
    }
    Map<String, String> environment = Manifest.map(service("grafana").path("environment"));
    assertThat(mounted("grafana", environment.get("GF_PATHS_PROVISIONING")))
        .contains(Path.of("dashboards/provisioning"));
    assertThat(mounted("grafana", environment.get("WICKSTREAM_DASHBOARDS")))
        .contains(Path.of("dashboards"));
    String provisioning =
        Files.readString(Path.of("dashboards/provisioning/dashboards/wickstream.yml"))
            + Files.readString(Path.of("dashboards/provisioning/datasources/prometheus.yml"));
    assertThat(environment.keySet())
        .filteredOn(name -> name.startsWith("WICKSTREAM_"))
        .hasSize(2)
        .allSatisfy(name -> assertThat(provisioning).contains("${%s}".formatted(name)));
  }

  /** The file or directory of the sources that a service sees at a path. */
  private static Optional<Path> mounted(String service, String path) {
    return volumes(service).stream()
        .filter(words -> words.get(0).startsWith("."))
        .filter(words -> Path.of(path).startsWith(words.get(1)))
        .max(Comparator.comparing(words -> words.get(1).length()))
        .map(
            words ->
                COMPOSE
                    .resolveSibling(words.get(0))
                    .resolve(Path.of(words.get(1)).relativize(Path.of(path)))
                    .normalize())
        .filter(Files::exists);
  }

  @Test
  void theVariablesAreThoseThatTheProgramReads() {
    String help = Main.commandLine().getUsageMessage();
    assertThat(Manifest.map(service("wickstream").path("environment")).keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(help).containsPattern("\\b%s\\b".formatted(name)));
  }

  @Test
  void thereIsTimeForAGoodbye() {
    assertThat(IMAGE.only("STOPSIGNAL")).isEqualTo("SIGTERM");
    String grace = service("wickstream").path("stop_grace_period").asText();
    assertThat(Duration.parse("PT" + grace)).isGreaterThan(ServeCommand.GOODBYE.plusSeconds(5));
  }
}
