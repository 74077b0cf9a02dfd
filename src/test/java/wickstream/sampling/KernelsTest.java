package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {

  @Test
  void autoIsTheDefault() {
    String automatic = Kernels.choose(Optional.of("auto")).describe();
    assertThat(automatic).isNotBlank().doesNotContain("\n");
    assertThat(Kernels.choose(Optional.empty()).describe()).isEqualTo(automatic);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "SCALAR"})
  void scalarCanBeChosen(String choice) {
    assertThat(Kernels.choose(Optional.of(choice)).describe())
        .isEqualTo("scalar (chosen by WICKSTREAM_KERNEL)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "", "scalar "})
  void anythingElseIsRefusedInOneLine(String choice) {
    assertThatThrownBy(() -> Kernels.choose(Optional.of(choice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("WICKSTREAM_KERNEL must be scalar, vector or auto, was \"%s\"", choice);
  }

  /** It is had, or refused in one line that says what else is allowed. */
  @Test
  void vectorIsHadOrRefusedWithAWayOut() {
    try {
      assertThat(Kernels.choose(Optional.of("vector")).describe()).contains("vector");
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal)
          .hasMessageStartingWith("WICKSTREAM_KERNEL = vector cannot be had: ")
          .hasMessageEndingWith("; allowed here: scalar, auto")
          .hasMessageNotContaining("\n");
    }
  }
}
