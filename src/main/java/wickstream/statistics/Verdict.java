package wickstream.statistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the stopping rule decided about a shard, or how it ended otherwise. */
public sealed interface Verdict {
  /** Why, in one sentence. */
  String reason();

  /** The word used in tables and result files. */
  String label();

  /** How many networks the target would take, where it was not reached. */
  default Optional<NetworksNeeded> networksNeeded() {
    return Optional.empty();
  }

  /** The labels of the final verdicts, from good to bad. */
  static List<String> finalLabels() {
    return all("", Optional.empty()).map(Verdict::label).toList();
  }

  /** The final verdict of this label; empty if there is none of this name. */
  static Optional<Verdict> ended(String label, String reason, Optional<NetworksNeeded> needed) {
    return all(reason, needed).filter(verdict -> verdict.label().equals(label)).findFirst();
  }

  /** The verdict on a sample that something speaks against, to which none will be added. */
  static Verdict against(Objection objection, String reason, Optional<NetworksNeeded> needed) {
    return switch (objection.kind()) {
      case TOO_FEW -> new BudgetExhausted(reason, needed);
      case UNRESOLVED -> new Unresolved(reason);
      case CONTRADICTED -> new Contradicted(reason, needed);
      case WEIGHTS_COLLAPSED -> new PosteriorUnreachable(objection.why());
      case NO_SPREAD, KNOWN_MEAN_MISSED, VARIANCE_UNSEEN, HEAVY_TAIL ->
          new HeavyTailed(reason, needed);
    };
  }

  private static Stream<Verdict> all(String reason, Optional<NetworksNeeded> needed) {
    return Stream.of(
        new Converged(reason),
        new HeavyTailed(reason, needed),
        new Contradicted(reason, needed),
        new PosteriorUnreachable(reason),
        new Unresolved(reason),
        new BudgetExhausted(reason, needed),
        new Cancelled(reason),
        new Failed(reason));
  }

  /** Not yet: sample these bags, then ask again. */
  record Continue(Grant grant, String reason) implements Verdict {
    @Override
    public String label() {
      return "continue";
    }
  }

  /** The target was reached by data that can vouch for their own error. */
  record Converged(String reason) implements Verdict {
    @Override
    public String label() {
      return "converged";
    }
  }

  /**
   * The sample cannot vouch for its error: the contributions are too heavy-tailed, or what is known
   * without sampling shows that rare ones are missing.
   */
  record HeavyTailed(String reason, Optional<NetworksNeeded> networksNeeded) implements Verdict {
    @Override
    public String label() {
      return "heavy-tailed";
    }
  }

  /** Nothing speaks against the sample but that the value is too far from the exact one. */
  record Contradicted(String reason, Optional<NetworksNeeded> networksNeeded) implements Verdict {
    @Override
    public String label() {
      return "contradicted";
    }
  }

  /** Too few networks of the prior agree with the data for the posterior to be known by them. */
  record PosteriorUnreachable(String reason) implements Verdict {
    @Override
    public String label() {
      return "posterior-unreachable";
    }
  }

  /** The value lies below what double precision resolves; more networks do not help. */
  record Unresolved(String reason) implements Verdict {
    @Override
    public String label() {
      return "unresolved";
    }
  }

  /** The budget of networks or time ran out before the target was reached. */
  record BudgetExhausted(String reason, Optional<NetworksNeeded> networksNeeded)
      implements Verdict {
    @Override
    public String label() {
      return "budget-exhausted";
    }
  }

  /** Somebody stopped it. */
  record Cancelled(String reason) implements Verdict {
    @Override
    public String label() {
      return "cancelled";
    }
  }

  /** It crashed too often. */
  record Failed(String reason) implements Verdict {
    @Override
    public String label() {
      return "failed";
    }
  }
}
