package wickstream;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;

/**
 * Runs campaigns in Java programs. A campaign is described as in a campaign file:
 *
 * <pre>{@code
 * CampaignResults results =
 *     Wickstream.run(
 *         """
 *         campaign {
 *           ensemble { activation = gauss, sigma-b = 1.0 }
 *           widths = [10], sigma-w = [1.0]
 *           stop { observable = u4, relative-error = 0.1 }
 *         }
 *         """);
 * for (CampaignResults.Shard shard : results.shards()) {
 *   CampaignResults.Value u4 = shard.values().get("u4");
 *   System.out.printf(
 *       "N = %d: u4 = %.3f +- %.3f, %s%n",
 *       shard.width(), u4.value(), u4.standardError(), shard.verdict());
 * }
 * }</pre>
 *
 * <p>{@link #campaign(String, String...)} allows more: the number of threads, a directory to keep
 * the results in and to resume from, a listener for progress; and {@link CampaignBuilder#start}
 * returns a campaign that can be cancelled. Every error is a {@link WickstreamException}.
 */
public final class Wickstream {
  private Wickstream() {}

  /**
   * Runs a campaign to its end, in memory and with all cores.
   *
   * @param text HOCON, as in a campaign file
   * @throws WickstreamException if it cannot be run
   * @throws InterruptedException if this thread was interrupted
   */
  public static CampaignResults run(String text) throws InterruptedException {
    return campaign(text).run();
  }

  /**
   * A campaign to be run.
   *
   * @param text HOCON, as in a campaign file; it can name no file of points
   * @param overrides of single keys, such as {@code seed=7}
   * @throws WickstreamException if it describes no campaign that can be run
   */
  public static CampaignBuilder campaign(String text, String... overrides) {
    return builder(() -> CampaignFile.parse(text, "campaign", List.of(overrides)));
  }

  /**
   * A campaign to be run.
   *
   * @param file a campaign file
   * @param overrides of single keys, such as {@code seed=7}
   * @throws WickstreamException if it cannot be read or describes no campaign that can be run
   */
  public static CampaignBuilder campaign(Path file, String... overrides) {
    return builder(() -> CampaignFile.load(file, List.of(overrides)));
  }

  private static CampaignBuilder builder(Supplier<RunConfig> config) {
    try {
      return new CampaignBuilder(config.get());
    } catch (RuntimeException e) {
      throw WickstreamException.of(e);
    }
  }
}
