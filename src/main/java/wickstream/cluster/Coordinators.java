package wickstream.cluster;

import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.cluster.Member;
import wickstream.config.ClusterConfig;
import wickstream.config.KubernetesConfig;

/**
 * The coordinators of a cluster, as configured. More than half of them are a majority, so there are
 * never two majorities.
 *
 * @param addresses where they are, the one that may found the cluster first; empty if they are
 *     looked for in Kubernetes
 * @param count how many there are
 */
record Coordinators(List<Address> addresses, int count) {

  Coordinators {
    addresses = List.copyOf(addresses);
  }

  /**
   * From a node's configuration.
   *
   * @param self the node's own address
   */
  static Coordinators of(ClusterConfig config, Address self) {
    if (config.kubernetes().isPresent()) {
      return new Coordinators(
          List.of(), config.kubernetes().map(KubernetesConfig::coordinators).get());
    }
    if (config.join().isEmpty()) {
      return new Coordinators(List.of(self), 1);
    }
    List<Address> addresses =
        config.join().stream()
            .map(address -> "pekko://%s@%s".formatted(ClusterNode.SYSTEM, address))
            .map(AddressFromURIString::parse)
            .distinct()
            .toList();
    return new Coordinators(addresses, addresses.size());
  }

  /**
   * Their addresses as a node must give them to Pekko to join their cluster and never to found one,
   * which the first on such a list does.
   */
  List<Address> foundedNotBy(Address node) {
    return Stream.concat(
            addresses.stream().filter(address -> !address.equals(node)),
            addresses.stream().filter(node::equals))
        .toList();
  }

  /** Whether a node is one of them. */
  boolean include(Member node) {
    return node.hasRole(Role.COORDINATOR.label())
        && (addresses.isEmpty() || addresses.contains(node.address()));
  }

  /** Whether this many of them are a majority. */
  boolean isMajority(int some) {
    return 2 * some > count;
  }

  /** How many it takes for a majority. */
  int majority() {
    return count / 2 + 1;
  }
}
