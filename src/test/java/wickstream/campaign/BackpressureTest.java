package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is under way at once: as much as is allowed, and never more. */
class BackpressureTest {
  private static ActorTestKit kit;

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "4, 1", "3, 6"})
  void slowBagsPileUpToTheLimit(int bagsInFlight, int activeShards) {
    try (Threads judging = Threads.fair(2)) {
      HeldBags held = new HeldBags(index -> true);
      CountedBags bags = new CountedBags(held);
      Stage stage =
          Stage.begin(
              kit,
              Campaigns.plan(Campaigns.CONVERGING),
              Stage.resources(bagsInFlight, activeShards, judging.executor()),
              bags);
      stage.eventually(() -> assertThat(bags.now()).isEqualTo(bagsInFlight * activeShards));
      stage.expectSilence();
      assertThat(bags.now()).isEqualTo(bagsInFlight * activeShards);
      held.letGo();
      stage.results();
      assertLimits(bags, bagsInFlight, activeShards);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "8, 1", "8, 3"})
  void quickBagsStayWithinIt(int bagsInFlight, int activeShards) {
    try (Threads judging = Threads.fair(2);
        Threads sampling = Threads.fair(4)) {
      CountedBags bags = new CountedBags(BagSource.Factory.local(sampling.executor()));
      Stage.begin(
              kit,
              Campaigns.plan(Campaigns.CONVERGING),
              Stage.resources(bagsInFlight, activeShards, judging.executor()),
              bags)
          .results();
      assertLimits(bags, bagsInFlight, activeShards);
    }
  }

  private static void assertLimits(CountedBags bags, int bagsInFlight, int activeShards) {
    assertThat(bags.mostBags()).isLessThanOrEqualTo(bagsInFlight);
    assertThat(bags.mostShards()).isLessThanOrEqualTo(activeShards);
    assertThat(bags.now()).isZero();
  }
}
