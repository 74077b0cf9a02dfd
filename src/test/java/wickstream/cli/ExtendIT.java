package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign goes on from what is there, and asks for more, or for less. */
final class ExtendIT {
  private static final String LOOSE = "--set=stop.relative-error=0.012";
  private static final String TIGHT = "--set=stop.relative-error=0.006";

  @TempDir private Path directory;
  private LongRun run;

  @BeforeEach
  void prepare() {
    run = LongRun.in(directory.resolve("out"));
  }

  /** How many networks each shard holds. */
  private List<Long> networks() {
    List<Long> networks = new ArrayList<>();
    run.results().path("shards").forEach(shard -> networks.add(shard.path("networks").asLong()));
    return networks;
  }

  private static long sum(List<Long> networks) {
    return networks.stream().mapToLong(Long::longValue).sum();
  }

  private long networksOfThisRun() {
    return run.results().path("run").path("networks").asLong();
  }

  @Tag("full")
  @Test
  void aTighterTargetDrawsOnlyWhatIsMissing() {
    LongRun.converged(run.run(LOOSE));
    List<Long> before = networks();
    assertThat(sum(before)).isEqualTo(networksOfThisRun());

    Outcome outcome = run.resumed(TIGHT);
    List<Long> after = networks();
    assertThat(sum(before) + networksOfThisRun()).isEqualTo(sum(after));
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).as("shard %d", i).isGreaterThan(before.get(i));
    }
    assertThat(outcome.out()).contains("4 of 4 shards converged", "of earlier runs");
    assertThat(Tables.in(run.out()).eventKinds()).contains("began", "extended");
    expectSameBagsAsAtOnce(after);
  }

  /**
   * A shard of as many bags holds the same numbers, whether they were drawn in one run or two: if
   * the second run had drawn a bag again, or left one out, it would not.
   */
  private void expectSameBagsAsAtOnce(List<Long> networks) {
    for (int i = 0; i < networks.size(); i++) {
      JsonNode shard = run.results().path("shards").get(i);
      LongRun alone = LongRun.in(directory.resolve("alone" + i));
      Outcome outcome =
          alone.run(
              "--set=widths=[%d]".formatted(shard.path("width").asInt()),
              "--set=sigma-w=[%s]".formatted(shard.path("sigmaW").asText()),
              "--set=stop.relative-error=1e-6",
              "--set=stop.max-networks=" + networks.get(i));
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
      Shards.expectSameBags(shard, alone.results().path("shards").get(0));
    }
  }

  @Tag("full")
  @Test
  void moreWidthsAndSigmasAreMoreShards() {
    LongRun.converged(run.run(LOOSE, "--set=widths=[5]", "--set=sigma-w=[2.0]"));
    long before = networksOfThisRun();
    run.resumed(LOOSE);
    assertThat(networks()).hasSize(4);
    assertThat(networks().get(2)).isEqualTo(before);
    assertThat(before + networksOfThisRun()).isEqualTo(sum(networks()));
    String extended = Shards.of(run.out());

    LongRun atOnce = LongRun.in(directory.resolve("at-once"));
    LongRun.converged(atOnce.run(LOOSE));
    assertThat(extended).isEqualTo(Shards.of(atOnce.out()));
  }

  @Test
  void aLooserTargetIsReachedAlready() {
    LongRun.converged(run.run(TIGHT));
    List<Long> before = networks();
    run.resumed(LOOSE);
    assertThat(networksOfThisRun()).isZero();
    assertThat(networks()).isEqualTo(before);
  }

  @Test
  void aFinishedCampaignIsNotMeasuredAgain() {
    LongRun.converged(run.run(LOOSE));
    String before = Shards.of(run.out());
    run.resumed(LOOSE);
    assertThat(networksOfThisRun()).isZero();
    assertThat(Shards.of(run.out())).isEqualTo(before);
  }

  @Tag("full")
  @Test
  void aLargerBudgetIsUsed() {
    Outcome outcome = run.run("--set=stop.max-networks=10000");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
    assertThat(networks()).containsOnly(10_000L);
    run.resumed();
    assertThat(40_000 + networksOfThisRun()).isEqualTo(sum(networks()));
  }

  @Tag("full")
  @Test
  void whateverElseDiffersIsRefused() {
    String enough = "--set=stop.relative-error=0.2";
    LongRun.converged(run.run(enough));
    String before = Shards.of(run.out());
    expectRefusal(
        List.of("seed", "bag-size", "points", "orders", "estimator"),
        "seed=7",
        "bag-size=100",
        "points=[0.1, 0.2]",
        "orders=[4]",
        "estimator=plain");
    expectRefusal(
        List.of("ensemble.sigma-b", "stop.observable", "stop.confidence", "stop.min-bags"),
        "ensemble.sigma-b=0.6",
        "stop.observable=m4",
        "stop.confidence=0.9",
        "stop.min-bags=30");
    expectRefusal(
        List.of("name", "widths", "sigma-w", "stop.max-networks"),
        "name=other",
        "widths=[5]",
        "sigma-w=[2.0, 3.0]",
        "stop.max-networks=1e6");
    assertThat(Shards.of(run.out())).isEqualTo(before);
    run.resumed(enough);
  }

  /** Names every key that differs, with both values. */
  private void expectRefusal(List<String> keys, String... settings) {
    List<String> options = new ArrayList<>(List.of("--resume"));
    List.of(settings).forEach(setting -> options.add("--set=" + setting));
    List<String> named = new ArrayList<>(List.of(run.out().toString()));
    keys.forEach(key -> named.add("campaign.%s was ".formatted(key)));
    run.refused(named, options.toArray(String[]::new));
  }

  @Test
  void withNothingThereItBegins() {
    Outcome outcome = run.resumed(LOOSE);
    assertThat(outcome.complaints())
        .contains("wickstream: nothing to go on from in %s: beginning anew".formatted(run.out()));
    assertThat(Tables.in(run.out()).eventKinds()).startsWith("began");
  }

  @Test
  void resultsWithoutADatabaseAreNotGoneOnFrom() {
    LongRun.converged(run.run(LOOSE));
    Commands.run(List.of("rm", run.out().resolve("wickstream.db").toString()));
    run.refused(List.of(run.out().toString(), "no database", "--force"), "--resume", LOOSE);
  }

  @Tag("full")
  @Test
  void anInterruptedRunEndsAsIfItHadNotBeen() {
    run.interruptOnceSaved(Tables.in(run.out()));
    long before = sum(networks());
    run.interruptOnceSaved(Tables.in(run.out()), "--resume");
    assertThat(sum(networks())).isGreaterThanOrEqualTo(before);
    run.resumed();
    run.expectUndisturbed();
    assertThat(Tables.in(run.out()).eventKinds()).contains("began", "resumed");
  }
}
