package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use a daemon without token, by the headers of raw requests. */
class AuthenticationTest {
  @TempDir private static Path directory;
  private static RawDaemon onLoopback;
  private static RawDaemon forOthers;

  @BeforeAll
  static void start() throws InterruptedException {
    onLoopback = RawDaemon.in(directory.resolve("a"), HttpServer.Limits.usual());
    forOthers = RawDaemon.in(directory.resolve("b"), HttpServer.Limits.usual(), "0.0.0.0");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    onLoopback.close();
    forOthers.close();
  }

  /** Headers are separated by ; and @ stands for the daemon's port. */
  private static int status(RawDaemon daemon, String line, String host, String headers)
      throws IOException {
    String all = headers == null ? "" : "\r\n" + headers.replace("; ", "\r\n");
    return RawDaemon.status(
        daemon.exchange(
            "%s HTTP/1.1\r\nHost: %s%s"
                .formatted(
                    line,
                    host.replace("@", "" + daemon.port()),
                    all.replace("@", "" + daemon.port()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Programs.
        "200 |            |                                                           ",
        "200 |            | Sec-Fetch-Mode: cors                                      ",
        // The daemon's own page.
        "200 |            | Origin: http://127.0.0.1:@; Sec-Fetch-Site: same-origin   ",
        "200 |            | Origin: HTTP://127.0.0.1:@                                ",
        "200 |            | Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: no-cors      ",
        "200 |            | Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate            ",
        "200 | localhost:@| Origin: http://localhost:@                                ",
        "200 | [::1]:@    | Origin: http://[::1]:@                                    ",
        "200 | 127.0.0.1  | Origin: http://127.0.0.1                                  ",
        "200 | 127.0.0.1  | Origin: http://127.0.0.1:80                               ",
        "200 | 127.0.0.1:8| Origin: http://127.0.0.1:8                                ",
        // A link from elsewhere.
        "200 |            | Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate      ",
        "200 |            | Sec-Fetch-Site: same-site; Sec-Fetch-Mode: navigate       ",
        // Pages from elsewhere.
        "403 |            | Origin: http://127.0.0.1:1                                ",
        "403 |            | Origin: http://127.0.0.1                                  ",
        "403 |            | Origin: http://127.0.0.1:@0                               ",
        "403 |            | Origin: https://127.0.0.1:@                               ",
        "403 |            | Origin: http://localhost:@                                ",
        "403 |            | Origin: http://evil.example                               ",
        "403 |            | Origin: http://evil.example:@                             ",
        "403 |            | Origin: null                                              ",
        "403 | 127.0.0.1:443 | Origin: http://127.0.0.1                               ",
        "403 | 127.0.0.1:443 | Origin: https://127.0.0.1                              ",
        "403 |            | Sec-Fetch-Site: same-site; Sec-Fetch-Mode: no-cors        ",
        "403 |            | Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: cors          ",
        "403 |            | Sec-Fetch-Site: cross-site                                ",
        "421 | evil.example:@ | Origin: http://evil.example:@                         ",
        "421 | evil.example   |                                                       ",
      })
  void readsFor(int status, String host, String headers) throws IOException {
    assertThat(
            status(onLoopback, "GET /api/v1", host == null ? "127.0.0.1:@" : host.strip(), headers))
        .isEqualTo(status);
  }

  /** The campaign is unknown, so who is let in is answered 404. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Programs.
        "404 |                                                                                  ",
        "404 | X-Requested-With: x                                                              ",
        // The daemon's own page.
        "404 | Origin: http://127.0.0.1:@; Sec-Fetch-Site: same-origin; X-Requested-With: x     ",
        "404 | Sec-Fetch-Site: same-origin; X-Requested-With: x                                 ",
        "404 | Origin: http://127.0.0.1:@; Content-Type: application/json; Content-Length: 0    ",
        // Its forms, if it had any.
        "403 | Origin: http://127.0.0.1:@                                                       ",
        "403 | Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: navigate                            ",
        "403 | Sec-Fetch-Site: same-origin; Content-Type: text/plain; Content-Length: 0         ",
        "403 | Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate; X-Requested-With: x              ",
        // Forms and scripts from elsewhere.
        "403 | Origin: http://127.0.0.1:1; Sec-Fetch-Site: same-site; Sec-Fetch-Mode: navigate  ",
        "403 | Origin: http://127.0.0.1:1                                                       ",
        "403 | Origin: http://127.0.0.1:1; X-Requested-With: x                                  ",
        "403 | Origin: http://localhost:@; X-Requested-With: x                                  ",
        "403 | Origin: https://127.0.0.1:@; X-Requested-With: x                                 ",
        "403 | Origin: null; X-Requested-With: x                                                ",
        "403 | Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate                             ",
        "403 | Sec-Fetch-Site: same-site; Sec-Fetch-Mode: navigate; X-Requested-With: x         ",
        "403 | Sec-Fetch-Site: same-site; Content-Type: application/json; Content-Length: 0     ",
        "403 | Origin: http://127.0.0.1:@; Sec-Fetch-Site: same-site; X-Requested-With: x       ",
      })
  void changesFor(int status, String headers) throws IOException {
    for (String line :
        new String[] {
          "POST /api/v1/campaigns/x/cancel",
          "PATCH /api/v1/campaigns/x",
          "DELETE /api/v1/campaigns/x"
        }) {
      assertThat(status(onLoopback, line, "127.0.0.1:@", headers)).as(line).isEqualTo(status);
    }
    int other = status == 404 ? 405 : status;
    for (String method : new String[] {"PUT", "OPTIONS"}) {
      assertThat(status(onLoopback, method + " /api/v1/campaigns/x", "127.0.0.1:@", headers))
          .as(method)
          .isEqualTo(other);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | wick.example    | Origin: https://wick.example; X-Requested-With: x     ",
        "404 | wick.example    | Origin: https://wick.example:443; X-Requested-With: x ",
        "404 | wick.example:99 | Origin: https://wick.example:99; X-Requested-With: x  ",
        "404 | wick.example:99 | Origin: http://wick.example:99; X-Requested-With: x   ",
        "404 | wick.example    |                                                       ",
        "403 | wick.example:99 | Origin: https://wick.example; X-Requested-With: x     ",
        "403 | wick.example    | Origin: https://wick.example:99; X-Requested-With: x  ",
        "403 | wick.example    | Origin: ftp://wick.example; X-Requested-With: x       ",
        "403 | wick.example    | Origin: https://evil.example; X-Requested-With: x     ",
        "403 | wick.example    | Origin: https://wick.example                          ",
      })
  void behindAProxyWithTls(int status, String host, String headers) throws IOException {
    assertThat(status(forOthers, "POST /api/v1/campaigns/x/cancel", host, headers))
        .isEqualTo(status);
  }

  /** As a browser sends a form with enctype=text/plain from another port. */
  @Test
  void aFormOfAnotherPortSubmitsNothing() throws IOException {
    String body = "campaign { widths = [5], sigma-w = [1], note = \"=\r\n\" }";
    String headers =
        "\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n"
            .formatted(body.length());
    String head = "POST /api/v1/campaigns?name=x HTTP/1.1\r\nHost: 127.0.0.1:" + onLoopback.port();
    String form =
        "Origin: http://127.0.0.1:1\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\n";
    for (String origin : new String[] {form, "Origin: null\r\n", ""}) {
      try (var socket = onLoopback.open(head + headers + origin + "\r\n" + body)) {
        String answer = new String(socket.getInputStream().readAllBytes());
        // The text has an unknown key: a program is told so.
        assertThat(RawDaemon.status(answer)).as(answer).isEqualTo(origin.isEmpty() ? 422 : 403);
      }
    }
  }
}
