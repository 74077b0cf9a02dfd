package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.Tool;

/** conf/Containerfile and conf/compose.yaml are what engines of containers read. */
@Tag("full")
final class ContainersSchemaIT {
  private static final Path PROJECT = Path.of("src/test/resources/wickstream/containers");

  @TempDir private static Path directory;
  private static String compose;
  private static String containerfile;

  @BeforeAll
  static void install() throws IOException {
    for (String file : new String[] {"package.json", "check.js"}) {
      Files.copy(PROJECT.resolve(file), directory.resolve(file));
    }
    Tool.named("npm")
        .run(
            directory,
            "install",
            "--prefer-offline",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund");
    compose = new YAMLMapper().readTree(Path.of("conf/compose.yaml").toFile()).toString();
    containerfile = Files.readString(Containerfile.FILE);
  }

  private static void check(String image, String services) throws IOException {
    Files.writeString(directory.resolve("Containerfile"), image);
    Files.writeString(directory.resolve("compose.json"), services);
    Tool.named("node").run(directory, "check.js", "Containerfile", "compose.json");
  }

  @Test
  void thereIsNoComplaint() {
    assertThatCode(() -> check(containerfile, compose)).doesNotThrowAnyException();
  }

  @Test
  void whatIsMisspeltIsFound() {
    assertThatThrownBy(() -> check(containerfile, compose.replace("\"restart\"", "\"restrat\"")))
        .hasMessageContaining("/services/wickstream must NOT have additional properties");
    assertThatThrownBy(() -> check(containerfile.replace("\nUSER ", "\nUSR "), compose))
        .hasMessageContaining("Unknown instruction: USR");
  }
}
