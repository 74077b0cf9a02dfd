package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Who joins while a grant runs has something to do before the next one. */
class RecutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorTestKit kit = ActorTestKit.create();
  private final AtomicInteger atOnce = new AtomicInteger(2);
  private final List<Grant> asked = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<PartialTotals>> answers = new CopyOnWriteArrayList<>();

  private final ChunkPolicy chunkPolicy =
      new ChunkPolicy() {
        @Override
        public int rangesInFlight() {
          return atOnce.get();
        }

        @Override
        public long bagsTogether(long left) {
          return 1;
        }
      };

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void answer(BagSampler sampler, int which) {
    answers.get(which).complete(sampler.measure(asked.get(which), List.of(), () -> {}));
  }

  @Test
  void moreRangesAreInFlightWithinTheSameGrant() {
    BagSampler sampler = Campaigns.plan(Campaigns.CONVERGING).plan(0).sampler();
    BagSource source =
        (range, before) -> {
          CompletableFuture<PartialTotals> answer = new CompletableFuture<>();
          asked.add(range);
          answers.add(answer);
          return answer;
        };
    TestProbe<ShardActor.Event> supervisor = kit.createTestProbe(ShardActor.Event.class);
    Totals none = Totals.startingAt(sampler.shard().id(), 0);
    ActorRef<ShardActor.Command> shard =
        kit.spawn(ShardActor.create(none, source, chunkPolicy, supervisor.getRef()));
    shard.tell(new ShardActor.Sample(new Grant(0, 12), Duration.ofDays(1)));
    supervisor.awaitAssert(PATIENCE, () -> assertThat(asked).hasSize(2));

    atOnce.set(8); // which is seen when the next range is cut: the stream runs out
    answer(sampler, 0);
    answer(sampler, 1);
    supervisor.awaitAssert(PATIENCE, () -> assertThat(asked).hasSizeGreaterThanOrEqualTo(10));
    int first = asked.size() - 8;
    assertThat(first).isLessThanOrEqualTo(4); // at most one range of a look ahead a place
    for (int which = 2; which < 12; which++) {
      int next = which;
      supervisor.awaitAssert(PATIENCE, () -> assertThat(answers).hasSizeGreaterThan(next));
      answer(sampler, which);
    }
    ShardActor.Event event = supervisor.receiveMessage(PATIENCE);
    while (event instanceof ShardActor.Progressed) {
      event = supervisor.receiveMessage(PATIENCE);
    }
    assertThat(event).isInstanceOf(ShardActor.GrantEnded.class);
    assertThat(asked.stream().map(Grant::firstBag))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    Totals expected = none;
    for (long index = 0; index < 12; index++) {
      expected = expected.plus(sampler.measure(index));
    }
    assertThat(event.totals()).isEqualTo(expected);
  }
}
