package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFileTest {
  @TempDir private Path directory;

  private static ClusterConfig defaultsWith(String... overrides) {
    return ClusterFile.load(Optional.empty(), List.of(overrides));
  }

  @Test
  void withoutAFileANodeIsOfThisMachineAlone() {
    ClusterConfig config = defaultsWith();
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(7871);
    assertThat(config.join()).isEmpty();
    assertThat(config.kubernetes()).isEmpty();
    assertThat(config.tls()).isEmpty();
    assertThat(config.stableAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.store()).isEqualTo(StoreConfig.IN_RUN_DIRECTORY);
  }

  @Test
  void theExampleIsRead() {
    ClusterConfig config =
        ClusterFile.load(Optional.of(Path.of("conf/cluster.conf")), List.of("host=10.0.0.2"));
    assertThat(config.host()).isEqualTo("10.0.0.2");
    assertThat(config.join()).hasSize(3).contains("10.0.0.2:7871");
    assertThat(config.store().url()).contains("jdbc:postgresql://10.0.0.9/wickstream");
  }

  @Test
  void storesLieBesideTheFile() throws IOException {
    Files.writeString(directory.resolve("node.p12"), "");
    Files.writeString(directory.resolve("authority.p12"), "");
    Path file =
        Files.writeString(
            directory.resolve("c.conf"),
            "cluster.tls { key-store = node.p12, trust-store = authority.p12 }");
    TlsConfig tls = ClusterFile.load(Optional.of(file), List.of()).tls().orElseThrow();
    assertThat(tls.keyStore()).isEqualTo(directory.resolve("node.p12"));
    assertThat(tls.trustStore()).isEqualTo(directory.resolve("authority.p12"));
    assertThat(tls.passwordVariable()).isEqualTo("WICKSTREAM_CLUSTER_PASSWORD");
  }

  @Test
  void kubernetesFindsTheCoordinators() {
    KubernetesConfig kubernetes =
        defaultsWith("kubernetes.pod-selector=\"app=wickstream\"", "kubernetes.coordinators=5")
            .kubernetes()
            .orElseThrow();
    assertThat(kubernetes).isEqualTo(new KubernetesConfig("app=wickstream", 5, 7626));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port=70000 | cluster.port must be at most 65535, was 70000",
        "host=0.0.0.0 | cluster.host must be the address at which other nodes reach this one, was \"0.0.0.0\"",
        "join=[\"somewhere\"] | cluster.join must be host:port, such as 127.0.0.1:7871, was somewhere",
        "join=\"a:1\" | cluster.join must be a list of host:port, was \"a:1\"",
        "stable-after=5 | cluster.stable-after must be a duration above 0 with its unit, such as 10 minutes, was 5",
        "stable-after=1 hour | cluster.stable-after must be 1 second to 10 minutes, was \"1 hour\"",
        "tls.key-store=x.p12 | cluster.tls.key-store must be a file that can be read, was \"x.p12\"",
        "hots=x | cluster.hots is not a known key; did you mean cluster.host? (known here: host, join, kubernetes, port, stable-after, tls)",
        "store.url=\"jdbc:sqlite:x\" | store.url must be null or begin with jdbc:postgresql://, was \"jdbc:sqlite:x\"",
      })
  void mistakesAreSaidInOneLine(String override, String message) {
    assertThatThrownBy(() -> defaultsWith(override))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("--set %s: %s".formatted(override, message));
  }

  @Test
  void coordinatorsAreListedOrFoundNotBoth() {
    assertThatThrownBy(
            () -> defaultsWith("join=[\"a:1\"]", "kubernetes.pod-selector=\"app=wickstream\""))
        .hasMessageContaining("cluster.join must be empty where kubernetes.pod-selector finds");
  }

  @Test
  void whomToJoinIsCheckedToo() {
    assertThatThrownBy(() -> defaultsWith().joining(List.of("a")))
        .hasMessage("cluster.join must be host:port, such as 127.0.0.1:7871, was a");
    assertThat(defaultsWith().joining(List.of("a:1", "[::1]:2")).join())
        .containsExactly("a:1", "[::1]:2");
  }
}
