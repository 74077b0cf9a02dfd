package wickstream.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wickstream.cli.bench.CampaignRate;
import wickstream.cli.bench.HiddenUnitCost;
import wickstream.cli.bench.Part;
import wickstream.cli.bench.Repetitions;
import wickstream.cli.bench.ThreadGain;

/**
 * What {@code bench} has measured, as tables for people and as an object for programs.
 *
 * @param facts about the machine, this program and the run
 * @param costs what hidden units cost
 * @param gains what more threads gain; none where there is nothing to compare
 */
record BenchReport(Map<String, Object> facts, List<HiddenUnitCost> costs, List<ThreadGain> gains) {
  private static final String SCHEMA = "wickstream-bench/1";

  /** The tables, with a title each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    facts.forEach((name, value) -> lines.add("%-13s%s".formatted(name, value)));
    for (Part part : Part.values()) {
      if (costs.stream().anyMatch(cost -> cost.part() == part)) {
        lines.add("");
        lines.add("%s, CPU ns per hidden unit on one thread".formatted(part.label()));
        lines.addAll(costs(part).lines());
      }
    }
    if (!gains.isEmpty()) {
      lines.add("");
      lines.add("whole campaigns of four shards, networks per second of wall-clock time");
      lines.addAll(gainTable().lines());
    }
    return lines;
  }

  private Table costs(Part part) {
    Table table =
        new Table(
            "N",
            "estimator",
            "Wickstream",
            "min-max",
            "launches",
            "networks/s",
            "NumPy " + part.rival(),
            "ratio",
            "min-max",
            "C",
            "over C",
            "min-max");
    costs.stream().filter(cost -> cost.part() == part).forEach(cost -> table.row(row(cost)));
    return table;
  }

  private static String[] row(HiddenUnitCost cost) {
    Optional<Repetitions> ratio = cost.ratio();
    return new String[] {
      Integer.toString(cost.width()),
      cost.estimator().label(),
      figures(cost.wickstream().median()),
      spread(cost.wickstream()),
      spread(cost.launchMedians()),
      ValueText.count(rounded(cost.networksPerSecond().median())),
      cost.numpy().map(numpy -> figures(numpy.median())).orElse("-"),
      ratio.map(r -> figures(r.median())).orElse("-"),
      ratio.map(BenchReport::spread).orElse("-"),
      cost.c().map(c -> figures(c.median())).orElse("-"),
      cost.overC().map(r -> figures(r.median())).orElse("-"),
      cost.overC().map(BenchReport::spread).orElse("-")
    };
  }

  private Table gainTable() {
    int threads = gains.get(0).many().threads();
    Table table =
        new Table(
            "N",
            "estimator",
            "1 thread",
            threads + " threads",
            "gain",
            "min-max",
            "CPU not sampling: 1 thread",
            threads + " threads");
    for (ThreadGain gain : gains) {
      table.row(
          Integer.toString(gain.width()),
          gain.estimator().label(),
          ValueText.count(rounded(gain.one().networksPerSecond().median())),
          ValueText.count(rounded(gain.many().networksPerSecond().median())),
          figures(gain.gain().median()),
          spread(gain.gain()),
          percent(gain.one().shareOutsideSampling()),
          percent(gain.many().shareOutsideSampling()));
    }
    return table;
  }

  private static String spread(Repetitions repetitions) {
    return figures(repetitions.min()) + "-" + figures(repetitions.max());
  }

  /** Three figures, never in powers of ten. */
  private static String figures(double x) {
    int decimals = x < 10 ? 2 : x < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", x);
  }

  private static double rounded(double x) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.2e", x));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Everything, single repetitions included. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("schema", SCHEMA);
    map.putAll(facts);
    map.put("costs", costs.stream().map(BenchReport::map).toList());
    map.put("threads", gains.stream().map(BenchReport::map).toList());
    return map;
  }

  private static Map<String, Object> map(HiddenUnitCost cost) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("part", cost.part().label());
    map.put("estimator", cost.estimator().label());
    map.put("width", cost.width());
    map.put("nanosecondsPerUnit", map(cost.wickstream()));
    map.put("launchMedians", cost.launchMedians().values());
    map.put("networksPerSecond", map(cost.networksPerSecond()));
    map.put("numpy", cost.numpy().isPresent() ? cost.part().rival() : null);
    map.put("numpyNanosecondsPerUnit", cost.numpy().map(BenchReport::map).orElse(null));
    map.put("ratio", cost.ratio().map(BenchReport::map).orElse(null));
    map.put("cNanosecondsPerUnit", cost.c().map(BenchReport::map).orElse(null));
    map.put("overC", cost.overC().map(BenchReport::map).orElse(null));
    return map;
  }

  private static Map<String, Object> map(ThreadGain gain) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("estimator", gain.estimator().label());
    map.put("width", gain.width());
    map.put("one", map(gain.one()));
    map.put("many", map(gain.many()));
    map.put("gain", map(gain.gain()));
    return map;
  }

  private static Map<String, Object> map(CampaignRate rate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("threads", rate.threads());
    map.put("networks", rate.networks());
    map.put("networksPerSecond", map(rate.networksPerSecond()));
    map.put("seconds", rate.seconds().values());
    map.put("processSeconds", rate.processSeconds().values());
    map.put("samplingSeconds", rate.samplingSeconds().values());
    map.put("shareOutsideSampling", rate.shareOutsideSampling());
    return map;
  }

  private static Map<String, Object> map(Repetitions repetitions) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("median", repetitions.median());
    map.put("min", repetitions.min());
    map.put("lowerQuartile", repetitions.quantile(0.25));
    map.put("upperQuartile", repetitions.quantile(0.75));
    map.put("max", repetitions.max());
    map.put("repetitions", repetitions.values());
    return map;
  }
}
