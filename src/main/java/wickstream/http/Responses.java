package wickstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.results.export.JsonFile;

/** Responses that several paths give. */
final class Responses {
  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private Responses() {}

  /** A JSON value made of maps, lists, records, strings, numbers and nulls. */
  static HttpResponse json(Object body) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, JsonFile.line(body)));
  }

  /** The current values of the meters. */
  static CompletionStage<HttpResponse> meters(ContentType type, HttpServer.MeterText meters) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
            meters.write(text);
            return HttpResponse.create().withEntity(HttpEntities.create(type, text.toByteArray()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * The result of a health check.
   *
   * @param trouble what is wrong, if anything
   */
  static HttpResponse health(Optional<String> trouble) {
    return trouble
        .map(
            reason ->
                json(Map.of("status", "down", "reason", reason))
                    .withStatus(StatusCodes.SERVICE_UNAVAILABLE))
        .orElseGet(() -> json(Map.of("status", "up")));
  }

  /** The response to a request that failed. A defect of the program is logged. */
  static HttpResponse problem(HttpRequest request, Throwable failure) {
    String path = request.getUri().path();
    Optional<Problem> known = Problem.of(failure);
    if (known.isEmpty()) {
      LOG.error("A defect while serving {} {}", request.method().value(), path, failure);
    }
    HttpResponse response =
        known
            .orElseGet(
                () ->
                    new Problem(
                        StatusCodes.INTERNAL_SERVER_ERROR,
                        "a defect of the daemon; its log has the details"))
            .response(path);
    return switch (response.status().intValue()) {
      case 401 -> response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
      case 503 -> response.addHeader(RawHeader.create("Retry-After", "1"));
      default -> response;
    };
  }

  /** The contents of a file on the class path, if it exists. */
  static Optional<byte[]> resource(String name) {
    try (InputStream in = Responses.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
