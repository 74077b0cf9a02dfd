package wickstream.client;

import java.util.Comparator;
import java.util.Optional;

/** A shard of a campaign as it was at one moment. Numbers that cannot be had are NaN. */
public final class Shard {
  /** The order of the grid. */
  public static final Comparator<Shard> BY_PLACE =
      Comparator.comparingDouble(Shard::sigmaW).thenComparingLong(Shard::width);

  private final JsonObject json;
  private final String id;

  Shard(JsonObject json) {
    this.json = json;
    this.id = json.required("shard");
  }

  /** What it is known by. */
  public String id() {
    return id;
  }

  public long width() {
    return json.count("width");
  }

  public double sigmaW() {
    return json.number("sigmaW");
  }

  public boolean isRunning() {
    return phase().equals("running");
  }

  public boolean hasEnded() {
    return phase().equals("ended");
  }

  /** Waiting or running, or the verdict with which it has ended. */
  public String standing() {
    return hasEnded() ? json.text("verdict").orElse("ended") : phase();
  }

  private String phase() {
    return json.text("phase").orElse("?");
  }

  public long networks() {
    return json.count("networks");
  }

  /** At how many networks its present grant ends. */
  public long granted() {
    return json.count("granted");
  }

  /** How many networks the target would take, or at least; infinite if no number would do. */
  public double networksNeeded() {
    double count = json.number("networksNeeded");
    return Double.isNaN(count) && json.text("networksNeededIs").isPresent()
        ? Double.POSITIVE_INFINITY
        : count;
  }

  /** Whether {@link #networksNeeded} is no more than a lower bound. */
  public boolean needsAtLeast() {
    return json.text("networksNeededIs").filter("lower-bound"::equals).isPresent();
  }

  /** The value of the observable when it was last judged. */
  public double value() {
    return json.number("value");
  }

  public double standardError() {
    return json.number("standardError");
  }

  public double exact() {
    return json.number("exact");
  }

  public double pull() {
    return json.number("pull");
  }

  /** The standard error that is wanted. */
  public double tolerance() {
    return json.number("tolerance");
  }

  public boolean isHeavy() {
    return json.flag("heavy");
  }

  /** Why its number should not be trusted, in one sentence. */
  public Optional<String> doubt() {
    return json.flag("trustworthy")
        ? Optional.empty()
        : Optional.of(json.text("why").orElse("its error bar cannot be believed"));
  }
}
