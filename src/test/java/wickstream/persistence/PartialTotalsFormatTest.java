package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Stretches of bags come back bit for bit, and nothing else is taken for one. */
@Tag("bits")
class PartialTotalsFormatTest {

  private static PartialTotalsFormat.Measured measured(
      RandomTotals source, long firstBag, long endBag, Totals before) {
    PartialTotals.Builder builder =
        new PartialTotals.Builder(RandomTotals.SHARD, new Grant(firstBag, endBag), before.bounds());
    for (long index = firstBag; index < endBag; index++) {
      builder.add(source.bag(RandomTotals.SHARD, index));
    }
    return new PartialTotalsFormat.Measured(-42, builder.build(), Duration.ofMillis(1234));
  }

  private static PartialTotalsFormat.Measured sample() {
    return measured(new RandomTotals(3, 2, 10), 5, 12, Totals.startingAt(RandomTotals.SHARD, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 0, 3",
    "4, 7, 3, 2, 5",
    "130, 250, 2, 1, 100",
    "129, 256, 7, 3, 50",
    "2, 3, 1071, 6, 1000"
  })
  void comeBackAsTheyWere(long firstBag, long endBag, int dimension, int series, int networks)
      throws DamagedCheckpoint {
    RandomTotals source = new RandomTotals(dimension, series, networks);
    Totals before = source.of(0, firstBag);
    PartialTotalsFormat.Measured sent = measured(source, firstBag, endBag, before);
    PartialTotalsFormat.Measured come =
        PartialTotalsFormat.decode(PartialTotalsFormat.encode(sent));
    assertThat(come.seed()).isEqualTo(sent.seed());
    assertThat(come.took()).isEqualTo(sent.took());
    assertThat(come.partialTotals()).usingRecursiveComparison().isEqualTo(sent.partialTotals());
    assertThat(before.plus(come.partialTotals())).isEqualTo(source.of(0, endBag));
  }

  @Test
  void everyChangedByteIsFound() {
    byte[] data = PartialTotalsFormat.encode(sample());
    for (int i = 0; i < data.length; i++) {
      byte[] changed = data.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> PartialTotalsFormat.decode(changed))
          .isInstanceOf(DamagedCheckpoint.class);
    }
    for (int length : List.of(0, 7, 47, data.length - 1)) {
      assertThatThrownBy(() -> PartialTotalsFormat.decode(Arrays.copyOf(data, length)))
          .isInstanceOf(DamagedCheckpoint.class);
    }
  }

  @Test
  void aCheckpointIsNone() {
    Totals totals = new RandomTotals(3, 2, 10).of(0, 20);
    byte[] checkpoint =
        CheckpointFormat.encode(new Checkpoint(-42, totals, 20, Duration.ofSeconds(1)));
    assertThatThrownBy(() -> PartialTotalsFormat.decode(checkpoint))
        .hasMessage("these %d bytes are not a stretch of bags".formatted(checkpoint.length));
  }

  /** Nodes of other versions must understand what was written once. */
  @Test
  void theFormatIsTheOneThatWasKept() throws IOException {
    try (InputStream kept = getClass().getResourceAsStream("/checkpoints/format-1.stretch")) {
      assertThat(PartialTotalsFormat.encode(sample())).isEqualTo(kept.readAllBytes());
    }
  }
}
