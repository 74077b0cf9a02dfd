package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.persistence.Samples;
import wickstream.statistics.Verdict;

class ShardResultTest {

  /** All shards of a power are read with a verdict of their own, then with that of all together. */
  @Test
  void underAnotherVerdictEverythingElseStays() throws ReflectiveOperationException {
    ShardResult shard = Samples.campaign().shards().get(0);
    Verdict other = new Verdict.BudgetExhausted("why", Optional.empty());
    ShardResult changed = shard.with(other);
    assertThat(shard.vertex()).isPresent();
    assertThat(changed.verdict()).isEqualTo(other);
    for (RecordComponent component : ShardResult.class.getRecordComponents()) {
      if (!component.getName().equals("verdict")) {
        assertThat(component.getAccessor().invoke(changed))
            .as(component.getName())
            .isEqualTo(component.getAccessor().invoke(shard));
      }
    }
  }
}
