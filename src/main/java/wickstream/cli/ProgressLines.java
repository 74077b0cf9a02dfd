package wickstream.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.statistics.NumberText;

/**
 * What a terminal shows of a campaign under way: a line with a bar for the whole, and one for each
 * of the shards being worked on. What matters most comes first, and each line ends with what still
 * fits.
 *
 * @param observable that is wanted
 * @param paint colours of the terminal
 */
record ProgressLines(String observable, Paint paint) {
  private static final int MAX_SHARDS = 4;

  /** From this many columns on, words are written out. */
  private static final int ROOMY = 79;

  /**
   * The whole.
   *
   * @param ended how many shards have ended
   * @param shards how many there are
   * @param elapsed how long it has been going on
   * @param remaining how long it will still take, where that is known
   * @param pace hidden units a second
   * @param trouble what goes wrong while it goes on
   */
  record Whole(
      long ended,
      int shards,
      Duration elapsed,
      Optional<Duration> remaining,
      double pace,
      Optional<String> trouble) {
    /** How much of the work is done, from 0 to 1; 1 at the end only. */
    double fraction() {
      if (ended == shards) {
        return 1;
      }
      double done = elapsed.toMillis();
      double byTime = remaining.map(left -> done / (done + left.toMillis())).orElse(Double.NaN);
      return Math.min(0.99, byTime >= 0 ? byTime : (double) ended / shards);
    }
  }

  /**
   * A shard.
   *
   * @param place where in the grid it is
   * @param running whether it is being worked on
   * @param excess its error in units of the target; NaN while it is not known or of no matter
   * @param trusted whether its error can be
   * @param value what is known of the observable; empty before the first judgement
   * @param networks how many were measured and granted, in digits
   * @param precision its error and the one that is wanted, in percent; empty likewise
   */
  record OfShard(
      String place,
      boolean running,
      double excess,
      boolean trusted,
      String value,
      String networks,
      String precision) {}

  /** The lines, of at most so many columns. */
  List<String> of(Whole whole, List<OfShard> shards, int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(whole(whole, worst(shards), columns));
    shards.stream()
        .filter(OfShard::running)
        .limit(MAX_SHARDS)
        .forEach(shard -> lines.add(shard(shard, columns)));
    whole.trouble().map(text -> paint.bad(cut(text, columns))).ifPresent(lines::add);
    return lines;
  }

  private static OptionalDouble worst(List<OfShard> shards) {
    return shards.stream().mapToDouble(OfShard::excess).filter(excess -> excess > 0).max();
  }

  private String whole(Whole whole, OptionalDouble worst, int columns) {
    int bar = Math.max(4, columns / 6);
    List<String> parts = new ArrayList<>();
    worst.ifPresent(
        excess -> parts.add((columns < ROOMY ? "" : "worst error ") + timesTarget(excess)));
    whole.remaining().ifPresent(left -> parts.add(Progress.text(left) + " to go"));
    parts.add((int) (100 * whole.fraction()) + " %");
    parts.add("%d of %d shards".formatted(whole.ended(), whole.shards()));
    parts.add(Progress.text(whole.elapsed()) + " so far");
    if (whole.pace() > 0) {
      parts.add("%.1fM hidden units/s".formatted(whole.pace() * 1e-6));
    }
    int filled = (int) (bar * whole.fraction());
    return paint.good("█".repeat(filled))
        + "░".repeat(bar - filled)
        + " "
        + fitting(parts, columns - bar - 1);
  }

  private String shard(OfShard shard, int columns) {
    List<String> parts = new ArrayList<>();
    if (!shard.trusted()) {
      parts.add(columns < ROOMY ? "heavy tail" : "error not to be trusted");
    } else if (!Double.isNaN(shard.excess())) {
      parts.add(timesTarget(shard.excess()));
    }
    if (!shard.value().isEmpty()) {
      parts.add("%s = %s".formatted(observable, shard.value()));
    }
    parts.add(shard.networks() + (columns < ROOMY ? "" : " networks"));
    if (!shard.precision().isEmpty()) {
      parts.add(shard.precision());
    }
    String known = fitting(parts, columns - shard.place().length() - 2);
    if (known.isEmpty()) {
      return cut(shard.place(), columns);
    }
    return shard.place() + ": " + (shard.trusted() ? known : paint.doubtful(known));
  }

  private static String timesTarget(double excess) {
    return NumberText.significant(excess, 2) + " × target";
  }

  /** As many of the parts as fit, from the first on. */
  private static String fitting(List<String> parts, int columns) {
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      String more = line.length() == 0 ? part : ", " + part;
      if (Paint.width(line + more) > columns) {
        break;
      }
      line.append(more);
    }
    return line.toString();
  }

  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns);
  }
}
