package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.sampling.Kernels;

@Tag("numeric")
class ProofTest {

  /**
   * Changes with the bits of any network, and only then: on every JDK and kernel it is this one. A
   * new value means that older nodes do not measure for newer coordinators.
   */
  @Test
  void isTheSameEverywhere() {
    assertThat(Proof.of(Kernels.choose(Optional.empty()))).isEqualTo("95992719ae76725b");
    assertThat(Proof.of(Kernels.choose(Optional.of("scalar")))).isEqualTo("95992719ae76725b");
  }
}
