package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.Tool;

/**
 * What is in conf/kubernetes are such things as Kubernetes knows, with no fields that it does not.
 */
@Tag("full")
final class KubernetesSchemaIT {
  private static final Path PROJECT = Path.of("src/test/resources/wickstream/kubernetes");

  @TempDir private Path directory;

  @Test
  void theyCompile() throws IOException {
    Tool npm = Tool.named("npm");
    for (String file : new String[] {"package.json", "tsconfig.json", "misspelt.ts"}) {
      Files.copy(PROJECT.resolve(file), directory.resolve(file));
    }
    List<Manifest> manifests = Manifest.all();
    assertThat(manifests).hasSizeGreaterThan(9);
    for (Manifest manifest : manifests) {
      String name = "%s-%s.ts".formatted(manifest.kind(), manifest.name());
      assertThat(directory.resolve(name)).doesNotExist();
      Files.writeString(directory.resolve(name), typeScript(manifest));
    }
    npm.run(
        directory, "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    npm.run(directory, "exec", "--offline", "--", "tsc", "--project", ".");
  }

  private static String typeScript(Manifest manifest) {
    return """
        import type { %1$s } from 'kubernetes-types/%2$s';
        export const manifest: %1$s & { apiVersion: string; kind: string; metadata: { name: string } } = %3$s;
        """
        .formatted(manifest.kind(), module(manifest.apiVersion()), manifest.json());
  }

  /** Where types are: apps/v1, but core/v1 for v1 and rbac/v1 for rbac.authorization.k8s.io/v1. */
  private static String module(String apiVersion) {
    return apiVersion.contains("/") ? apiVersion.replaceFirst("\\..*/", "/") : "core/" + apiVersion;
  }
}
