package wickstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import wickstream.results.export.JsonFile;

/** The usual answers. */
final class Responses {
  static final ContentType CSV = ContentTypes.create(MediaTypes.TEXT_CSV, HttpCharsets.UTF_8);

  private Responses() {}

  /** An object of maps, lists, texts, numbers and nulls. */
  static HttpResponse json(Object body) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, JsonFile.line(body)));
  }

  /** The same unless the client has it already. */
  static HttpResponse json(RequestContext call, String tag, Object body) {
    return isKnown(call, tag) ? notModified(tag) : tagged(json(body), tag);
  }

  /** Whether the client has what a tag stands for. */
  static boolean isKnown(RequestContext call, String tag) {
    Optional<String> known = call.header("If-None-Match");
    return known
        .filter(
            tags ->
                tags.strip().equals("*")
                    || Arrays.stream(tags.split(","))
                        .map(one -> one.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag.replaceFirst("^W/", "")::equals))
        .isPresent();
  }

  /** Meters as they are now. */
  static HttpResponse meters(ContentType type, HttpServer.MeterText meters) {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);
      meters.write(text);
      return HttpResponse.create().withEntity(HttpEntities.create(type, text.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something is well, and why not otherwise. */
  static HttpResponse health(boolean isWell, String otherwise) {
    return isWell
        ? json(Map.of("status", "up"))
        : json(Map.of("status", "down", "reason", otherwise))
            .withStatus(StatusCodes.SERVICE_UNAVAILABLE);
  }

  static HttpResponse notModified(String tag) {
    return tagged(HttpResponse.create().withStatus(StatusCodes.NOT_MODIFIED), tag);
  }

  static HttpResponse tagged(HttpResponse response, String tag) {
    return response.addHeader(RawHeader.create("ETag", tag));
  }
}
