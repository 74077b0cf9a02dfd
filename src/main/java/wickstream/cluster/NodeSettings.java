package wickstream.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wickstream.campaign.Dispatchers;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.config.KubernetesConfig;
import wickstream.config.TlsConfig;

/** A node's settings in Pekko's terms. */
final class NodeSettings {
  private static final String ARTERY = "pekko.remote.artery.";
  private static final String TLS = ARTERY + "ssl.config-ssl-engine.";

  private NodeSettings() {}

  /**
   * The settings of a node's actor system.
   *
   * @param threads how many of its threads sample; 0 if none
   * @param campaigns how many campaigns may run at once
   */
  static Config of(ClusterConfig config, Role role, int threads, int campaigns) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ARTERY + "canonical.hostname", config.host());
    settings.put(ARTERY + "canonical.port", config.port());
    settings.put("pekko.cluster.roles", List.of(role.label()));
    settings.put(
        "pekko.cluster.split-brain-resolver.stable-after", config.stableAfter().toMillis() + " ms");
    config.tls().ifPresent(tls -> putTls(settings, tls));
    config.kubernetes().ifPresent(kubernetes -> putKubernetes(settings, kubernetes, config));
    return ConfigFactory.parseMap(settings)
        .withFallback(ConfigFactory.parseResourcesAnySyntax("wickstream/node.conf"))
        .withFallback(Dispatchers.settings(Math.max(1, threads), campaigns))
        .resolve();
  }

  private static void putTls(Map<String, Object> settings, TlsConfig tls) {
    String password = System.getenv(tls.passwordVariable());
    if (password == null || password.isEmpty()) {
      throw new BadInput(
          "cluster.tls needs the password of its stores in the environment variable "
              + tls.passwordVariable());
    }
    settings.put(ARTERY + "transport", "tls-tcp");
    settings.put(TLS + "key-store", tls.keyStore().toString());
    settings.put(TLS + "trust-store", tls.trustStore().toString());
    for (String secret : List.of("key-store-password", "key-password", "trust-store-password")) {
      settings.put(TLS + secret, password);
    }
    settings.put(TLS + "protocol", "TLSv1.3");
    settings.put(
        TLS + "enabled-algorithms", List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
  }

  private static void putKubernetes(
      Map<String, Object> settings, KubernetesConfig kubernetes, ClusterConfig config) {
    settings.put("pekko.discovery.kubernetes-api.pod-label-selector", kubernetes.podSelector());
    settings.put("pekko.management.http.hostname", config.host());
    settings.put("pekko.management.http.bind-hostname", config.host());
    settings.put("pekko.management.http.port", kubernetes.managementPort());
    settings.put(
        "pekko.management.cluster.bootstrap.contact-point-discovery.service-name",
        ClusterNode.SYSTEM);
    settings.put(
        "pekko.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr",
        kubernetes.coordinators());
  }
}
