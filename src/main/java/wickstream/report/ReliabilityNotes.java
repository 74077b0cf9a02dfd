package wickstream.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wickstream.results.ReliabilityCheck;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/**
 * Which values of the target are not to be believed, and why: reasons that differ in their numbers
 * only are one.
 */
final class ReliabilityNotes {
  private static final int NAMED = 6;
  private static final String NUMBER = "[-+]?\\d+([.,]\\d+)*(e[-+]?\\d+)?";

  private ReliabilityNotes() {}

  /** Why the target of a shard may not be believed, in one sentence; empty if it may. */
  private static Optional<String> aboutTarget(ShardResult shard, String target) {
    if (ReportData.value(shard, target).isEmpty()) {
      return Optional.of("there is no number: " + shard.verdict().reason());
    }
    Optional<String> doubt = about(shard, target);
    return doubt.isPresent() || shard.verdict() instanceof Verdict.Converged
        ? doubt
        : Optional.of("the target was not reached: " + shard.verdict().reason());
  }

  /** Why a quantity with its error, however large, may not be; empty if it may. */
  static Optional<String> about(ShardResult shard, String quantity) {
    return ReportData.value(shard, quantity)
        .flatMap(value -> ReliabilityCheck.about(shard.tail(quantity)));
  }

  /** Shards by the reason of the first of them. */
  static Map<String, List<ShardResult>> grouped(ReportData reportData) {
    Map<String, String> reasons = new LinkedHashMap<>();
    Map<String, List<ShardResult>> groups = new LinkedHashMap<>();
    for (ShardResult shard : reportData.result().shards()) {
      aboutTarget(shard, reportData.target())
          .ifPresent(
              why -> {
                String reason = reasons.computeIfAbsent(why.replaceAll(NUMBER, "#"), kind -> why);
                groups.computeIfAbsent(reason, r -> new ArrayList<>()).add(shard);
              });
    }
    return groups;
  }

  /** One reason, with the shards it is about. */
  static String sentence(String why, List<ShardResult> shards) {
    String named =
        shards.stream()
            .limit(NAMED)
            .map(
                shard ->
                    "N = %d, σ_W = %s"
                        .formatted(shard.width(), Symbols.plain(shard.ensemble().sigmaW())))
            .collect(Collectors.joining("; "));
    if (shards.size() == 1) {
      return "%s: %s.".formatted(named, why);
    }
    String more = shards.size() > NAMED ? " and %d more".formatted(shards.size() - NAMED) : "";
    return "%d shards (%s%s); of the first: %s.".formatted(shards.size(), named, more, why);
  }
}
