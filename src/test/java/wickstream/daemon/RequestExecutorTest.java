package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wickstream.campaign.SamplingThreads;

/** How many requests may wait, and for how long. */
class RequestExecutorTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final SamplingThreads workers = new SamplingThreads("requests", 1, thread);
  private final RequestExecutor requests = new RequestExecutor(workers);
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void stop() {
    held.countDown();
    thread.shutdownNow();
  }

  private <T> CompletableFuture<T> compute(Duration patience, T answer) {
    return requests.compute(patience, () -> answer).toCompletableFuture();
  }

  /** Holds the only thread until all is over. */
  private CompletableFuture<Integer> hold(Duration patience) {
    CountDownLatch began = new CountDownLatch(1);
    CompletableFuture<Integer> holding =
        requests
            .compute(
                patience,
                () -> {
                  began.countDown();
                  awaited(held);
                  return 0;
                })
            .toCompletableFuture();
    awaited(began);
    return holding;
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertRefused(ThrowingCallable asking, String why) {
    assertThatThrownBy(asking)
        .cause()
        .isInstanceOfSatisfying(
            RequestRejected.class,
            rejection -> assertThat(rejection.kind()).isEqualTo(RequestRejected.Kind.BUSY))
        .hasMessageContaining(why);
  }

  @Test
  void eightWaitAndTheNinthIsRefused() throws Exception {
    CompletableFuture<Integer> holding = hold(LONG);
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(compute(LONG, i));
    }
    assertRefused(() -> compute(LONG, 8).get(), "8 wait already");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    held.countDown();
    holding.get();
    for (int i = 0; i < 8; i++) {
      assertThat(waiting.get(i).get()).isEqualTo(i);
    }
    thread.submit(() -> {}).get(); // the last has left its place too
    assertThat(compute(LONG, 9).get()).isEqualTo(9);
  }

  @Test
  void whoHasWaitedTooLongIsRefusedAndNotComputed() throws Exception {
    hold(LONG);
    AtomicInteger computed = new AtomicInteger();
    CompletableFuture<Integer> late =
        requests.compute(Duration.ofMillis(20), computed::incrementAndGet).toCompletableFuture();
    assertRefused(late::get, "busy with what others have asked for");
    held.countDown();
    assertThat(compute(LONG, 1).get()).isEqualTo(1);
    assertThat(computed).hasValue(0);
  }

  @Test
  void whoAsksForTooMuchHearsThat() {
    assertRefused(hold(Duration.ofMillis(20))::get, "longer than 0 s to compute");
  }

  @Test
  void whatFailsSaysWhyAndLeavesItsPlace() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              requests
                      .compute(
                          LONG,
                          () -> {
                            throw new StackOverflowError("deep");
                          })
                      .toCompletableFuture()
                  ::get)
          .hasRootCauseInstanceOf(StackOverflowError.class);
      thread.submit(() -> {}).get();
    }
    assertThat(compute(LONG, 1).get()).isEqualTo(1);
  }

  @Test
  void standstillIsHowLongTasksWaitWithoutOneBeginning() throws Exception {
    assertThat(workers.standstill()).isZero();
    hold(LONG);
    assertThat(workers.standstill()).as("none waits").isZero();
    CompletableFuture<Integer> waiting = compute(LONG, 1);
    Duration first = workers.standstill();
    assertThat(first).isPositive();
    assertThat(workers.standstill()).isGreaterThan(first);
    held.countDown();
    waiting.get();
    assertThat(workers.standstill()).isZero();
  }
}
