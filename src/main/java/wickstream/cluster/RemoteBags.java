package wickstream.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.campaign.BagSource;
import wickstream.campaign.Portion;
import wickstream.statistics.Grant;
import wickstream.statistics.Stretch;
import wickstream.statistics.Totals;
import wickstream.store.DamagedCheckpoint;
import wickstream.store.StretchFormat;

/** Bags that are measured by whoever in the cluster has free cores. Thread-safe. */
final class RemoteBags {
  private final ActorRef<Distributor.Command> distributor;
  private final Throughput throughput;
  private final Executor reading;
  private final AtomicLong orders = new AtomicLong();

  /**
   * @param distributor gives them to others; to be used by no other source
   * @param reading where results are decoded
   */
  RemoteBags(ActorRef<Distributor.Command> distributor, Throughput throughput, Executor reading) {
    this.distributor = distributor;
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
        new Order(orders.incrementAndGet(), priority, Recipe.of(sampler), sampler.shard().id());
  }

  /** The bags of a shard for one who waits for them. */
  private final class Order implements BagSource {
    private final long number;
    private final IntSupplier priority;
    private final Recipe recipe;
    private final String shard;

    Order(long number, IntSupplier priority, Recipe recipe, String shard) {
      this.number = number;
      this.priority = priority;
      this.recipe = recipe;
      this.shard = shard;
    }

    @Override
    public CompletionStage<Portion> measure(Grant range, Totals before) {
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      throughput.wanted(shard);
      distributor.tell(
          new Distributor.Measure(
              number, priority.getAsInt(), recipe, range, before.bounds(), answer));
      return answer
          .whenComplete((bytes, failure) -> throughput.notWanted(shard))
          .thenApplyAsync(bytes -> Portion.of(decoded(bytes, range)), reading);
    }

    @Override
    public void withdraw() {
      distributor.tell(new Distributor.Withdraw(number));
    }

    private Stretch decoded(byte[] bytes, Grant range) {
      try {
        StretchFormat.Measured measured = StretchFormat.decode(bytes);
        Stretch stretch = measured.stretch();
        if (measured.seed() != recipe.seed()
            || !stretch.shard().equals(shard)
            || stretch.firstBag() != range.firstBag()
            || stretch.nextBag() != range.endBag()) {
          throw new IllegalStateException(
              "other bags of shard %s came than %d until %d"
                  .formatted(shard, range.firstBag(), range.endBag()));
        }
        throughput.took(shard, range.bags(), measured.took());
        return stretch;
      } catch (DamagedCheckpoint e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
