package wickstream.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.dashboards.Tool;

/** What the page computes by itself, tested in Node.js by scripts beside those of the page. */
class PageScriptTest {
  private static final List<Path> SCRIPTS =
      List.of(
          Path.of("src/main/resources/wickstream/page"),
          Path.of("src/test/resources/wickstream/page"));

  @TempDir private Path directory;

  @BeforeEach
  void copyScripts() throws IOException {
    Files.writeString(directory.resolve("package.json"), "{\"type\": \"module\"}");
    for (Path folder : SCRIPTS) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
          Files.copy(file, directory.resolve(file.getFileName()));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"format", "verdicts", "charts", "theory", "training", "address", "shards"})
  void saysWhatIsTrue(String subject) {
    Tool.named("node").run(directory, "--test", subject + ".test.js");
  }
}
