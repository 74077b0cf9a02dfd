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
 *     cluster if there is none. Empty: found by discovery in Kubernetes
 * @param store the database that the coordinators share, always with a URL
 * @param stableAfter how long a node must be out of reach, with nothing else changing, before the
 *     others go on without it
 * @param tls how nodes trust each other; without it whoever reaches the port can take part
 */
public record ClusterConfig(
    String host,
    int port,
    List<String> join,
    StoreConfig store,
    Duration stableAfter,
    Optional<TlsConfig> tls) {

  public ClusterConfig {
    join = List.copyOf(join);
  }
}
