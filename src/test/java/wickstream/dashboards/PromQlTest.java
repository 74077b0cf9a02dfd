package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from expressions. */
final class PromQlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(a[$__rate_interval])                       | rate(a[1m])",
        "rate(a[$__interval]) + rate(a[$__range])        | rate(a[5s]) + rate(a[30m])",
        "a{c=~\"$campaign\", n=~\"$n\", s=~\"$sigma_w\"} | a{c=~\".+\", n=~\".+\", s=~\".+\"}",
        "a{c=~\"${campaign:regex}\", n=~\"${n}\"}        | a{c=~\".+\", n=~\".+\"}",
        "a{${shard:raw}}                                 | a{campaign=~\".+\"}",
        "label_replace(a, \"b\", \"$1 x\", \"c\", \".*\")| label_replace(a, \"b\", \"$1 x\", \"c\", \".*\")",
      })
  void variablesGetValues(String expression, String expected) {
    assertThat(PromQl.substituted(expression)).isEqualTo(expected);
  }

  @Test
  void aVariableCanDiffer() {
    assertThat(PromQl.substituted("rate(a{n=~\"$n\"}[$__rate_interval])", Map.of("n", "5|50")))
        .isEqualTo("rate(a{n=~\"5|50\"}[1m])");
  }

  @Test
  void anUnknownVariableIsAMistake() {
    assertThatThrownBy(() -> PromQl.substituted("a{b=\"$other\"}")).hasMessageContaining("$other");
  }

  @Test
  void metricsAreFoundOutsideOfTexts() {
    assertThat(
            PromQl.metrics(
                "up{job=\"wickstream_x\"} == 0 and wickstream_u4 > abs(wickstream:a:b) - wickstream_u4"))
        .containsExactly("up", "wickstream_u4", "wickstream:a:b");
  }
}
