package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for the whole of somebody else's long work, and the urgent go first. */
class SamplingThreadsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SamplingThreads one = new SamplingThreads("sampling", 1, 8, threads);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void awaitEnd() throws InterruptedException {
    assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void spin(long milliseconds) {
    long end = System.nanoTime() + milliseconds * 1_000_000;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theUrgentGoFirstAndThenWhoeverHasHadLess() throws InterruptedException {
    Executor low = one.share(() -> -1);
    Executor busy = one.share(() -> 0);
    Executor other = one.share(() -> 0);
    Executor high = one.share(() -> 7);
    one.execute(
        () -> { // while it runs, the others come
          low.execute(() -> done.add("low"));
          busy.execute(() -> done.add("busy 1"));
          busy.execute(() -> spin(300)); // much longer than the other, however busy the machine
          busy.execute(() -> done.add("busy 2"));
          other.execute(() -> spin(2));
          other.execute(() -> done.add("other"));
          high.execute(() -> done.add("high"));
          low.execute(over::countDown);
        });
    awaitEnd();
    assertThat(done).containsExactly("high", "busy 1", "other", "busy 2", "low");
  }

  @Test
  void longWorkGivesWayToTheUrgentAndToWhoeverHasHadLess() throws InterruptedException {
    Executor high = one.share(() -> 1);
    Executor little = one.share(() -> 0);
    Executor low = one.share(() -> -1);
    Executor large = one.share(() -> 0);
    large.execute(
        () -> {
          large.execute(() -> done.add("large again"));
          high.execute(() -> done.add("high"));
          low.execute(() -> done.add("low"));
          little.execute(() -> done.add("little"));
          spin(2);
          SamplingThreads.yieldToOthers();
          done.add("large");
        });
    one.share(() -> -2).execute(over::countDown);
    awaitEnd();
    assertThat(done).containsExactly("high", "little", "large", "large again", "low");
  }

  /** It has not saved up the time in which it did not ask for anything. */
  @Test
  void whoComesLateShares() throws InterruptedException {
    Executor early = one.share(() -> 0);
    Executor late = one.share(() -> 0);
    early.execute(() -> spin(300));
    early.execute(
        () -> {
          for (int i = 0; i < 20; i++) {
            late.execute(() -> spin(10));
            late.execute(() -> done.add("late"));
            early.execute(() -> spin(10));
            early.execute(() -> done.add("early"));
          }
          one.share(() -> -1).execute(over::countDown);
        });
    awaitEnd();
    assertThat(done.subList(0, 20)).contains("early", "late");
  }

  /** Nine tasks have begun when the eighth more urgent one wants to: it has to wait. */
  @Test
  void howManyHaveGivenWayIsBounded() throws InterruptedException {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    enter(0, now, most);
    one.share(() -> -1).execute(over::countDown);
    awaitEnd();
    assertThat(most.get()).isEqualTo(9);
    assertThat(now.get()).isZero();
  }

  private void enter(int level, AtomicInteger now, AtomicInteger most) {
    one.share(() -> level)
        .execute(
            () -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              if (level < 50) {
                enter(level + 1, now, most);
                spin(2);
                SamplingThreads.yieldToOthers();
              }
              now.decrementAndGet();
            });
  }

  /** A short task that has had more than a long one goes on before it ends. */
  @Test
  void nobodyIsHeldUpByWhoeverItGaveWayTo() throws InterruptedException {
    AtomicBoolean isShortDone = new AtomicBoolean();
    Executor large = one.share(() -> 0);
    Executor small = one.share(() -> 0);
    for (int i = 0; i < 2; i++) {
      large.execute(
          () -> {
            while (!isShortDone.get()) {
              spin(2);
              SamplingThreads.yieldToOthers();
            }
          });
    }
    small.execute(
        () -> {
          for (int i = 0; i < 50; i++) {
            spin(2);
            SamplingThreads.yieldToOthers();
          }
          isShortDone.set(true);
        });
    one.share(() -> -1).execute(over::countDown);
    awaitEnd();
  }

  @Test
  void whatFailsTakesNobodyWithIt() throws InterruptedException {
    one.execute(
        () -> {
          throw new IllegalStateException("fails on purpose");
        });
    one.execute(over::countDown);
    awaitEnd();
    assertThat(one.queued()).isZero();
  }

  @Test
  void everyTaskIsCountedOnce() throws InterruptedException {
    SamplingThreads two = new SamplingThreads("sampling", 2, 3, threads);
    CountDownLatch all = new CountDownLatch(500);
    for (int i = 0; i < 250; i++) {
      int priority = i % 5;
      two.share(() -> priority)
          .execute(
              () -> {
                two.execute(all::countDown);
                spin(2);
                SamplingThreads.yieldToOthers();
                all.countDown();
              });
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(two.done()).isEqualTo(500);
    assertThat(two.queued()).isZero();
    assertThat(two.running()).isZero();
  }

  @Test
  void elsewhereNothingGivesWay() {
    SamplingThreads.yieldToOthers();
    assertThat(one.done()).isZero();
  }
}
