package wickstream.http;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Campaigns each of which once held a thread for minutes, or took all memory. */
public final class HeavyTexts {
  private static final String OPEN = "campaign { widths = [5], sigma-w = [1],\n";

  private HeavyTexts() {}

  /**
   * One of them.
   *
   * @param what makes it heavy
   * @param text is sent
   * @param why it is refused, as part of the answer
   */
  public record Heavy(String what, String text, String why) {}

  private static String numbered(int count, String line) {
    return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining("\n"));
  }

  /** All of them. */
  public static List<Heavy> all() {
    String list = "[" + "5,".repeat(50) + "]";
    return List.of(
        new Heavy("doubled texts", numbered(39, "a%1$d = ${b%1$d} ${b%1$d}"), "has a substitution"),
        new Heavy(
            "doubled lists", "l = [1]\n" + "l = ${l} ${l}\n".repeat(27), "has a substitution"),
        new Heavy("additions", OPEN + "widths += 5\n".repeat(3000) + "}", "has a +="),
        new Heavy(
            "dotted keys", numbered(20_000, "campaign.a%d = 1"), "has more than 1000 settings"),
        new Heavy("a dotted key", "a.".repeat(20_000) + "b = 1", "more than 4096 characters"),
        new Heavy("a long key", "a.".repeat(200) + "b = 1", "a key of more than 200 characters"),
        new Heavy("digits", OPEN + "seed = " + "9".repeat(400_000) + "}", "4096 characters"),
        new Heavy("more digits", OPEN + "seed = " + "9".repeat(4000) + "}", "campaign.seed"),
        new Heavy("levels", "a{".repeat(5000), "more than 32 levels"),
        new Heavy("lists in lists", "a = " + "[".repeat(5000), "more than 32 levels"),
        new Heavy(
            "joined lists",
            OPEN + "orders = " + list.repeat(9000) + "}",
            "continues more than 100 lists"),
        new Heavy("values", OPEN + "orders = [" + "2,".repeat(400_000) + "]}", "100000 values"),
        new Heavy(
            "lists",
            OPEN + "points = [" + "[1],\n".repeat(20_000) + "]}",
            "10000 sections and lists"),
        new Heavy(
            "a grid of points",
            OPEN + "points.grid { from = 1e-9999999, to = 1, count = 3 } }",
            "campaign.points.grid.from"),
        new Heavy(
            "a grid of sigma-w",
            "campaign { widths = [5], sigma-w = { from = 1e-9999999, to = 1, step = 1e-9999999 } }",
            "campaign.sigma-w.from"),
        new Heavy(
            "a cutoff",
            OPEN + "ensemble { activation = tanh, cutoff = 1e300 } }",
            "take too long at sigma-w = 1.0"));
  }
}
