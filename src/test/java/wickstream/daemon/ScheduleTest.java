package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.daemon.Schedule.Blocked;
import wickstream.daemon.Schedule.Candidate;

class ScheduleTest {
  private static final RunConfig CONFIG =
      CampaignFile.parse(
          "campaign { name = x, widths = [2], sigma-w = [1.0], points = [-0.1, 0.2] }",
          "test",
          List.of());

  private static QueuedCampaign queuedCampaign(String name, int priority, long turn) {
    return QueuedCampaign.submitted(
        new RunConfig(CONFIG.campaign().withName(name), CONFIG.store()),
        priority,
        turn,
        Instant.EPOCH);
  }

  private static Candidate waiting(String name, int priority, long turn, double memory) {
    return new Candidate(queuedCampaign(name, priority, turn), memory, true, false);
  }

  private static Candidate running(String name, int priority, long turn, double memory) {
    return new Candidate(queuedCampaign(name, priority, turn), memory, true, true);
  }

  /** Told to pause, and still saving what it has. */
  private static Candidate leaving(String name, double memory) {
    return new Candidate(queuedCampaign(name, 0, 1), memory, false, true);
  }

  @Test
  void nothingRunsWhereNothingIs() {
    assertThat(Schedule.of(List.of(), 2, 100)).isEqualTo(Schedule.NOTHING);
  }

  @Test
  void higherPrioritiesGoFirstAndThenEarlierTurns() {
    List<Candidate> candidates =
        List.of(
            waiting("late", 1, 4, 1),
            waiting("low", 0, 1, 1),
            waiting("early", 1, 3, 1),
            waiting("urgent", 2, 9, 1));
    Schedule schedule = Schedule.of(candidates, 3, 100);
    assertThat(schedule.wanted()).containsExactly("urgent", "early", "late");
    assertThat(schedule.starting()).containsExactly("urgent", "early", "late");
    assertThat(schedule.blocked()).isEmpty();
  }

  @Test
  void theOrderInWhichTheyAreListedDoesNotMatter() {
    List<Candidate> candidates =
        new ArrayList<>(
            List.of(
                waiting("a", 1, 1, 40),
                running("b", 0, 2, 40),
                waiting("c", 0, 3, 40),
                leaving("d", 10)));
    Schedule schedule = Schedule.of(candidates, 3, 100);
    for (int i = 0; i < candidates.size(); i++) {
      Collections.rotate(candidates, 1);
      assertThat(Schedule.of(candidates, 3, 100)).isEqualTo(schedule);
    }
  }

  @Test
  void whatRunsGivesWayToWhatGoesFirst() {
    Schedule schedule = Schedule.of(List.of(running("a", 0, 1, 1), waiting("b", 1, 2, 1)), 1, 100);
    assertThat(schedule.wanted()).containsExactly("b");
    assertThat(schedule.starting()).as("until the other has ended").isEmpty();
  }

  @Test
  void aPlaceIsFreeOnceItsCampaignHasEnded() {
    List<Candidate> before = List.of(leaving("a", 1), waiting("b", 0, 2, 1));
    assertThat(Schedule.of(before, 1, 100).starting()).isEmpty();
    assertThat(Schedule.of(before, 2, 100).starting()).containsExactly("b");
    assertThat(Schedule.of(before.subList(1, 2), 1, 100).starting()).containsExactly("b");
  }

  @Test
  void whoDoesNotWantToRunIsNotStarted() {
    Candidate resting = new Candidate(queuedCampaign("a", 5, 1), 1, false, false);
    Schedule schedule = Schedule.of(List.of(resting, waiting("b", 0, 2, 1)), 1, 100);
    assertThat(schedule.wanted()).containsExactly("b");
  }

  @Test
  void smallerOnesDoNotOvertakeWhatWaitsForMemory() {
    Schedule schedule =
        Schedule.of(
            List.of(running("a", 0, 1, 60), waiting("large", 0, 2, 50), waiting("small", 0, 3, 10)),
            3,
            100);
    assertThat(schedule.wanted()).containsExactly("a");
    assertThat(schedule.starting()).isEmpty();
    assertThat(schedule.blocked()).isEqualTo(Optional.of(new Blocked("large", 110)));
  }

  @Test
  void oneRunsHoweverMuchMemoryItTakes() {
    Schedule schedule = Schedule.of(List.of(waiting("huge", 0, 1, 1e30)), 2, 100);
    assertThat(schedule.starting()).containsExactly("huge");
    assertThat(schedule.blocked()).isEmpty();
  }

  /** It goes first, but has to wait until the memory is free. */
  @Test
  void memoryIsNotFreeBeforeACampaignHasEnded() {
    List<Candidate> candidates = List.of(leaving("a", 60), waiting("b", 0, 2, 50));
    Schedule schedule = Schedule.of(candidates, 2, 100);
    assertThat(schedule.wanted()).containsExactly("b");
    assertThat(schedule.starting()).isEmpty();
    assertThat(Schedule.of(candidates, 2, 110).starting()).containsExactly("b");
  }
}
