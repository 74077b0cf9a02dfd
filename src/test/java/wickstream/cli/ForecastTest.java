package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.campaign.Forecast;
import wickstream.campaign.RecentPace;
import wickstream.campaign.ShardStatus;

final class ForecastTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** What a {@link Statuses#judged} shard needs: its error is four times what is allowed. */
  private static final long NEEDED = 16 * Statuses.JUDGED_AT;

  private static Optional<Duration> remaining(ShardStatus... shards) {
    return Forecast.of(Statuses.of(shards), TEN_SECONDS).remaining();
  }

  @Test
  void saysNothingBeforeAnythingIsMeasured() {
    Forecast forecast =
        Forecast.of(Statuses.of(Statuses.begun(80, 0, 1000), Statuses.waiting(80)), TEN_SECONDS);
    assertThat(forecast.hiddenUnitsPerSecond()).isZero();
    assertThat(forecast.remaining()).isEmpty();
  }

  /** How far a first grant reaches says nothing of what a shard needs. */
  @Test
  void saysNothingBeforeAnythingIsJudged() {
    assertThat(remaining(Statuses.begun(80, 1000, 2000))).isEmpty();
    assertThat(remaining(Statuses.begun(80, 1000, 2000), Statuses.failed(80))).isEmpty();
    assertThat(Statuses.begun(80, 1000, 2000).remaining()).isEmpty();
  }

  @Test
  void doesNotDivideByNoTime() {
    Forecast forecast =
        Forecast.of(Statuses.of(Statuses.judged(80, 30_000, 40_000, false)), Duration.ZERO);
    assertThat(forecast.hiddenUnitsPerSecond()).isFinite();
    assertThat(forecast.remaining()).isPresent();
  }

  @Test
  void countsHiddenUnits() {
    Forecast forecast =
        Forecast.of(
            Statuses.of(Statuses.converged(100, 500), Statuses.begun(50, 1000, 2000)), TEN_SECONDS);
    assertThat(forecast.hiddenUnitsPerSecond()).isCloseTo(10_000, within(1e-9));
  }

  @Test
  void reachesToTheNeedAndNotToTheEndOfTheGrant() {
    ShardStatus shard = Statuses.judged(80, 40_000, 41_000, false);
    assertThat(shard.expectedNetworks()).hasValue(NEEDED);
    assertThat(remaining(shard)).contains(Duration.ofSeconds((NEEDED - 40_000) / 4000));
    // The shard itself has been running for one second.
    assertThat(shard.remaining()).contains(Duration.ofSeconds((NEEDED - 40_000) / 40_000));
  }

  @Test
  void aGrantIsNotCutShort() {
    assertThat(Statuses.judged(80, 40_000, NEEDED + 1000, false).expectedNetworks())
        .hasValue(NEEDED + 1000);
  }

  @Test
  void endsWhereTheBudgetOfNetworksEnds() {
    ShardStatus shard =
        Statuses.within(
            new ShardStatus.Allowance(100_000, Optional.empty()),
            Statuses.judged(80, 40_000, 41_000, false));
    assertThat(shard.expectedNetworks()).hasValue(100_000);
    assertThat(remaining(shard)).contains(Duration.ofSeconds(15));
    assertThat(shard.remaining()).contains(Duration.ofMillis(1500));
  }

  @Test
  void endsWhereTheBudgetOfTimeEnds() {
    ShardStatus.Allowance allowance =
        new ShardStatus.Allowance(1_000_000, Optional.of(Duration.ofSeconds(4)));
    ShardStatus shard = Statuses.within(allowance, Statuses.judged(80, 40_000, 41_000, false));
    assertThat(remaining(shard)).contains(Duration.ofSeconds(4));
    assertThat(shard.remaining()).contains(Duration.ofSeconds(4)); // not 7
    // Two that run at once, and then one more.
    assertThat(remaining(shard, shard)).contains(Duration.ofSeconds(4));
    assertThat(remaining(shard, shard, Statuses.within(allowance, Statuses.waiting(80))))
        .contains(Duration.ofSeconds(6));
  }

  /** When a tail will be tame, or whether ever, nobody knows. */
  @Test
  void saysNothingWhereATailHoldsAShardUp() {
    ShardStatus heavy = Statuses.judged(80, 40_000, 41_000, true);
    assertThat(heavy.expectedNetworks()).isEmpty();
    assertThat(heavy.remaining()).isEmpty();
    assertThat(remaining(heavy, Statuses.converged(80, 1000))).isEmpty();
  }

