package wickstream.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import wickstream.api.Campaign;
import wickstream.api.Note;
import wickstream.api.Shard;
import wickstream.client.CampaignFeed;
import wickstream.client.DaemonFailure;

/**
 * Shows the progress of a daemon's campaign: on a terminal {@link ProgressLines}, redrawn in place,
 * and a line for each new state; elsewhere a line for each shard that ends and for each new state,
 * and one for the whole now and then.
 */
final class WatchView implements CampaignFeed.Watcher {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(30);

  private final Screen screen;
  private final Map<String, Shard> shards = new HashMap<>();
  private final Set<String> reported = new HashSet<>();
  private Optional<Campaign> last = Optional.empty();
  private long lastTotal;

  WatchView(Screen screen) {
    this.screen = screen;
  }

  /** The shards as they were told last, in the order of the grid. */
  List<Shard> shards() {
    return inOrder().toList();
  }

  private Stream<Shard> inOrder() {
    return shards.values().stream().sorted(Shard.BY_PLACE);
  }

  @Override
  public void status(Campaign campaign, List<Shard> changed) {
    changed.forEach(shard -> shards.put(shard.shard(), shard));
    if (screen.isTerminal()) {
      redraw(campaign);
    } else {
      append(campaign, changed);
    }
    last = Optional.of(campaign);
  }

  private void redraw(Campaign campaign) {
    if (campaign.hasEnded()) {
      screen.clear(); // what there is to say of it is said then
      return;
    }
    if (!campaign.state().equals("running")) {
      append(campaign, List.of());
      return;
    }
    ProgressLines.Whole whole =
        new ProgressLines.Whole(
            campaign.shards().ended(),
            campaign.shards().total(),
            duration(campaign.seconds()),
            Optional.of(campaign.etaSeconds())
                .filter(eta -> !Double.isNaN(eta))
                .map(WatchView::duration),
            campaign.hiddenUnitsPerSecond(),
            campaign.checkpoint().failure().map(why -> "not saved: " + why));
    List<ProgressLines.OfShard> inOrder = inOrder().map(ShardTable::progress).toList();
    ProgressLines lines = new ProgressLines(campaign.observable(), Paint.ERR);
    screen.draw(columns -> lines.of(whole, inOrder, columns));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Double.isNaN(seconds) ? 0 : (long) (1e3 * seconds));
  }

  private void append(Campaign campaign, List<Shard> changed) {
    for (Shard shard : changed) {
      if (!shard.hasEnded()) {
        reported.remove(shard.shard()); // its campaign was extended
      } else if (reported.add(shard.shard()) && last.isPresent() && shard.networks() > 0) {
        screen.print(ShardTable.line(shard, campaign.observable()));
      }
    }
    boolean isNews = last.filter(before -> before.state().equals(campaign.state())).isEmpty();
    if (isNews || System.nanoTime() - lastTotal > PLAIN_INTERVAL.toNanos()) {
      lastTotal = System.nanoTime();
      screen.print(CampaignText.progress(campaign));
    }
  }

  /** That a shard has ended is seen anyway. */
  @Override
  public void note(Note note) {
    if (!note.kind().equals("ended")) {
      screen.print(note.message());
    }
  }

  @Override
  public void lost(DaemonFailure why) {
    screen.print("wickstream: the daemon has gone; waiting for it to come back");
  }

  @Override
  public void found() {
    screen.print("wickstream: the daemon is back");
  }

  /** Leaves nothing of what was redrawn. */
  void clear() {
    screen.clear();
  }
}
