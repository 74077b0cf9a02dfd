package wickstream.daemon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The campaigns of a queue, and what may be asked of them. Touched by the queue alone. */
final class CampaignTable {
  private final DaemonSettings limits;
  private final Map<String, CampaignEntry> entries = new LinkedHashMap<>();
  private long lastTurn;

  CampaignTable(DaemonSettings limits) {
    this.limits = limits;
  }

  Collection<CampaignEntry> all() {
    return entries.values();
  }

  Optional<CampaignEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * The campaign of this name.
   *
   * @throws RequestRejected if there is none
   */
  CampaignEntry require(String name) {
    return find(name).orElseThrow(() -> RequestRejected.unknown(name));
  }

  void add(CampaignEntry entry) {
    lastTurn = Math.max(lastTurn, entry.queuedCampaign().turn());
    entries.put(entry.name(), entry);
  }

  void remove(String name) {
    entries.remove(name);
  }

  /**
   * The ticket of a campaign that is submitted.
   *
   * @throws RequestRejected if there is no place for it
   */
  QueuedCampaign submitted(CampaignQueue.Submit request) {
    if (entries.containsKey(request.name())) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "there is a campaign %s already: give this one another name".formatted(request.name()));
    }
    if (entries.size() >= limits.mostCampaigns()) {
      throw new RequestRejected(
          RequestRejected.Kind.FULL,
          "there are %d campaigns, as many as there may be: delete some".formatted(entries.size()));
    }
    requireRoom(request.config().campaign().shardCount());
    return QueuedCampaign.submitted(
        request.config(), request.priority(), ++lastTurn, Instant.now());
  }

  /**
   * The ticket under which a campaign goes on after a change.
   *
   * @throws RequestRejected if it cannot be changed so
   */
  QueuedCampaign changed(CampaignEntry entry, CampaignQueue.Change change) {
    QueuedCampaign next;
    if (change instanceof CampaignQueue.SetDesiredState command) {
      next = entry.desired(command.desiredState(), lastTurn + 1);
    } else if (change instanceof CampaignQueue.Extend extension) {
      next = entry.extended(extension.next(), lastTurn + 1);
    } else {
      next = entry.queuedCampaign().withPriority(((CampaignQueue.SetPriority) change).priority());
    }
    requireRoom(next.shards() - entry.queuedCampaign().shards());
    lastTurn = Math.max(lastTurn, next.turn());
    return next;
  }

  /** Refuses so many more shards if there is no memory for them. */
  private void requireRoom(int more) {
    long held = all().stream().mapToLong(entry -> entry.queuedCampaign().shards()).sum();
    if (more > 0 && held + more > limits.mostShardsTogether()) {
      throw new RequestRejected(
          RequestRejected.Kind.FULL,
          "the campaigns here have %d shards, and %d more do not fit into memory, which has room for %d: delete campaigns that have ended, or start the daemon with more memory"
              .formatted(held, more, limits.mostShardsTogether()));
    }
  }

  /**
   * Which campaigns should run.
   *
   * @param threads how many measure
   * @param now by the queue's clock
   */
  Schedule schedule(int threads, long now) {
    return Schedule.of(
        all().stream().map(entry -> entry.candidate(threads, now)).toList(),
        limits.campaignsAtOnce(),
        limits.memory());
  }

  /** All campaigns as others see them. */
  DaemonStatus status() {
    List<CampaignProgress> campaigns = new ArrayList<>();
    all().stream()
        .filter(entry -> entry.state() == CampaignState.QUEUED)
        .sorted(Comparator.comparing(CampaignEntry::queuedCampaign, Schedule.ORDER))
        .forEach(entry -> campaigns.add(entry.progress(OptionalInt.of(campaigns.size() + 1))));
    all().stream()
        .filter(entry -> entry.state() != CampaignState.QUEUED)
        .forEach(entry -> campaigns.add(entry.progress(OptionalInt.empty())));
    campaigns.sort(DaemonStatus.ORDER);
    return new DaemonStatus(campaigns);
  }
}