  /** The target is met, and yet the shard was told to go on. */
  @Test
  void saysNothingWhereSomethingElseThanTheErrorHoldsAShardUp() {
    ShardStatus precise = Statuses.precise(80, 40_000, 80_000);
    assertThat(precise.remaining()).isEmpty();
    assertThat(remaining(precise, Statuses.converged(80, 1000))).isEmpty();
  }

  /** After a restart, shards that have converged wait for their turn to be told so. */
  @Test
  void expectsNothingMoreOfShardsThatHaveWhatTheyNeed() {
    ShardStatus precise = Statuses.again(Statuses.precise(80, 20_000, 20_000));
    assertThat(precise.expectedNetworks()).hasValue(20_000);
    assertThat(remaining(precise, Statuses.judged(80, 40_000, 41_000, false)))
        .contains(Duration.ofSeconds((NEEDED - 40_000) / 4000));
  }

  @Test
  void expectsOfShardsThatHaveNotBeenJudgedWhatOthersTook() {
    // Done: 2 · 1000 · 100; to come: 1000 · 100 and 1000 · 200.
    assertThat(
            remaining(
                Statuses.converged(80, 1000),
                Statuses.converged(80, 1000),
                Statuses.waiting(80),
                Statuses.waiting(180)))
        .contains(Duration.ofSeconds(15));
    // Done: 1000 · 100 and 500 · 100; to come: 500 · 100, although no more than 100 are granted.
    assertThat(remaining(Statuses.converged(80, 1000), Statuses.begun(80, 500, 600)))
        .contains(Duration.ofMillis(3333));
    // A shard that ended before it had begun takes nothing, which says nothing of others.
    assertThat(remaining(Statuses.converged(80, 1000), Statuses.failed(80), Statuses.waiting(80)))
        .contains(TEN_SECONDS);
  }

  /** Widths of 80 and 160, at six points: 160 and 320 units, 480 and 960 normals. */
  @Test
  void countsTheNormalsOfFurtherLayers() {
    Forecast forecast =
        Forecast.of(
            Statuses.of(
                Statuses.deep(Statuses.converged(80, 1000)), Statuses.deep(Statuses.waiting(160))),
            TEN_SECONDS);
    assertThat(forecast.hiddenUnitsPerSecond()).isCloseTo(16_000, within(1e-9));
    // A network's work: 2 · 80 + 3/8 · 480 + 20 = 360, and 2 · 160 + 3/8 · 960 + 20 = 700.
    assertThat(forecast.remaining().orElseThrow().toMillis())
        .isCloseTo(10_000 * 700 / 360, within(1L));
  }

  @Test
  void hasNothingLeftAtTheEnd() {
    assertThat(remaining(Statuses.converged(80, 1000))).contains(Duration.ZERO);
  }

  /** It draws ten times as fast once its code is compiled. */
  @Test
  void forgetsHowSlowTheBeginningWas() {
    RecentPace pace = new RecentPace();
    for (int second = 0; second <= 30; second++) {
      long networks = second <= 10 ? 100L * second : 1000 + 1000L * (second - 10);
      Forecast forecast =
          pace.forecast(
              Statuses.of(Statuses.judged(80, networks, 21_000, false)),
              Duration.ofSeconds(second));
      if (second == 10) {
        assertThat(forecast.hiddenUnitsPerSecond()).isCloseTo(100 * 80, within(1e-6));
      }
      if (second == 30) {
        assertThat(forecast.hiddenUnitsPerSecond()).isCloseTo(1000 * 80, within(1e-6));
        assertThat(forecast.remaining().orElseThrow().toMillis())
            .isCloseTo(NEEDED - 21_000, within(1L));
      }
    }
  }

  @Test
  void fallsBackOnTheWholeTimeWhileNothingIsNew() {
    RecentPace pace = new RecentPace();
    for (int second = 0; second <= 40; second++) {
      Forecast forecast =
          pace.forecast(
              Statuses.of(Statuses.judged(80, Math.min(second, 1) * 40_000, 41_000, false)),
              Duration.ofSeconds(second));
      if (second > 2) {
        assertThat(forecast.hiddenUnitsPerSecond()).isCloseTo(40_000 * 80.0 / second, within(1e-6));
      }
    }
  }
}
