package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeBackendTest {

  @Test
  void autoIsTheDefault() {
    String automatic = ComputeBackend.choose(Optional.of("auto")).describe();
    assertThat(automatic).isNotBlank().doesNotContain("\n");
    assertThat(ComputeBackend.choose(Optional.empty()).describe()).isEqualTo(automatic);
  }

  /** As virtual machines describe themselves, started with these options. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no option                | OpenJDK 64-Bit Server VM | mixed mode, sharing                  | false
          -Xcomp                   | OpenJDK 64-Bit Server VM | compiled mode, sharing               | false
          -XX:TieredStopAtLevel=1  | OpenJDK 64-Bit Server VM | mixed mode, emulated-client, sharing | true
          -Xint                    | OpenJDK 64-Bit Server VM | interpreted mode, sharing            | true
          of a client              | OpenJDK Client VM        | mixed mode                           | true
          """)
  void vectorsAreNotTakenWhereC2IsMissing(
      String started, String name, String info, boolean isSlow) {
    Properties machine = new Properties();
    machine.setProperty("java.vm.name", name);
    machine.setProperty("java.vm.info", info);
    assertThat(ComputeBackend.slowness(machine).isPresent()).as(started).isEqualTo(isSlow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "SCALAR"})
  void scalarCanBeChosen(String choice) {
    assertThat(ComputeBackend.choose(Optional.of(choice)).describe())
        .isEqualTo("scalar (chosen by WICKSTREAM_KERNEL)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "", "scalar "})
  void anythingElseIsRefusedInOneLine(String choice) {
    assertThatThrownBy(() -> ComputeBackend.choose(Optional.of(choice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("WICKSTREAM_KERNEL must be scalar, vector or auto, was \"%s\"", choice);
  }

  /** It is had, or refused in one line that says what else is allowed. */
  @Test
  void vectorIsHadOrRefusedWithAWayOut() {
    try {
      assertThat(ComputeBackend.choose(Optional.of("vector")).describe()).contains("vector");
    } catch (IllegalArgumentException rejection) {
      assertThat(rejection)
          .hasMessageStartingWith("WICKSTREAM_KERNEL = vector cannot be had: ")
          .hasMessageEndingWith("; allowed here: scalar, auto")
          .hasMessageNotContaining("\n");
    }
  }
}
