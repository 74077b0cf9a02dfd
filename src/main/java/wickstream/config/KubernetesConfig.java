package wickstream.config;

/**
 * How the coordinators find each other in Kubernetes: by the labels of their pods.
 *
 * @param podSelector the labels, such as {@code app=wickstream,role=coordinator}
 * @param coordinators how many must have found each other before they found a cluster
 * @param managementPort where they ask each other
 */
public record KubernetesConfig(String podSelector, int coordinators, int managementPort) {}
