package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of Prometheus, its rules, and when its alerts fire. */
final class RulesIT {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path TESTS = Path.of("src/test/resources/wickstream/rules.test.yml");

  @TempDir private Path directory;

  @Test
  void theConfigurationIsValid() {
    Tool.named("promtool").run(HERE, "check", "config", "conf/prometheus.yml");
  }

  @Test
  void theRulesAreValid() {
    Tool.named("promtool").run(HERE, "check", "rules", Rules.FILE.toString());
  }

  @Test
  void alertsFireWhenTheyShould() throws IOException {
    String tests = Files.readString(TESTS);
    Path file = directory.resolve("rules.test.yml");
    Files.writeString(file, tests.replace("RULES", Rules.FILE.toAbsolutePath().toString()));
    Tool.named("promtool").run(directory, "test", "rules", file.toString());
  }

  @Test
  void everyAlertIsTested() throws IOException {
    String tests = Files.readString(TESTS);
    assertThat(Rules.alerts())
        .hasSizeGreaterThan(5)
        .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert));
  }
}
