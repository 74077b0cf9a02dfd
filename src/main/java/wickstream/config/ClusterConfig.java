package wickstream.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A node's place in a cluster.
 *
 * @param host the address at which other nodes reach this one
 * @param port the port of that address, 0 for any that is free
 * @param join the coordinators to join, {@code host:port} each; the first of them founds the
 *     cluster if there is none
 * @param kubernetes how they are found in Kubernetes instead
 * @param stableAfter how long nodes must have been out of reach, with nothing else changing, before
 *     the others go on without them
 * @param tls how nodes trust each other; without it anybody who reaches the port can take part
 * @param store the database that the coordinators share
 */
public record ClusterConfig(
    String host,
    int port,
    List<String> join,
    Optional<KubernetesConfig> kubernetes,
    Duration stableAfter,
    Optional<TlsConfig> tls,
    StoreConfig store) {

  public ClusterConfig {
    join = List.copyOf(join);
  }

  /**
   * The same for a node that joins these.
   *
   * @throws InvalidConfiguration if one is not {@code host:port}
   */
  public ClusterConfig joining(List<String> coordinators) {
    coordinators.forEach(ClusterFile::checkCoordinator);
    return new ClusterConfig(host, port, coordinators, Optional.empty(), stableAfter, tls, store);
  }
}
