package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.ShardStatus;

final class ProgressTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

  private Progress plain() {
    return new Progress(new Screen(out, false, () -> 80), "u4");
  }

  private Progress terminal(int columns) {
    return new Progress(new Screen(out, true, () -> columns), "u4");
  }

  /** What was printed since the last look, but for returns to the first column. */
  private String printed() {
    String text = screen.toString(StandardCharsets.UTF_8).replace("\r", "");
    screen.reset();
    return text;
  }

  @Test
  void tellsOnceThatAShardHasEnded() {
    Progress progress = plain();
    CampaignStatus status =
        Statuses.of(
            Statuses.converged(5, 20_000), Statuses.begun(50, 3000, 20_000), Statuses.failed(7));
    progress.show(status, SOON);
    assertThat(printed())
        .isEqualTo(
            """
            N = 5, sigma_W = 1.5: 20 000 networks, u4 = -0.5000 ± 0.0050 (1 %, wanted 1 %), converged
            N = 7, sigma_W = 1.5: 0 networks, failed
            """);
    progress.show(status, SOON);
    assertThat(printed()).isEmpty();
  }

  @Test
  void tellsOfTheWholeEveryHalfMinute() {
    Progress progress = plain();
    CampaignStatus status = Statuses.of(Statuses.begun(80, 1000, 2000), Statuses.waiting(80));
    progress.show(status, Duration.ofSeconds(29));
    assertThat(printed()).isEmpty();
    progress.show(status, Duration.ofSeconds(31));
    assertThat(printed())
        .startsWith("demo: 0 of 2 shards, ")
        .contains("31 s so far")
        .endsWith("\n");
    progress.show(status, Duration.ofSeconds(60));
    assertThat(printed()).isEmpty();
    progress.show(status, Duration.ofSeconds(62));
    assertThat(printed()).contains("1 min 02 s so far");
  }

  @Test
  void hasNothingToClearInAFile() {
    Progress progress = plain();
    progress.show(Statuses.of(Statuses.converged(5, 20_000)), SOON);
    printed();
    progress.clear();
    assertThat(printed()).isEmpty();
  }

  private static final CampaignStatus HALF_WAY =
      Statuses.of(
          Statuses.converged(5, 20_000),
          Statuses.judged(50, 30_000, 40_000, false),
          Statuses.judged(60, 30_000, 40_000, true),
          Statuses.waiting(500));

  @Test
  void showsTheWholeAndShardsBeingWorkedOnOnATerminal() {
    terminal(200).show(HALF_WAY, SOON);
    assertThat(drawn())
        .containsExactly(
            "████████"
                + "░".repeat(25)
                + " worst error 4.0 × target, 25 %, 1 of 4 shards, 2 s so far, 1.7M hidden units/s",
            "N = 50, sigma_W = 1.5: 4.0 × target, u4 = -0.500 ± 0.020, 30 000 of 40 000 networks, 4 %, wanted 1 %",
            "N = 60, sigma_W = 1.5: error not to be trusted, u4 = -0.500 ± 0.020, 30 000 of 40 000 networks, 4 %, wanted 1 %");
  }

  /** What matters most is seen on the narrowest of the usual terminals, and no word is cut. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40 | ███░░░ 4.0 × target, 2 s to go, 50 % | N = 50, sigma_W = 1.5: 4.0 × target",
        "80 | ██████░░░░░░░ worst error 4.0 × target, 2 s to go, 50 %, 0 of 1 shards |"
            + " N = 50, sigma_W = 1.5: 4.0 × target, u4 = -0.500 ± 0.020, 160 000 networks",
        "120 | █████████░░░░░░░░░░ worst error 4.0 × target, 2 s to go, 50 %, 0 of 1 shards, 2 s so far, 4.0M hidden units/s |"
            + " N = 50, sigma_W = 1.5: 4.0 × target, u4 = -0.500 ± 0.020, 160 000 networks, 4 %, wanted 1 %"
      })
  void saysFirstWhatMattersMost(int columns, String whole, String shard) {
    // 320 000 networks are needed, of which half took 2 s.
    terminal(columns).show(Statuses.of(Statuses.judged(50, 160_000, 160_000, false)), SOON);
    assertThat(drawn()).containsExactly(whole, shard);
  }

  @Test
  void tellsHowLongItWillTakeWhereThatIsKnown() {
    // 20 000 networks in 2 s, and as many to come.
    terminal(200).show(Statuses.of(Statuses.converged(50, 20_000), Statuses.waiting(50)), SOON);
    assertThat(drawn().get(0)).contains(" 2 s to go, 50 %");
  }

  @Test
  void theBarIsFullAtTheEndOnly() {
    terminal(80).show(Statuses.of(Statuses.converged(50, 20_000)), SOON);
    assertThat(drawn().get(0)).startsWith("█".repeat(13) + " 0 s to go, 100 %");
    terminal(80)
        .show(
            Statuses.of(Statuses.converged(50, 20_000), Statuses.begun(50, 19_999, 20_000)), SOON);
    assertThat(drawn().get(0)).startsWith("█".repeat(12) + "░ ").contains("99 %, 1 of 2 shards");
  }

  @Test
  void redrawsInPlaceInOneStrokeAndLeavesNothing() {
    Progress progress = terminal(80);
    CampaignStatus status = Statuses.of(Statuses.begun(5, 10, 20), Statuses.begun(6, 10, 20));
    progress.show(status, SOON);
    assertThat(printed()).startsWith("\033[?7l").endsWith("\033[K\n\033[?7h\033[J").hasLineCount(4);
    progress.show(status, SOON);
    assertThat(printed()).startsWith("\033[3A\033[?7l").endsWith("\033[K\n\033[?7h\033[J");
    progress.clear();
    assertThat(printed()).isEqualTo("\033[3A\033[J");
    progress.clear();
    assertThat(printed()).isEmpty();
  }

  /** Lines of 100 and 75 columns take five rows when the terminal has 50, and 13 at 20. */
  @Test
  void findsItsLinesAgainOnATerminalThatWasMadeNarrower() {
    AtomicInteger columns = new AtomicInteger(120);
    Progress progress = new Progress(new Screen(out, true, columns::get), "u4");
    progress.show(HALF_WAY, SOON);
    int[] lengths = drawn().stream().mapToInt(String::length).toArray();
    columns.set(50);
    progress.show(HALF_WAY, SOON);
    int rows = IntStream.of(lengths).map(length -> (length + 49) / 50).sum();
    assertThat(rows).isGreaterThan(lengths.length);
    assertThat(printed()).startsWith("\033[%dA\033[?7l".formatted(rows));
    columns.set(10);
    progress.show(HALF_WAY, SOON);
    assertThat(printed()).endsWith("A\033[J").doesNotContain("target");
    columns.set(120);
    progress.show(HALF_WAY, SOON);
    assertThat(printed()).startsWith("\033[?7l");
  }

  @ParameterizedTest
  @CsvSource({"20", "40", "79", "200"})
  void keepsLinesShorterThanTheTerminal(int columns) {
    terminal(columns).show(HALF_WAY, SOON);
    assertThat(drawn()).hasSize(3).allMatch(line -> line.length() < columns);
  }

  /** What was drawn since the last look. */
  private List<String> drawn() {
    return printed().replaceAll("\033\\[[?\\d]*[A-Za-z]", "").lines().toList();
  }

  /** A terminal in a container or in a pipeline has 0 columns; some have any other number. */
  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -5, 0, 1, 2, 19})
  void redrawsNothingWhereNothingFits(int columns) {
    Progress progress = terminal(columns);
    progress.begin("demo", 2, 1);
    progress.show(
        Statuses.of(Statuses.converged(5, 20_000), Statuses.begun(50, 3000, 20_000)), SOON);
    progress.clear();
    assertThat(printed())
        .isEqualTo(
            """
            demo: 2 shards on 1 thread
            N = 5, sigma_W = 1.5: 20 000 networks, u4 = -0.5000 ± 0.0050 (1 %, wanted 1 %), converged
            """);
  }

  @Test
  void showsWholeLinesOnTheWidestTerminal() {
    terminal(Integer.MAX_VALUE / 1_000_000).show(Statuses.of(Statuses.begun(5, 10, 20)), SOON);
    assertThat(drawn().get(1)).isEqualTo("N = 5, sigma_W = 1.5: 10 of 20 networks");
  }

  @Test
  void aFailureIsSaidOnceAndEndsOnlyTheShowing() {
    Progress progress = new Progress(new Screen(failingAt("N = 5"), false, () -> 80), "u4");
    CampaignStatus status =
        Statuses.of(Statuses.converged(5, 20_000), Statuses.converged(50, 20_000));
    progress.show(status, SOON);
    progress.show(status, Duration.ofMinutes(1));
    progress.clear();
    assertThat(printed())
        .isEqualTo(
            "wickstream: progress can no longer be shown, the campaign goes on:"
                + " java.lang.IllegalStateException: broken\n");
  }

  @Test
  void aScreenOnWhichNothingCanBeSaidIsNoObstacle() {
    Progress progress = new Progress(new Screen(failingAt(""), true, () -> 80), "u4");
    progress.begin("demo", 1, 1);
    progress.show(Statuses.of(Statuses.begun(5, 10, 20)), SOON);
    progress.clear();
    assertThat(printed()).isEmpty();
  }

  /** What is printed is caught, but lines that begin so break it. */
  private PrintStream failingAt(String beginning) {
    return new PrintStream(screen, true, StandardCharsets.UTF_8) {
      @Override
      public void print(String text) {
        if (text.startsWith(beginning)) {
          throw new IllegalStateException("broken");
        }
        super.print(text);
      }
    };
  }

  @Test
  void doesNotFillTheScreen() {
    ShardStatus[] many =
        IntStream.rangeClosed(1, 100)
            .mapToObj(width -> Statuses.begun(width, 10, 20))
            .toArray(ShardStatus[]::new);
    terminal(80).show(Statuses.of(many), SOON);
    assertThat(drawn()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 00 s", "3599, 59 min 59 s", "7500, 2 h 05 min"})
  void writesDurations(long seconds, String text) {
    assertThat(Progress.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  /** Networks whose layers all learn take steps, which say more of the work than units do. */
  @Test
  void stepsAreCounted() {
    assertThat(Progress.steps(80, 123_000)).isEqualTo(", 9.84e6 steps of descent");
    assertThat(Progress.steps(0, 123_000)).isEmpty();
  }
}
