package wickstream.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wickstream.api.CouplingValue;
import wickstream.api.Shard;
import wickstream.results.TheoryValue;
import wickstream.statistics.Estimate;
import wickstream.statistics.NumberText;

/**
 * The shards of a daemon's campaign: one row each, and why some numbers must not be taken at their
 * word.
 */
final class ShardTable {
  private static final int MAX_DOUBTS = 10;

  private ShardTable() {}

  /**
   * @param observable that was asked for
   */
  static List<String> lines(List<Shard> shards, String observable) {
    boolean isBesideTheory =
        shards.stream().allMatch(shard -> Double.isNaN(shard.target().exact()))
            && shards.stream().anyMatch(shard -> Double.isFinite(shard.target().theory()));
    Table table =
        new Table(
            "N",
            "sigma_W",
            observable + " ± error",
            "",
            isBesideTheory ? "theory" : "exact",
            isBesideTheory ? "N(%s/theory-1)".formatted(observable) : "pull",
            "verdict",
            "networks");
    Map<String, List<Shard>> doubts = new LinkedHashMap<>();
    for (Shard shard : shards) {
      boolean isDoubtful = shard.doubt().isPresent() && !Double.isNaN(shard.target().value());
      if (isDoubtful) {
        doubts.computeIfAbsent(shard.doubt().get(), why -> new ArrayList<>()).add(shard);
      }
      table.row(
          Integer.toString(shard.width()),
          ValueText.plain(shard.sigmaW()),
          ValueText.withError(shard.target().value(), shard.target().standardError()),
          isDoubtful ? Paint.OUT.doubtful("?") : "",
          ValueText.beside(
              shard.target().value(),
              shard.target().standardError(),
              isBesideTheory ? shard.target().theory() : shard.target().exact()),
          isBesideTheory ? remainder(shard) : pull(shard),
          Paint.OUT.verdict(shard.standing()),
          networks(shard));
    }
    List<String> lines = new ArrayList<>(table.lines());
    addDoubts(doubts, lines);
    return lines;
  }

  private static String pull(Shard shard) {
    return Double.isNaN(shard.pull()) ? "-" : "%+.2f".formatted(shard.pull());
  }

  private static String remainder(Shard shard) {
    CouplingValue target = shard.target();
    if (shard.hasLimit()) {
      return "-";
    }
    Estimate remainder =
        new TheoryValue(target.theory(), 1)
            .remainder(shard.width(), new Estimate(target.value(), target.standardError()));
    return ValueText.withError(remainder.value(), remainder.standardError());
  }

  private static String networks(Shard shard) {
    return shard.isRunning() && shard.granted() > shard.networks()
        ? "%s of %s".formatted(ValueText.count(shard.networks()), ValueText.count(shard.granted()))
        : ValueText.networks(shard.networks(), shard.needed(), shard.needsAtLeast());
  }

  private static void addDoubts(Map<String, List<Shard>> doubts, List<String> lines) {
    if (doubts.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("? marks values that must not be taken at their word:");
    doubts.entrySet().stream()
        .limit(MAX_DOUBTS)
        .forEach(doubt -> lines.add("  %s: %s".formatted(where(doubt.getValue()), doubt.getKey())));
    if (doubts.size() > MAX_DOUBTS) {
      lines.add(
          "  and %d more reasons, which the results name".formatted(doubts.size() - MAX_DOUBTS));
    }
  }

  private static String where(List<Shard> shards) {
    return shards.size() == 1 ? place(shards.get(0)) : shards.size() + " shards";
  }

  /** Where in the grid a shard is. */
  static String place(Shard shard) {
    return "N = %d, sigma_W = %s".formatted(shard.width(), ValueText.plain(shard.sigmaW()));
  }

  /** One shard on a line of its own. */
  static String line(Shard shard, String observable) {
    return "%s: %s networks%s%s"
        .formatted(
            place(shard),
            networksOfGrant(shard),
            known(shard, observable),
            shard.hasEnded() ? ", " + Paint.ERR.verdict(shard.standing()) : "");
  }

  /** One shard under way. */
  static ProgressLines.OfShard progress(Shard shard) {
    CouplingValue target = shard.target();
    boolean isKnown = !Double.isNaN(target.value());
    return new ProgressLines.OfShard(
        place(shard),
        shard.isRunning(),
        shard.hasEnded() ? Double.NaN : target.standardError() / shard.tolerance(),
        !shard.heavy(),
        isKnown ? ValueText.withError(target.value(), target.standardError()) : "",
        networksOfGrant(shard),
        isKnown ? precision(shard) : "");
  }

  private static String networksOfGrant(Shard shard) {
    String end =
        shard.granted() > shard.networks() && !shard.hasEnded()
            ? " of " + ValueText.count(shard.granted())
            : "";
    return ValueText.count(shard.networks()) + end;
  }

  private static String known(Shard shard, String observable) {
    return Double.isNaN(shard.target().value())
        ? ""
        : ", %s = %s (%s)%s"
            .formatted(
                observable,
                ValueText.withError(shard.target().value(), shard.target().standardError()),
                precision(shard),
                shard.heavy() ? ", error not to be trusted" : "");
  }

  private static String precision(Shard shard) {
    double size = Math.abs(shard.target().value());
    return "%s, wanted %s"
        .formatted(
            NumberText.percent(shard.target().standardError() / size),
            NumberText.percent(shard.tolerance() / size));
  }
}
