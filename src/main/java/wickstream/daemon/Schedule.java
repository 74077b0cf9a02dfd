package wickstream.daemon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which campaigns run. A pure function of those there are and of what they may take together.
 *
 * @param wanted the names of those that should run, in their order; the others are to be stopped
 * @param starting the names of those among them that can be started now, in their order
 * @param blocked the first that has to wait for memory, if any does
 */
record Schedule(Set<String> wanted, List<String> starting, Optional<Blocked> blocked) {
  /** Who goes first. */
  static final Comparator<QueuedCampaign> ORDER =
      Comparator.<QueuedCampaign>comparingInt(queuedCampaign -> -queuedCampaign.priority())
          .thenComparingLong(QueuedCampaign::turn);

  /** Nothing is to run. */
  static final Schedule NOTHING = new Schedule(Set.of(), List.of(), Optional.empty());

  /**
   * A campaign that runs, or may be started.
   *
   * @param memory how many bytes it takes while it runs, which may be more than a long can hold
   * @param isWilling whether it wants to run, and can be started if it does not
   * @param isActive whether it occupies a place, be it to stop
   */
  record Candidate(
      QueuedCampaign queuedCampaign, double memory, boolean isWilling, boolean isActive) {}

  /**
   * A campaign that has to wait for memory.
   *
   * @param memory how many bytes it would take with those before it
   */
  record Blocked(String name, double memory) {}

  /**
   * The schedule for these campaigns.
   *
   * @param most how many may run at once, at least 1
   * @param memory how many bytes they may take together; one may run in any case
   */
  static Schedule of(Collection<Candidate> candidates, int most, long memory) {
    List<Candidate> next =
        candidates.stream()
            .filter(Candidate::isWilling)
            .sorted(Comparator.comparing(Candidate::queuedCampaign, ORDER))
            .limit(most)
            .toList();
    int fitting = 0;
    double taken = 0;
    while (fitting < next.size()
        && (fitting == 0 || taken + next.get(fitting).memory() <= memory)) {
      taken += next.get(fitting++).memory();
    }
    List<Candidate> wanted = next.subList(0, fitting);
    double needed = taken; // nor do smaller ones overtake it, or its turn might never come
    Optional<Blocked> blocked =
        next.stream()
            .skip(fitting)
            .findFirst()
            .map(first -> new Blocked(first.queuedCampaign().name(), needed + first.memory()));
    List<Candidate> active = new ArrayList<>(candidates);
    active.removeIf(candidate -> !candidate.isActive());
    List<Candidate> starting = new ArrayList<>();
    for (Candidate candidate : wanted) {
      double beside = active.stream().mapToDouble(Candidate::memory).sum();
      if (!candidate.isActive()
          && active.size() < most
          && (active.isEmpty() || beside + candidate.memory() <= memory)) {
        active.add(candidate);
        starting.add(candidate);
      }
    }
    return new Schedule(new LinkedHashSet<>(names(wanted)), names(starting), blocked);
  }

  private static List<String> names(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.queuedCampaign().name()).toList();
  }
}
