package wickstream.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.campaign.BagSource;
import wickstream.persistence.DamagedCheckpoint;
import wickstream.persistence.PartialTotalsFormat;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Bags that are measured on the cluster's free cores. Thread-safe. */
final class RemoteBags {
  private final ActorRef<WorkDispatcher.Command> workDispatcher;
  private final Throughput throughput;
  private final Executor reading;
  private final AtomicLong orders = new AtomicLong();

  /**
   * @param workDispatcher gives them to others; to be used by no other source
   * @param reading where results are decoded
   */
  RemoteBags(
      ActorRef<WorkDispatcher.Command> workDispatcher, Throughput throughput, Executor reading) {
    this.workDispatcher = workDispatcher;
    this.throughput = throughput;
    this.reading = reading;
  }

  /**
   * Sources of the bags of one campaign.
   *
   * @param priority of the campaign, which may change
   */
  BagSource.Factory of(IntSupplier priority) {
    return sampler ->
        new Order(orders.incrementAndGet(), priority, ShardSpec.of(sampler), sampler.shard().id());
  }

  /** The bags of a shard, for one client. */
  private final class Order implements BagSource {
    private final long number;
    private final IntSupplier priority;
    private final ShardSpec shardSpec;
    private final String shard;

    Order(long number, IntSupplier priority, ShardSpec shardSpec, String shard) {
      this.number = number;
      this.priority = priority;
      this.shardSpec = shardSpec;
      this.shard = shard;
    }

    @Override
    public CompletionStage<PartialTotals> measure(Grant range, Totals before) {
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      throughput.wanted(shard);
      workDispatcher.tell(
          new WorkDispatcher.Measure(
              number, priority.getAsInt(), shardSpec, range, before.bounds(), answer));
      return answer
          .whenComplete((bytes, failure) -> throughput.notWanted(shard))
          .thenApplyAsync(bytes -> decoded(bytes, range), reading);
    }

    @Override
    public void withdraw() {
      workDispatcher.tell(new WorkDispatcher.Withdraw(number));
    }

    private PartialTotals decoded(byte[] bytes, Grant range) {
      try {
        PartialTotalsFormat.Measured measured = PartialTotalsFormat.decode(bytes);
        PartialTotals partialTotals = measured.partialTotals();
        if (measured.seed() != shardSpec.seed()
            || !partialTotals.shard().equals(shard)
            || partialTotals.firstBag() != range.firstBag()
            || partialTotals.nextBag() != range.endBag()) {
          throw new IllegalStateException(
              "other bags of shard %s came than %d until %d"
                  .formatted(shard, range.firstBag(), range.endBag()));
        }
        throughput.took(shard, range.bags(), measured.took());
        return partialTotals;
      } catch (DamagedCheckpoint e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
