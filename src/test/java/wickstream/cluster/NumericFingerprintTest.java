package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.sampling.ComputeBackend;

@Tag("bits")
class NumericFingerprintTest {

  /**
   * Changes with the bits of any network, and only then: on every JDK and kernel it is this one. A
   * new value means that older nodes do not measure for newer coordinators.
   */
  @Test
  void isTheSameEverywhere() {
    assertThat(NumericFingerprint.of(ComputeBackend.choose(Optional.empty())))
        .isEqualTo("96304ea87e89a327");
    assertThat(NumericFingerprint.of(ComputeBackend.choose(Optional.of("scalar"))))
        .isEqualTo("96304ea87e89a327");
  }
}
