package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import wickstream.results.ShardResult;

/** One supervisor in a test, with the probe that hears of its end. */
final class Stage {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofMillis(200);

  private final ActorTestKit kit;
  private final TestProbe<CampaignOutcome> listener;
  private final ActorRef<CampaignSupervisor.Command> supervisor;

  private Stage(
      ActorTestKit kit,
      CampaignPlan plan,
      Resources resources,
      BagSource.Factory bags,
      CheckpointPolicy checkpointPolicy,
      LongSupplier clock) {
    this.kit = kit;
    this.listener = kit.createTestProbe(CampaignOutcome.class);
    this.supervisor =
        kit.spawn(
            CampaignSupervisor.create(
                plan, resources.context(bags, checkpointPolicy, clock), listener.getRef()));
  }

  static Stage begin(
      ActorTestKit kit, CampaignPlan plan, Resources resources, BagSource.Factory bags) {
    return begin(kit, plan, resources, bags, System::nanoTime);
  }

  static Stage begin(
      ActorTestKit kit,
      CampaignPlan plan,
      Resources resources,
      BagSource.Factory bags,
      LongSupplier clock) {
    return new Stage(kit, plan, resources, bags, CheckpointPolicy.NOTHING, clock);
  }

  /** A campaign that is kept. */
  static Stage begin(
      ActorTestKit kit,
      CampaignPlan plan,
      Resources resources,
      BagSource.Factory bags,
      CheckpointPolicy checkpointPolicy) {
    return new Stage(kit, plan, resources, bags, checkpointPolicy, System::nanoTime);
  }

  /** Resources for so many bags of so many shards at once. */
  static Resources resources(int bagsInFlight, int activeShards, Executor judging) {
    return new Resources(
        shard -> new LocalChunkPolicy(bagsInFlight, 1),
        () -> activeShards,
        judging,
        judging,
        Runnable::run);
  }

  void cancel(String reason) {
    supervisor.tell(new CampaignSupervisor.Cancel(reason));
  }

  CampaignStatus status() {
    TestProbe<CampaignStatus> asker = kit.createTestProbe(CampaignStatus.class);
    supervisor.tell(new CampaignSupervisor.GetStatus(asker.getRef()));
    CampaignStatus status = asker.receiveMessage(PATIENCE);
    asker.stop();
    return status;
  }

  /** Ends what saves the campaign's state. */
  void stopStore() {
    Adapter.toClassic(
            ActorRefResolver.get(kit.system())
                .resolveActorRef(supervisor.path().child("store").toString()))
        .tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
  }

  /** The results, once the campaign has ended by itself. */
  List<ShardResult> results() {
    return results(PATIENCE);
  }

  /** The results, which have to come within this time. */
  List<ShardResult> results(Duration within) {
    return outcome(within).shards();
  }

  /** How it ended, which has to come within this time. */
  CampaignOutcome outcome(Duration within) {
    return listener.expectMessageClass(CampaignOutcome.class, within);
  }

  /** Waits a little, in which nothing may be heard. */
  void expectSilence() {
    listener.expectNoMessage(SILENCE);
  }

  /** Tries again and again. */
  void eventually(Runnable check) {
    listener.awaitAssert(
        PATIENCE,
        () -> {
          check.run();
          return null;
        });
  }
}
