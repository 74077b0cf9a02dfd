package wickstream.metrics;

import java.util.Optional;
import java.util.function.Supplier;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;
import wickstream.cluster.Throughput;

/**
 * What meters show of a cluster.
 *
 * @param node this one, if there is a cluster
 * @param throughput how fast it measures for this node, while it leads
 */
public record ClusterView(Optional<ClusterNode> node, Supplier<Optional<Throughput>> throughput) {
  /** Of a daemon on its own. */
  public static final ClusterView NONE = new ClusterView(Optional.empty(), Optional::empty);

  int nodes(Role role) {
    return node.map(ClusterNode::members)
        .map(members -> members.getOrDefault(role.label(), 0))
        .orElse(0);
  }

  long unreachable() {
    return node.map(ClusterNode::unreachable).orElse(0L);
  }

  /** 1 for a daemon on its own. */
  int leads() {
    return node.isEmpty() || throughput.get().isPresent() ? 1 : 0;
  }
}
