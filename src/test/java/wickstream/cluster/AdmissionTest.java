package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorTestKit kit = ActorTestKit.create();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private Admission.Answer arrive(String fingerprint) throws Exception {
    CompletableFuture<Admission.Answer> answer = new CompletableFuture<>();
    kit.spawn(Registration.create("worker", fingerprint, answer));
    return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Test
  void whoeverHasTheSameBitsMayMeasure() throws Exception {
    kit.spawn(Admission.create("coordinator", "0123", () -> true));
    assertThat(arrive("0123").isWelcome()).isTrue();
  }

  @Test
  void otherBitsAreRefusedOnceEveryCoordinatorHasSaidSo() throws Exception {
    kit.spawn(Admission.create("one", "0123", () -> true));
    kit.spawn(Admission.create("two", "0123", () -> true));
    Admission.Answer answer = arrive("4567");
    assertThat(answer.isWelcome()).isFalse();
    assertThat(answer.identity()).isIn("one", "two");
  }

  @Test
  void oneThatWelcomesIsEnough() throws Exception {
    kit.spawn(Admission.create("old", "0123", () -> true));
    kit.spawn(Admission.create("new", "4567", () -> true));
    assertThat(arrive("4567").isWelcome()).isTrue();
  }

  @Test
  void aWorkerWaitsForACoordinator() throws Exception {
    CompletableFuture<Admission.Answer> answer = new CompletableFuture<>();
    kit.spawn(Registration.create("worker", "0123", answer));
    assertThat(answer).isNotDone();
    kit.spawn(Admission.create("late", "0123", () -> true));
    assertThat(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isWelcome()).isTrue();
  }
}
