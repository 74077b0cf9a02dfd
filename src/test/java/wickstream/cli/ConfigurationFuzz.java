package wickstream.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests with configurations that follow the grammar of campaign files, or nearly so: whole,
 * truncated, doubled, with a sign changed or a part repeated. Drawn with a seed.
 */
final class ConfigurationFuzz {
  private static final List<String> KEYS =
      List.of(
          "campaign",
          "name",
          "seed",
          "ensemble",
          "activation",
          "d-in",
          "d-out",
          "depth",
          "sigma-b",
          "cutoff",
          "readout",
          "shared-scale",
          "gamma",
          "frequencies",
          "widths",
          "sigma-w",
          "points",
          "grid",
          "ball",
          "csv",
          "from",
          "to",
          "step",
          "also",
          "count",
          "radius",
          "estimator",
          "orders",
          "bag-size",
          "stop",
          "observable",
          "relative-error",
          "absolute-error",
          "confidence",
          "min-bags",
          "max-networks",
          "max-time",
          "store",
          "url",
          "a.b.c",
          "\"quoted key\"",
          "x");
  private static final List<String> WORDS =
      List.of(
          "gauss",
          "erf",
          "tanh",
          "relu",
          "cos",
          "auto",
          "plain",
          "tilted",
          "u4",
          "u6",
          "m4",
          "m6",
          "null",
          "true",
          "\"text\"",
          "\"\\u0000\"",
          "\"\"\"three\"\"\"",
          "10 minutes",
          "1 ns",
          "$",
          "${x}",
          "${?HOME}",
          "+=",
          "*",
          "include \"x\"",
          "// note",
          "# note");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "5",
          "-1",
          "0.5",
          "1.5",
          "100",
          "1000",
          "1e3",
          "1e6",
          "1e9",
          "1e12",
          "1e300",
          "1e999",
          "1e-300",
          "1e-9999999",
          "9223372036854775807",
          "99999999999999999999",
          "-0.0",
          "NaN",
          "0x10",
          "1e",
          ".5",
          "00",
          "1_000");
  private static final List<String> SETTINGS =
      List.of(
          "widths = [5]",
          "widths = [5, 10, 50]",
          "sigma-w = [1]",
          "sigma-w = { from = 1, to = 2, step = 0.01 }",
          "ensemble.activation = erf",
          "ensemble.activation = tanh",
          "ensemble.activation = relu",
          "ensemble.sigma-b = 2",
          "ensemble.cutoff = 100",
          "ensemble.readout = laplace",
          "ensemble.shared-scale { gamma = 2 }",
          "ensemble.frequencies = cauchy",
          "points = [0.1, 0.2]",
          "points.grid { from = -1, to = 1, count = 9 }",
          "orders = [2, 4]",
          "stop.relative-error = 0.1",
          "stop.observable = m4",
          "bag-size = 100");

  private final Random random;
  private final String victim;

  /**
   * @param victim a campaign that is there, and whose seed is none that is drawn
   */
  ConfigurationFuzz(long seed, String victim) {
    this.random = new Random(seed);
    this.victim = victim;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The next request to a daemon. */
  HttpRequest next(URI daemon) {
    String type = random.nextInt(8) == 0 ? "application/json" : "text/plain";
    String campaigns = "/api/v1/campaigns";
    return switch (random.nextInt(8)) {
      case 0 -> request(daemon, "PATCH", campaigns + "/" + victim, type, priority());
      case 1, 2 -> request(daemon, "POST", campaigns + "?name=fuzz", type, text());
      case 3 ->
          request(
              daemon,
              "POST",
              campaigns + "/" + victim + "/extend",
              type,
              "campaign.seed = 1\n" + text()); // which no extension may change
      default -> request(daemon, "POST", "/api/v1/estimates?name=fuzz", type, text());
    };
  }

  private static HttpRequest request(
      URI daemon, String method, String path, String type, String body) {
    return HttpRequest.newBuilder(daemon.resolve(path))
        .timeout(Duration.ofSeconds(115))
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }

  private String priority() {
    return any(
        List.of(
            "{\"priority\": 5} x",
            "{\"priority\": 1, \"priority\": 2}",
            "{\"priority\": " + any(List.of("1e9", "0.5", "101", "[]", "9".repeat(3000))) + "}",
            text()));
  }

  /** A configuration, changed in some way or not. */
  String text() {
    String text = random.nextBoolean() ? plausible() : section(0);
    return switch (random.nextInt(8)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> text + "\n" + text;
      case 2 -> text + text;
      case 3 -> changed(text);
      case 4 -> repeated(text);
      default -> text;
    };
  }

  private String plausible() {
    List<String> settings = new ArrayList<>(List.of("widths = [5]", "sigma-w = [1]"));
    for (int i = random.nextInt(4); i > 0; i--) {
      settings.add(any(SETTINGS));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      settings.add(any(KEYS) + " = " + value(0));
    }
    return "campaign { " + String.join(any(List.of(", ", "\n")), settings) + " }";
  }

  private String section(int depth) {
    StringBuilder section = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      section
          .append(any(KEYS))
          .append(any(List.of(" = ", ": ", " ", " += ")))
          .append(value(depth))
          .append(any(List.of(", ", "\n", " ")));
    }
    return section.toString();
  }

  private String value(int depth) {
    if (depth > 6) {
      return any(NUMBERS);
    }
    return switch (random.nextInt(6)) {
      case 0 -> "{ " + section(depth + 1) + " }";
      case 1 -> list(depth);
      case 2 -> any(WORDS);
      case 3 -> value(depth + 1) + " " + value(depth + 1);
      default -> any(NUMBERS);
    };
  }

  private String list(int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      elements.add(value(depth + 1));
    }
    return "[" + String.join(any(List.of(", ", ",", "\n", " ")), elements) + "]";
  }

  private String changed(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    String sign =
        any(List.of("{", "}", "[", "]", "\"", "\\", "=", "#", "$", ",", "\u0000", "\u00e9"));
    return text.substring(0, at) + sign + text.substring(at + 1);
  }

  /** Some part of it many times, of at most 200 000 signs. */
  private String repeated(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = from + random.nextInt(text.length() - from + 1);
    int most = 200_000 / Math.max(1, to - from);
    return text.substring(0, to)
        + text.substring(from, to).repeat(random.nextInt(Math.max(1, Math.min(most, 20_000))))
        + text.substring(to);
  }
}
