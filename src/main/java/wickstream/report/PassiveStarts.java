package wickstream.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wickstream.flow.MeasuredStart;
import wickstream.flow.StartingCouplings;
import wickstream.results.ShardResult;

/**
 * From where passive flows of one σ_W can start, and why others cannot.
 *
 * @param starts from the smallest width
 * @param leftOut why there is none of a width
 */
record PassiveStarts(double sigmaW, List<MeasuredStart> starts, Map<Integer, String> leftOut) {
  /** What some shards of one σ_W measured. */
  static PassiveStarts of(double sigmaW, List<ShardResult> shards) {
    List<MeasuredStart> starts = new ArrayList<>();
    Map<Integer, String> leftOut = new LinkedHashMap<>();
    for (ShardResult shard : shards) {
      whyNot(shard)
          .ifPresentOrElse(
              why -> leftOut.put(shard.width(), why),
              () -> starts.add(measured(shard).orElseThrow()));
    }
    return new PassiveStarts(sigmaW, starts, leftOut);
  }

  private static Optional<MeasuredStart> measured(ShardResult shard) {
    return MeasuredStart.of(shard, StartingCouplings.CANONICAL, Optional.empty());
  }

  /** Why no flow can start from a shard; empty if one can. */
  static Optional<String> whyNot(ShardResult shard) {
    Optional<MeasuredStart> start = measured(shard);
    if (start.isEmpty()) {
      return Optional.of(
          "u4Canonical and u6Canonical are not both known with errors, which takes orders = [2, 4, 6] and a kernel that decays");
    }
    if (!start.get().isTrusted()) {
      return Optional.of("the errors are not to be trusted");
    }
    return start.get().u4().isClearOfZero()
        ? Optional.empty()
        : Optional.of("u4 is within three errors of zero");
  }

  /** Which widths are left out, and why: {@code N = 5, 10: u4 is …; N = 50: …}. */
  static String sentence(Map<Integer, String> leftOut) {
    Map<String, List<Integer>> widths = new LinkedHashMap<>();
    leftOut.forEach((width, why) -> widths.computeIfAbsent(why, w -> new ArrayList<>()).add(width));
    return widths.entrySet().stream()
        .map(
            entry ->
                "N = %s: %s"
                    .formatted(
                        entry.getValue().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                        entry.getKey()))
        .collect(Collectors.joining("; "));
  }
}
