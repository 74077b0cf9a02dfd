package wickstream.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how a node takes part in a cluster: HOCON laid over the commented defaults in {@code
 * cluster.conf}, with overrides on top. Like a campaign file it reaches nothing beyond its text.
 */
public final class ClusterFile {
  private static final Overrides OVERRIDES = new Overrides(Set.of("cluster", "store"), "cluster");
  private static final WholeRange PORT = new WholeRange(0, 65_535);
  private static final WholeRange COORDINATORS = new WholeRange(1, 99);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Pattern COORDINATOR =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):([1-9][0-9]{0,4})");

  private ClusterFile() {}

  /**
   * What a file describes, or the defaults without one.
   *
   * @param file in UTF-8, at most 4 MB
   * @param overrides as {@code key=value}, the key with or without {@code cluster.} before it
   *     unless it is of {@code store}; later ones win
   * @throws InvalidConfiguration for a file that cannot be read, or describes no node
   */
  public static ClusterConfig load(Optional<Path> file, List<String> overrides) {
    String origin = file.map(Path::toString).orElse("the defaults");
    Hocon hocon = new Hocon(origin);
    Config text = hocon.parse(file.map(CampaignFile::text).orElse(""), origin);
    ConfigObject defaults =
        hocon
            .parse(Hocon.defaults("/wickstream/cluster.conf"), "defaults")
            .withFallback(hocon.parse(CampaignFile.defaults(), "defaults").withOnlyPath("store"))
            .root();
    Optional<Path> beside = file.map(Path::toAbsolutePath).map(Path::getParent);
    return hocon.read(
        OVERRIDES.over(text, hocon, overrides), defaults, origin, root -> read(root, beside));
  }

  private static ClusterConfig read(Setting root, Optional<Path> beside) {
    Setting cluster = root.get("cluster");
    List<String> join =
        cluster.get("join").elements("host:port").stream().map(Setting::text).toList();
    join.forEach(ClusterFile::checkCoordinator);
    Optional<KubernetesConfig> kubernetes = kubernetes(cluster.get("kubernetes"));
    if (kubernetes.isPresent() && !join.isEmpty()) {
      throw new InvalidConfiguration(
          "cluster.join", "must be empty where kubernetes.pod-selector finds the coordinators");
    }
    return new ClusterConfig(
        host(cluster.get("host")),
        cluster.get("port").wholeInt(PORT),
        join,
        kubernetes,
        stableAfter(cluster.get("stable-after")),
        tls(cluster.get("tls"), beside),
        StoreConfig.read(root.get("store")));
  }

  private static String host(Setting host) {
    if (host.text().isBlank() || host.text().matches("0\\.0\\.0\\.0|::")) {
      throw host.refused("the address at which other nodes reach this one");
    }
    return host.text();
  }

  /** Refuses what is not {@code host:port}. */
  static void checkCoordinator(String coordinator) {
    Matcher parts = COORDINATOR.matcher(coordinator);
    if (!parts.matches() || !PORT.contains(Long.parseLong(parts.group(2)))) {
      throw new InvalidConfiguration(
          "cluster.join",
          "must be host:port, such as 127.0.0.1:7871, was %s".formatted(coordinator));
    }
  }

  private static Duration stableAfter(Setting setting) {
    Duration time = setting.duration();
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw setting.refused("1 second to 10 minutes");
    }
    return time;
  }

  private static Optional<KubernetesConfig> kubernetes(Setting section) {
    if (!section.has("pod-selector")) {
      return Optional.empty();
    }
    return Optional.of(
        new KubernetesConfig(
            section.get("pod-selector").text(),
            section.get("coordinators").wholeInt(COORDINATORS),
            section.get("management-port").wholeInt(PORT)));
  }

  private static Optional<TlsConfig> tls(Setting section, Optional<Path> beside) {
    if (!section.has("key-store") && !section.has("trust-store")) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsConfig(
            existing(section.get("key-store"), beside),
            existing(section.get("trust-store"), beside),
            section.get("password-variable").text()));
  }

  /** A file, which a relative path names from where the configuration lies. */
  private static Path existing(Setting setting, Optional<Path> beside) {
    if (setting.isNull()) {
      throw setting.refused("given where the other store is");
    }
    Path file = beside.map(d -> d.resolve(setting.text())).orElse(Path.of(setting.text()));
    if (!Files.isReadable(file)) {
      throw setting.refused("a file that can be read");
    }
    return file;
  }
}
