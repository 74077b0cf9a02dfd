package wickstream.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.dashboards.Rules;

/** Every alert leads to a page that says what to do. */
final class RunbookTest {
  /** The address of the daemon as Prometheus knows it, and the page there. */
  private static final Pattern ADDRESS =
      Pattern.compile("http://\\{\\{ \\$labels\\.instance }}/explain/([a-z0-9-]+)");

  static Iterable<Map.Entry<String, String>> runbooks() {
    return Rules.runbooks().entrySet();
  }

  @ParameterizedTest
  @MethodSource("runbooks")
  void isAPageWithAPartAboutTheAlert(Map.Entry<String, String> runbook) {
    String alert = runbook.getKey();
    Matcher address = ADDRESS.matcher(runbook.getValue());
    assertThat(address.matches()).as(runbook.getValue()).isTrue();
    Page page = Glossary.load().page(address.group(1)).orElseThrow();
    assertThat(page.markdown()).contains("\n## %s\n".formatted(alert));
    assertThat(Glossary.load().page(alert)).as("wickstream explain " + alert).contains(page);
  }
}
