package wickstream.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The remainder r of the theory to leading order at one σ_W, measured = theory · (1 + r/N), fitted
 * to three widths or more. NaN stands for what cannot be had.
 *
 * @param quantity u4, m2, m4, m6, connected4, …
 * @param sigmaW σ_W of all shards
 * @param coefficient r
 * @param standardError of r
 * @param chiSquare of the fit
 * @param degreesOfFreedom of the fit
 * @param points how many shards have a theory and an error to be believed
 * @param predicted 0 of one hidden layer, for what is exact to leading order
 * @param shards what each of them says
 */
public record Remainder(
    String quantity,
    double sigmaW,
    double coefficient,
    double standardError,
    double chiSquare,
    int degreesOfFreedom,
    int points,
    OptionalDouble predicted,
    List<OfShard> shards) {

  public Remainder {
    shards = List.copyOf(shards);
  }

  /** Whether there were enough widths to fit r. */
  public boolean isFitted() {
    return Double.isFinite(coefficient);
  }

  /** What a shard says, if it has a theory and an error to be believed. */
  public Optional<OfShard> of(ShardResult shard) {
    return shards.stream().filter(one -> one.shard().equals(shard.id())).findFirst();
  }

  /**
   * What one width says of r.
   *
   * @param shard its identity
   * @param width N
   * @param coefficient N (measured/theory − 1)
   * @param standardError of it
   * @param pull (measured − theory · (1 + r/N))/error with r from the other widths, whose error is
   *     included; NaN for fewer than three widths
   */
  public record OfShard(
      String shard, int width, double coefficient, double standardError, double pull) {}
}
