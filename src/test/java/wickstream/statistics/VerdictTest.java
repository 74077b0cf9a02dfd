package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Optional<NetworksNeeded> NEEDED =
      Optional.of(new NetworksNeeded(1.5e16, NetworksNeeded.Basis.EXACT_VALUE));

  @Test
  void labelsAreTheWordsOfTheResultFiles() {
    Stream<Verdict> verdicts =
        Stream.of(
            new Verdict.Continue(new Grant(0, 1), "why"),
            new Verdict.Converged("why"),
            new Verdict.HeavyTailed("why", NEEDED),
            new Verdict.BudgetExhausted("why", NEEDED),
            new Verdict.Cancelled("why"),
            new Verdict.Failed("why"));
    assertThat(verdicts.map(Verdict::label))
        .containsExactly(
            "continue", "converged", "heavy-tailed", "budget-exhausted", "cancelled", "failed");
  }

  @Test
  void onlyATargetOutOfReachSaysHowManyNetworksItWouldTake() {
    assertThat(new Verdict.HeavyTailed("why", NEEDED).networksNeeded()).isEqualTo(NEEDED);
    assertThat(new Verdict.BudgetExhausted("why", NEEDED).networksNeeded()).isEqualTo(NEEDED);
    assertThat(new Verdict.Converged("why").networksNeeded()).isEmpty();
    assertThat(new Verdict.Continue(new Grant(0, 1), "why").networksNeeded()).isEmpty();
    assertThat(new Verdict.Cancelled("why").networksNeeded()).isEmpty();
    assertThat(new Verdict.Failed("why").networksNeeded()).isEmpty();
  }

  @Test
  void theBasisOfANumberOfNetworksIsNamed() {
    assertThat(Arrays.stream(NetworksNeeded.Basis.values()).map(NetworksNeeded.Basis::label))
        .containsExactly("from the exact value", "from the measured spread", "lower bound");
  }
}
