package wickstream.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import wickstream.results.export.JsonFile;

/** Sends requests to one daemon, and reports failures in one line. */
final class Connection {
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int LARGEST_PROBLEM = 1 << 16;

  private final HttpClient client;
  private final URI daemon;
  private final Optional<String> token;

  Connection(URI daemon, Optional<String> token) {
    this.client = client(daemon);
    this.daemon = daemon;
    this.token = token;
  }

  private static HttpClient client(URI daemon) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTING);
    return ("https".equalsIgnoreCase(daemon.getScheme())
            ? builder
            : builder.sslContext(trustingNobody()))
        .build();
  }

  /** Without encryption nobody's certificate is asked for: to read all authorities takes longer. */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** A request for a path below the daemon's own, which begins with a slash. */
  HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    String root = daemon.toString().replaceFirst("/+$", "");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request.method(method, body);
  }

  /** The whole body of the answer. */
  String text(HttpRequest request) {
    try (InputStream body = body(request)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  /** The body of the answer as it comes. */
  InputStream body(HttpRequest request) {
    HttpResponse<InputStream> response;
    try {
      response = client.send(request, BodyHandlers.ofInputStream());
    } catch (HttpConnectTimeoutException | ConnectException e) {
      throw DaemonFailure.unanswered(
          "no daemon answers at %s (start one with wickstream serve, or name another with --url)"
              .formatted(daemon));
    } catch (HttpTimeoutException e) {
      throw DaemonFailure.unanswered("the daemon at %s does not answer".formatted(daemon));
    } catch (IOException e) {
      throw brokenOff(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DaemonFailure.unanswered("interrupted while waiting for the daemon at " + daemon);
    }
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    throw problem(response);
  }

  /** An answer that breaks off. */
  DaemonFailure brokenOff(IOException failure) {
    String why = failure.getMessage();
    return DaemonFailure.unanswered(
        "the connection to the daemon at %s has failed%s"
            .formatted(daemon, why == null ? "" : ": " + why));
  }

  private DaemonFailure problem(HttpResponse<InputStream> response) {
    int status = response.statusCode();
    if (status == 401) {
      return DaemonFailure.refused(
          token.isPresent()
              ? "the daemon at %s wants another token than the one from --token-file or WICKSTREAM_TOKEN"
                  .formatted(daemon)
              : "the daemon at %s wants a token: give it by --token-file or in WICKSTREAM_TOKEN"
                  .formatted(daemon));
    }
    String why =
        detail(response)
            .orElse(
                "%s answers with status %d: is it a Wickstream daemon?".formatted(daemon, status));
    if (status == 404) {
      return DaemonFailure.unknown(why);
    }
    return status >= 500 ? DaemonFailure.unanswered(why) : DaemonFailure.refused(why);
  }

  private static Optional<String> detail(HttpResponse<InputStream> response) {
    boolean isProblem =
        response
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.startsWith("application/problem+json"))
            .isPresent();
    try (InputStream body = response.body()) {
      if (!isProblem) {
        return Optional.empty();
      }
      String json = new String(body.readNBytes(LARGEST_PROBLEM), StandardCharsets.UTF_8);
      return Optional.ofNullable(JsonFile.parse(json).get("detail")).map(Object::toString);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
