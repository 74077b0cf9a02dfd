package wickstream.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import wickstream.api.Campaign;
import wickstream.api.Note;
import wickstream.api.Shard;
import wickstream.api.Status;

/** What happens to a campaign until it has ended, also while its daemon is started again. */
public final class CampaignFeed {
  private final RemoteDaemon daemon;
  private final String name;
  private final Duration patience;
  private final Duration pause;

  private OptionalLong lastNote = OptionalLong.empty();
  private Optional<Campaign> last = Optional.empty();
  private boolean isLost;
  private long lastHeard = System.nanoTime();

  /**
   * @param patience for how long a daemon that has gone is waited for
   * @param pause how long before it is tried again
   */
  public CampaignFeed(RemoteDaemon daemon, String name, Duration patience, Duration pause) {
    this.daemon = daemon;
    this.name = name;
    this.patience = patience;
    this.pause = pause;
  }

  /** Receives the events. */
  public interface Watcher {
    /** How the campaign is; {@code changed} has every shard the first time. */
    void status(Campaign campaign, List<Shard> changed);

    /** Something has happened that is worth a line. */
    void note(Note note);

    /** The daemon has gone; it is tried again for a while. Said once each time. */
    void lost(DaemonFailure why);

    /** The daemon is back. */
    void found();
  }

  /**
   * Tells a watcher all that happens, until the campaign has ended.
   *
   * @return the campaign as it has ended
   * @throws DaemonFailure if that cannot be known, as the daemon stays away or has forgotten the
   *     campaign
   */
  public Campaign follow(Watcher watcher) throws InterruptedException {
    while (true) {
      DaemonFailure silence =
          DaemonFailure.unanswered("the daemon says nothing of %s any more".formatted(name));
      try (EventStream stream = daemon.events(name, lastNote)) {
        if (listen(stream, watcher)) {
          return last.orElseThrow();
        }
      } catch (DaemonFailure failure) {
        if (!failure.isTransient() || last.isEmpty()) {
          throw failure;
        }
        silence = failure;
        lose(watcher, failure);
      }
      if (System.nanoTime() - lastHeard > patience.toNanos()) {
        throw silence;
      }
      Thread.sleep(pause.toMillis());
    }
  }

  private void lose(Watcher watcher, DaemonFailure why) {
    if (!isLost) {
      isLost = true;
      watcher.lost(why);
    }
  }

  /** Listens until the connection or the campaign has ended; whether it was the campaign. */
  private boolean listen(EventStream stream, Watcher watcher) throws InterruptedException {
    boolean hasSpoken = false;
    for (Optional<ServerEvent> event = stream.next(); event.isPresent(); event = stream.next()) {
      hasSpoken = true;
      if (isLost) {
        isLost = false;
        watcher.found();
      }
      take(event.get(), watcher);
      if (last.filter(Campaign::hasEnded).isPresent()) {
        return true;
      }
    }
    if (hasSpoken) {
      lastHeard = System.nanoTime(); // up to its end a connection says at times that it is alive
    }
    return false;
  }

  private void take(ServerEvent event, Watcher watcher) {
    switch (event.kind()) {
      case "status" -> {
        Status status = event.data(Status.class);
        last = Optional.of(status.campaign());
        watcher.status(status.campaign(), status.shards());
      }
      case "note" -> {
        Note note = event.data(Note.class);
        lastNote = OptionalLong.of(Math.max(note.serial(), lastNote.orElse(0)));
        watcher.note(note);
      }
      case "removed" -> throw DaemonFailure.refused("the campaign %s was deleted".formatted(name));
      default -> {
        // Of a later version.
      }
    }
  }
}
