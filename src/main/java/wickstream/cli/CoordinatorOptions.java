package wickstream.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.config.ClusterFile;
import wickstream.http.HttpServer;
import wickstream.results.export.JsonFile;

/** How {@code serve} takes part in a cluster, if it does. */
final class CoordinatorOptions {
  @Option(
      names = "--cluster",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      description =
          "be a coordinator of a cluster, as this file says (see conf/cluster.conf), or as by default")
  private String file;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "the PostgreSQL database of the cluster, jdbc:postgresql://HOST/DATABASE, if its file does not name it")
  private String store;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description =
          "override one key of the cluster's file, such as port=7872 or host=10.0.0.1; may be repeated")
  private List<String> overrides = List.of();

  boolean isWanted() {
    return file != null;
  }

  /**
   * The cluster's configuration.
   *
   * @param host where the API listens, which the other coordinators must reach
   */
  Optional<ClusterConfig> config(String host) {
    if (!isWanted()) {
      if (!overrides.isEmpty() || store != null) {
        throw new BadInput(
            "--set and --store are for --cluster; a campaign's settings come with submit");
      }
      return Optional.empty();
    }
    List<String> settings = new ArrayList<>(overrides);
    if (store != null) {
      settings.add("store.url=" + JsonFile.line(store));
    }
    ClusterConfig config =
        ClusterFile.load(Optional.of(file).filter(f -> !f.isEmpty()).map(Path::of), settings);
    if (config.store().url().isEmpty()) {
      throw new BadInput(
          "the coordinators of a cluster share a PostgreSQL database: give it by --store, such as --store jdbc:postgresql://localhost/wickstream");
    }
    if (HttpServer.isLoopback(host) && !HttpServer.isLoopback(config.host())) {
      throw new BadInput(
          "--host %s cannot be reached by the other coordinators of a cluster at %s: give --host and a token"
              .formatted(host, config.host()));
    }
    return Optional.of(config);
  }
}
