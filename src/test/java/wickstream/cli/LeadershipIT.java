package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.config.StoreConfig;
import wickstream.store.Batch;
import wickstream.store.CampaignStore;
import wickstream.store.Database;
import wickstream.store.DatabaseFailure;
import wickstream.store.Event;
import wickstream.store.Fence;
import wickstream.store.Keeper;
import wickstream.store.Leadership;
import wickstream.store.ResultsDatabase;
import wickstream.store.TicketTable;

/** Of the coordinators that share a database one writes, and one that was deposed cannot. */
final class LeadershipIT {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void endServer() {
    if (server != null) {
      server.close();
    }
  }

  private static final CampaignConfig CAMPAIGN =
      CampaignFile.parse("campaign { widths = [5], sigma-w = [1.0] }", "c", List.of()).campaign();

  private static final Batch NEWS =
      new Batch(
          List.of(), List.of(new Event(Instant.EPOCH, Optional.empty(), "news", "it goes well")));

  private static ResultsDatabase open(String url) {
    StoreConfig usual = StoreConfig.IN_RUN_DIRECTORY;
    StoreConfig shared =
        new StoreConfig(
            Optional.of(url), "USER", "PASSWORD", usual.checkpointInterval(), usual.patience());
    return ResultsDatabase.open(
        Database.ofCoordinator(
            shared,
            name ->
                Optional.of(name.equals("USER") ? PostgresServer.USER : PostgresServer.PASSWORD)));
  }

  private static CampaignStore hold(ResultsDatabase database, Fence fence) {
    return CampaignStore.hold(
        database,
        CAMPAIGN,
        new CampaignStore.Writer("test", "a coordinator", fence),
        Clock.systemUTC());
  }

  @Test
  void whoWasDeposedCannotWrite() {
    String url = server.newDatabase("deposed");
    ResultsDatabase first = open(url);
    Leadership deposed = Leadership.take(first, "the first");
    CampaignStore held = hold(first, deposed);
    TicketTable tickets = new TicketTable(first, deposed);
    held.save(NEWS);
    tickets.save("c", "{}");

    ResultsDatabase second = open(url);
    Leadership leads = Leadership.take(second, "the second");
    assertThat(leads.epoch()).isEqualTo(deposed.epoch() + 1);
    // Its connection is gone, and with it its hold of the campaign; a new one helps nothing.
    assertThatThrownBy(() -> held.save(NEWS)).isInstanceOf(DatabaseFailure.class);
    assertThatThrownBy(() -> held.save(NEWS))
        .isInstanceOf(Keeper.TakenOver.class)
        .hasMessageContaining("were taken over by the second");
    assertThatThrownBy(() -> tickets.save("c", "{\"wish\": \"cancel\"}"))
        .isInstanceOf(Keeper.TakenOver.class);
    assertThatThrownBy(() -> tickets.remove("c", true)).isInstanceOf(Keeper.TakenOver.class);
    assertThatThrownBy(() -> hold(first, deposed)).isInstanceOf(Keeper.TakenOver.class);

    CampaignStore next = hold(second, leads);
    next.save(NEWS);
    assertThat(new TicketTable(second, leads).all()).containsExactly("{}");
    assertThat(server.tables("deposed").eventKinds()).containsExactly("news", "news");
    held.close();
    next.close();
  }

  @Test
  void aRunInTheForegroundIsNotCutOff() {
    String url = server.newDatabase("foreground");
    ResultsDatabase run =
        ResultsDatabase.open(
            Database.at(
                url, Optional.of(PostgresServer.USER), Optional.of(PostgresServer.PASSWORD)));
    CampaignStore held = hold(run, Fence.NONE);
    ResultsDatabase coordinator = open(url);
    Leadership leads = Leadership.take(coordinator, "a coordinator");
    held.save(NEWS);
    assertThatThrownBy(() -> hold(coordinator, leads))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("is in use by a coordinator");
    held.close();
    hold(coordinator, leads).close();
  }
}
