package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;

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

  /** Which have the same bits, as {@link ComputeBackendBitsTest} shows. */
  @Test
  void vectorsWaitUntilThereIsWorkEnough() {
    ComputeBackend vectors = ComputeBackend.choose(Optional.empty());
    assumeThat(vectors.describe()).startsWith("vector");
    assertThat(vectors.forOne(1e8).describe()).isEqualTo(vectors.describe());
    ComputeBackend first = vectors.forOne(0.99e8);
    assertThat(first.describe()).isEqualTo("scalar (too little work to compile vectors for)");
    Supplier<LaneOps> before = first.source();
    Shard large =
        new Shard(
            Ensemble.of(Activation.GAUSS, 1, 1, 1),
            1_000_000,
            Activation.GAUSS.defaultPoints(),
            Estimator.PLAIN,
            List.of(4),
            40);
    first.done(large);
    first.done(large);
    assertThat(first.source()).isSameAs(before);
    first.done(large);
    assertThat(first.source()).isNotSameAs(before);
    assertThat(first.describe()).isEqualTo(vectors.describe());
  }

  @Test
  void whatWasChosenDoesNotWait() {
    ComputeBackend scalar = ComputeBackend.choose(Optional.of("scalar"));
    assertThat(scalar.forOne(1)).isSameAs(scalar);
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
