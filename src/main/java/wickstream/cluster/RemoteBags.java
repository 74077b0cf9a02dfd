package wickstream.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.campaign.BagSource;
import wickstream.campaign.Portion;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Grant;
import wickstream.statistics.Stretch;
import wickstream.store.DamagedCheckpoint;
import wickstream.store.StretchFormat;

/**
 * Bags that are measured by whoever in the cluster has free cores.
 *
 * @param reading where results are decoded
 */
record RemoteBags(
    ActorRef<Distributor.Command> distributor, Throughput throughput, Executor reading)
    implements BagSource.Factory {

  @Override
  public BagSource of(BagSampler sampler) {
    Recipe recipe = Recipe.of(sampler);
    String shard = sampler.shard().id();
    return (range, before) -> {
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      throughput.wanted(shard);
      distributor.tell(new Distributor.Measure(recipe, range, before.bounds(), answer));
      return answer
          .whenComplete((bytes, failure) -> throughput.notWanted(shard))
          .thenApplyAsync(
              bytes -> Portion.of(decoded(bytes, recipe.seed(), shard, range)), reading);
    };
  }

  private Stretch decoded(byte[] bytes, long seed, String shard, Grant range) {
    try {
      StretchFormat.Measured measured = StretchFormat.decode(bytes);
      Stretch stretch = measured.stretch();
      if (measured.seed() != seed
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
