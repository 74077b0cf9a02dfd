package wickstream.client;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A campaign of a daemon as it was at one moment. Numbers that cannot be had are NaN. */
public final class Campaign {
  private static final Set<String> ENDS = Set.of("finished", "cancelled", "failed");

  private final JsonObject json;
  private final String name;
  private final String state;

  Campaign(JsonObject json) {
    this.json = json;
    this.name = json.required("name");
    this.state = json.required("state");
  }

  public String name() {
    return name;
  }

  /**
   * Queued, running, pausing, paused, cancelling, cancelled, finished or failed; in small letters.
   */
  public String state() {
    return state;
  }

  /** Whether nothing more will come of it unless somebody asks. */
  public boolean hasEnded() {
    return ENDS.contains(state);
  }

  /** Why it is in this state, where there is something to say. */
  public Optional<String> reason() {
    return json.text("reason");
  }

  public long priority() {
    return json.count("priority");
  }

  /** Its place in the queue, from 1. */
  public OptionalInt position() {
    int position = (int) json.count("position");
    return position > 0 ? OptionalInt.of(position) : OptionalInt.empty();
  }

  /** What is measured, how, and to what precision. */
  public Task task() {
    return new Task(
        json.text("activation").orElse("?"),
        json.text("estimator").orElse("?"),
        json.number("sigmaB"),
        json.text("observable").orElse("?"),
        json.number("targetRelativeError"),
        json.number("targetAbsoluteError"));
  }

  /** How many shards there are. */
  public int shards() {
    return shards("total");
  }

  /**
   * How many shards stand in one way.
   *
   * @param standing waiting, running, or a final verdict such as converged or heavyTailed
   */
  public int shards(String standing) {
    return (int) json.object("shards").count(standing);
  }

  /** How many shards have their verdict. */
  public int endedShards() {
    return shards() - shards("waiting") - shards("running");
  }

  public long networks() {
    return json.count("networks");
  }

  public double hiddenUnits() {
    return json.number("hiddenUnits");
  }

  public double hiddenUnitsPerSecond() {
    return json.number("hiddenUnitsPerSecond");
  }

  /** How long it has been running. */
  public double seconds() {
    return json.number("seconds");
  }

  /** How long it will still take. */
  public double etaSeconds() {
    return json.number("etaSeconds");
  }

  /** Why what it has measured cannot be saved at present. */
  public Optional<String> notSaved() {
    return json.object("checkpoint").text("failure");
  }

  /**
   * What a campaign is to measure.
   *
   * @param activation of the networks
   * @param estimator what is averaged
   * @param sigmaB σ_b
   * @param observable what is to be known
   * @param relativeError how precisely, NaN if not asked
   * @param absoluteError how precisely, NaN if not asked
   */
  public record Task(
      String activation,
      String estimator,
      double sigmaB,
      String observable,
      double relativeError,
      double absoluteError) {}
}
