package wickstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.campaign.ForegroundRun;
import wickstream.campaign.OutputDirectory;
import wickstream.results.CampaignResult;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.results.export.ResultFiles;

/** What a campaign found. Immutable. */
public final class CampaignResults {
  private final CampaignResult result;
  private final Optional<String> notSaved;

  CampaignResults(ForegroundRun.Ended ended) {
    this.result = ended.result();
    this.notSaved = ended.outcome().notSaved();
  }

  /** The name of the campaign. */
  public String name() {
    return result.config().name();
  }

  /** The shards in the order of the grid: by σ_W, then by N. */
  public List<Shard> shards() {
    return result.shards().stream().map(Shard::of).toList();
  }

  /** Whether every shard reached the target. */
  public boolean hasConverged() {
    return shards().stream().allMatch(shard -> shard.verdict().equals("converged"));
  }

  /** Why the last checkpoints could not be saved, if so. */
  public Optional<String> notSaved() {
    return notSaved;
  }

  /**
   * Writes results.json, results.csv, greens.csv, fits.csv and, where a vertex was fitted,
   * vertex.csv.
   *
   * @throws WickstreamException if that is impossible
   */
  public void write(Path directory) {
    try {
      new ResultFiles(directory).write(result);
    } catch (IOException e) {
      throw new WickstreamException(
          "the results could not be written: " + OutputDirectory.reason(e), e);
    }
  }

  /**
   * One point of the grid.
   *
   * @param width N
   * @param sigmaW σ_W
   * @param verdict how it ended: converged, heavy-tailed, contradicted, posterior-unreachable,
   *     unresolved, budget-exhausted, cancelled or failed
   * @param reason why, in one sentence
   * @param networks how many networks were measured
   * @param values the couplings, deviations and connected functions that were measured, by their
   *     names in results.json, and the means of functions of trained networks by names such as
   *     connected4@10
   */
  public record Shard(
      int width,
      double sigmaW,
      String verdict,
      String reason,
      long networks,
      Map<String, Value> values) {

    static Shard of(ShardResult shard) {
      Map<String, Value> values = new LinkedHashMap<>();
      Stream.of(shard.couplings(), shard.deviations(), shard.connected(), shard.trainedMeans())
          .forEach(some -> some.forEach((name, value) -> values.put(name, Value.of(value))));
      return new Shard(
          shard.width(),
          shard.ensemble().sigmaW(),
          shard.verdict().label(),
          shard.verdict().reason(),
          shard.networks(),
          Collections.unmodifiableMap(values));
    }
  }

  /**
   * A measured number; NaN stands for what is not known.
   *
   * @param value the estimate
   * @param standardError its standard error (one σ)
   * @param low lower end of the anytime-valid interval at the confidence of the campaign
   * @param high upper end
   * @param exact the exact value, where there is one
   * @param theory the value to leading order in 1/N, where there is a theory
   */
  public record Value(
      double value,
      double standardError,
      double low,
      double high,
      OptionalDouble exact,
      OptionalDouble theory) {

    static Value of(wickstream.results.MeasuredValue value) {
      return new Value(
          value.value(),
          value.standardError(),
          value.low(),
          value.high(),
          value.exact(),
          value.theory().stream().mapToDouble(TheoryValue::value).findFirst());
    }
  }
}
