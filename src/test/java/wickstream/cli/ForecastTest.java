package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import wickstream.campaign.Forecast;

final class ForecastTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void saysNothingBeforeAnythingIsMeasured() {
    Forecast forecast =
        Forecast.of(Statuses.of(Statuses.begun(80, 0, 1000), Statuses.waiting(80)), TEN_SECONDS);
    assertThat(forecast.hiddenUnitsPerSecond()).isZero();
    assertThat(forecast.remaining()).isEmpty();
  }

  @Test
  void doesNotDivideByNoTime() {
    Forecast forecast = Forecast.of(Statuses.of(Statuses.begun(80, 10, 20)), Duration.ZERO);
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
  void goesOnAsItWent() {
    Forecast half = Forecast.of(Statuses.of(Statuses.begun(80, 1000, 2000)), TEN_SECONDS);
    assertThat(half.remaining()).contains(TEN_SECONDS);
  }

  @Test
  void expectsOfShardsToComeWhatOthersTook() {
    Forecast forecast =
        Forecast.of(
            Statuses.of(
                Statuses.converged(80, 1000),
                Statuses.converged(80, 1000),
                Statuses.waiting(80),
                Statuses.waiting(180)),
            TEN_SECONDS);
    // Done: 2 · 1000 · 100; to come: 1000 · 100 and 1000 · 200.
    assertThat(forecast.remaining()).contains(Duration.ofSeconds(15));
  }

  /** Widths of 80 and 160: 4 times the weights, not twice. */
  @Test
  void countsTheWeightsBetweenHiddenLayers() {
    Forecast forecast =
        Forecast.of(
            Statuses.of(
                Statuses.deep(Statuses.converged(80, 1000)), Statuses.deep(Statuses.waiting(160))),
            TEN_SECONDS);
    assertThat(forecast.hiddenUnitsPerSecond()).isCloseTo(16_000, within(1e-9));
    // A network's work: 2 · 80 + 3/8 · 80² + 20 = 2580, and 2 · 160 + 3/8 · 160² + 20 = 9940.
    assertThat(forecast.remaining().orElseThrow().toMillis())
        .isCloseTo(10_000 * 9940 / 2580, within(1L));
  }

  @Test
  void hasNothingLeftAtTheEnd() {
    Forecast forecast = Forecast.of(Statuses.of(Statuses.converged(80, 1000)), TEN_SECONDS);
    assertThat(forecast.remaining()).contains(Duration.ZERO);
  }
}
