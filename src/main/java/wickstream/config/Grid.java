package wickstream.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the grid of shards must be: some widths and some σ_W, each once, and not too many. */
final class Grid {
  static final WholeRange WIDTH = new WholeRange(1, 1_000_000_000);
  static final int MAX_SHARDS = 100_000;

  private Grid() {}

  /**
   * @throws InvalidConfiguration naming the first value that is not as it must be
   */
  static void check(List<Integer> widths, List<Double> sigmaW) {
    checkSome("campaign.widths", widths);
    for (int i = 0; i < widths.size(); i++) {
      WIDTH.check("campaign.widths[" + i + "]", widths.get(i));
    }
    checkSome("campaign.sigma-w", sigmaW);
    for (int i = 0; i < sigmaW.size(); i++) {
      RealRange.POSITIVE.check("campaign.sigma-w[" + i + "]", sigmaW.get(i));
    }
    checkDistinct("campaign.widths", widths);
    checkDistinct("campaign.sigma-w", sigmaW);
    long shards = (long) widths.size() * sigmaW.size();
    if (shards > MAX_SHARDS) {
      throw new InvalidConfiguration(
          "campaign.widths",
          "x campaign.sigma-w must be at most %d shards, was %d x %d"
              .formatted(MAX_SHARDS, widths.size(), sigmaW.size()));
    }
  }

  private static void checkSome(String path, List<?> values) {
    if (values.isEmpty()) {
      throw new InvalidConfiguration(path, "must hold at least one value, was empty");
    }
  }

  private static void checkDistinct(String path, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        throw new InvalidConfiguration(
            "%s[%d]".formatted(path, i),
            "must differ from the values before it, was %s again".formatted(values.get(i)));
      }
    }
  }
}
