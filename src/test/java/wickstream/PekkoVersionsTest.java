package wickstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.util.ManifestInfo;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Pekko's own check of its modules' versions is off, as pekko-discovery can be had of an older one
 * only; this one lets pass nothing else.
 */
class PekkoVersionsTest {
  private static final String OF_OTHER_PROJECTS =
      "pekko-(http.*|parsing|management.*|discovery-kubernetes.*)";

  @Test
  void onlyDiscoveryIsOfAnotherVersion() {
    ActorTestKit kit = ActorTestKit.create();
    try {
      Map<String, String> modules = new TreeMap<>();
      CollectionConverters.asJava(ManifestInfo.get(Adapter.toClassic(kit.system())).versions())
          .forEach((module, version) -> modules.put(module, version.toString()));
      modules.keySet().removeIf(name -> !name.startsWith("pekko-"));
      modules.keySet().removeIf(name -> name.matches(OF_OTHER_PROJECTS));
      assertThat(modules).containsEntry("pekko-actor", modules.get("pekko-cluster"));
      assertThat(modules.remove("pekko-discovery")).isNotNull();
      assertThat(modules.values()).containsOnly(modules.get("pekko-actor"));
    } finally {
      kit.shutdownTestKit();
    }
  }
}
