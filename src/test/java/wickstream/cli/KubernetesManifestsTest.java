package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static wickstream.cli.Deployed.COORDINATOR;
import static wickstream.cli.Deployed.WORKER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.config.ClusterConfig;
import wickstream.config.ClusterFile;
import wickstream.config.KubernetesConfig;

/** What is in conf/kubernetes agrees with the program, and with itself. */
final class KubernetesManifestsTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");
  private static final String PLACEHOLDER = "REPLACE";

  @TempDir private Path directory;

  /** What a node reads of the configuration, with what its arguments override. */
  private ClusterConfig config(Deployed deployed) {
    try {
      Path file = Files.writeString(directory.resolve("cluster.conf"), Manifest.clusterConf());
      return ClusterFile.load(Optional.of(file), deployed.option("--set"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KubernetesConfig kubernetes() {
    return config(COORDINATOR).kubernetes().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aNodeIsReachedAtTheAddressOfItsPod(Deployed deployed) {
    assertThat(config(deployed).host()).isEqualTo(Deployed.POD_IP);
    assertThat(deployed.variable("POD_IP").at("/valueFrom/fieldRef/fieldPath").asText())
        .isEqualTo("status.podIP");
    assertThat(deployed.<String>option("--host")).isEqualTo("0.0.0.0");
  }

  @Test
  void thePortsAreThoseAtWhichTheProgramListens() {
    assertThat(COORDINATOR.ports())
        .containsOnly(
            entry("api", COORDINATOR.option("--port")),
            entry("cluster", config(COORDINATOR).port()),
            entry("management", kubernetes().managementPort()));
    assertThat(WORKER.ports())
        .containsOnly(
            entry("meters", WORKER.option("--port")),
            entry("cluster", WORKER.option("--cluster-port")),
            entry("management", kubernetes().managementPort()));
  }

  @Test
  void coordinatorsAreFoundByTheirLabelsAndWorkersAreNot() {
    Map<String, String> selector =
        Arrays.stream(kubernetes().podSelector().split(","))
            .map(label -> label.split("="))
            .collect(Collectors.toMap(label -> label[0], label -> label[1]));
    assertThat(selector).isEqualTo(COORDINATOR.labels());
    assertThat(WORKER.labels().entrySet().containsAll(selector.entrySet())).isFalse();
  }

  @Test
  void thereAreAsManyCoordinatorsAsHaveToFindEachOther() {
    assertThat(COORDINATOR.manifest().json().at("/spec/replicas").asInt())
        .isEqualTo(kubernetes().coordinators());
    assertThat(Manifest.of("PodDisruptionBudget").json().at("/spec/minAvailable").asInt())
        .as("the majority")
        .isEqualTo(kubernetes().coordinators() / 2 + 1);
  }

  @Test
  void theSecretHoldsWhatCoordinatorsAreToldByIt() {
    ClusterConfig config = config(COORDINATOR);
    assertThat(config.store().url()).isPresent();
    assertThat(COORDINATOR.secretKey(config.store().userVariable())).isEqualTo("store-user");
    assertThat(COORDINATOR.secretKey(config.store().passwordVariable()))
        .isEqualTo("store-password");
    assertThat(COORDINATOR.secretKey("WICKSTREAM_TOKEN")).isEqualTo("token");
    for (JsonNode name : COORDINATOR.container().findValues("secretKeyRef")) {
      assertThat(name.path("name").asText()).isEqualTo(Manifest.of("Secret").name());
    }
    assertThat(WORKER.container().findValues("secretKeyRef")).isEmpty();
    assertThat(Manifest.map(Manifest.of("Secret").json().path("stringData")))
        .containsOnlyKeys("store-user", "store-password", "token");
  }

  @Test
  void theSecretMustBeReplaced() {
    Manifest secret = Manifest.of("Secret");
    assertThat(Manifest.map(secret.json().path("stringData")).values()).containsOnly(PLACEHOLDER);
    assertThat(PLACEHOLDER).as("a token").hasSizeLessThan(ListenOptions.SHORTEST_TOKEN);
    assertThat(secret.file().toString()).as("not for kubectl").doesNotEndWith(".yaml");
  }

  @ParameterizedTest
  @EnumSource
  void theConfigurationIsMountedWhereTheProgramLooks(Deployed deployed) {
    Path file = Path.of(deployed.option("--cluster").toString());
    JsonNode volume =
        Manifest.named(
            deployed.pod().path("volumes"), deployed.mounts().get(file.getParent().toString()));
    Manifest configuration = Manifest.of("ConfigMap");
    assertThat(volume.at("/configMap/name").asText()).isEqualTo(configuration.name());
    assertThat(configuration.json().path("data").has(file.getFileName().toString())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whatAProgramWritesIsMounted(Deployed deployed) {
    assertThat(deployed.container().at("/securityContext/readOnlyRootFilesystem").asBoolean())
        .isTrue();
    assertThat(deployed.mounts()).containsKey("/tmp");
    if (deployed == COORDINATOR) {
      assertThat(deployed.mounts()).containsKey(deployed.option("--data").toString());
    }
    assertThat(deployed.pod().path("volumes"))
        .extracting(volume -> volume.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(deployed.mounts().values());
  }

  /** Those that the program's help names, and those of which its arguments are made. */
  @ParameterizedTest
  @EnumSource
  void theVariablesAreThoseThatTheProgramReads(Deployed deployed) {
    Set<String> used =
        deployed
            .words()
            .flatMap(word -> VARIABLE.matcher(word).results())
            .map(variable -> variable.group(1))
            .collect(Collectors.toSet());
    List<String> given =
        Manifest.elements(deployed.container().path("env"))
            .map(variable -> variable.path("name").asText())
            .toList();
    assertThat(given).doesNotHaveDuplicates().containsAll(used);
    String help = Main.commandLine().getUsageMessage();
    assertThat(given)
        .filteredOn(name -> !used.contains(name))
        .allSatisfy(name -> assertThat(help).containsPattern("\\b%s\\b".formatted(name)));
  }

  @ParameterizedTest
  @EnumSource
  void probesAskThePortAtWhichHealthIsServed(Deployed deployed) {
    JsonNode container = deployed.container();
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      JsonNode asked = container.at("/%s/httpGet".formatted(probe));
      assertThat(asked.path("path").asText())
          .isEqualTo(probe.equals("readinessProbe") ? "/health/ready" : "/health/live");
      assertThat(deployed.ports().get(asked.path("port").asText()))
          .isEqualTo(deployed.<Integer>option("--port"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void thereIsTimeForAGoodbye(Deployed deployed) {
    assertThat(deployed.pod().path("terminationGracePeriodSeconds").asLong())
        .isGreaterThan(deployed.goodbye().plusSeconds(5).toSeconds());
  }

  @ParameterizedTest
  @EnumSource
  void itsAccountMayListPods(Deployed deployed) {
    JsonNode binding = Manifest.of("RoleBinding").json();
    assertThat(deployed.pod().path("serviceAccountName").asText())
        .isEqualTo(Manifest.of("ServiceAccount").name())
        .isEqualTo(binding.at("/subjects/0/name").asText());
    Manifest role = Manifest.of("Role");
    assertThat(binding.at("/roleRef/name").asText()).isEqualTo(role.name());
    assertThat(role.json().at("/rules/0/resources").toString()).isEqualTo("[\"pods\"]");
    assertThat(role.json().at("/rules/0/verbs").toString()).contains("list");
  }

  @ParameterizedTest
  @EnumSource
  void theImageIsOfThisVersion(Deployed deployed) throws IOException {
    String image = deployed.container().path("image").asText();
    assertThat(image).endsWith("/wickstream:" + wickstream.config.ProgramInfo.version());
    assertThat(Files.readString(Containerfile.FILE)).contains(image);
  }

  @Test
  void selectorsAreTheLabelsOfThePodsThatTheyMean() {
    for (Deployed deployed : Deployed.values()) {
      assertThat(Manifest.labels(deployed.manifest().json().at("/spec/selector")))
          .isEqualTo(deployed.labels());
    }
    assertThat(Manifest.labels(Manifest.of("PodDisruptionBudget").json().at("/spec/selector")))
        .isEqualTo(COORDINATOR.labels());
    assertThat(COORDINATOR.pod().path("affinity").findValues("labelSelector"))
        .extracting(Manifest::labels)
        .containsExactly(COORDINATOR.labels());
  }

  @Test
  void theServiceIsTheApiOfTheCoordinators() {
    JsonNode service = Manifest.of("Service").json().path("spec");
    assertThat(Manifest.map(service.path("selector"))).isEqualTo(COORDINATOR.labels());
    assertThat(service.at("/ports/0/targetPort").asText()).isEqualTo("api");
    assertThat(service.at("/ports/0/port").asInt()).isEqualTo(COORDINATOR.ports().get("api"));
  }

  /** Every port of a coordinator; of a worker all but that at which nobody asks it. */
  @Test
  void theNetworkLetsThroughWhatIsNeeded() {
    String ours = "{\"app\":\"wickstream\"}";
    assertThat(reachable(COORDINATOR))
        .containsOnly(
            entry(COORDINATOR.ports().get("api"), ""),
            entry(COORDINATOR.ports().get("cluster"), ours),
            entry(COORDINATOR.ports().get("management"), ours));
    assertThat(reachable(WORKER))
        .containsOnly(
            entry(WORKER.ports().get("meters"), ""), entry(WORKER.ports().get("cluster"), ours));
    assertThat(Deployed.values())
        .allSatisfy(deployed -> assertThat(deployed.labels()).containsEntry("app", "wickstream"));
  }

  /** The ports of a pod that can be reached, and the labels of those that can, if not all can. */
  private static Map<Integer, String> reachable(Deployed deployed) {
    JsonNode policy =
        Manifest.all("NetworkPolicy").stream()
            .map(manifest -> manifest.json().path("spec"))
            .filter(spec -> Manifest.labels(spec.path("podSelector")).equals(deployed.labels()))
            .findFirst()
            .orElseThrow();
    return Manifest.elements(policy.path("ingress"))
        .flatMap(rule -> Manifest.elements(rule.path("ports")).map(port -> let(rule, port)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<Integer, String> let(JsonNode rule, JsonNode port) {
    return entry(port.path("port").asInt(), rule.at("/from/0/podSelector/matchLabels").toString());
  }
}
