package wickstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The files of the live page, from the class path. */
final class StaticFiles {
  private static final String PAGE = "/wickstream/page/";
  private static final String ECHARTS = "echarts.min.js";
  private static final String WEBJAR = "/META-INF/resources/webjars/echarts/5.5.0/";
  private static final Map<String, ContentType> TYPES =
      Map.of(
          "html", ContentTypes.TEXT_HTML_UTF8,
          "css", ContentTypes.create(MediaTypes.TEXT_CSS, HttpCharsets.UTF_8),
          "js", ContentTypes.create(MediaTypes.APPLICATION_JAVASCRIPT, HttpCharsets.UTF_8),
          "svg", ContentTypes.create(MediaTypes.IMAGE_SVG_XML));

  private final Map<String, Optional<StaticFile>> files = new ConcurrentHashMap<>();

  private record StaticFile(byte[] bytes, ContentType type, String tag) {}

  /**
   * A file of the page.
   *
   * @throws Problem if there is none of this name
   */
  HttpResponse serve(RequestContext call, String name) {
    StaticFile file =
        files
            .computeIfAbsent(name, StaticFiles::load)
            .orElseThrow(() -> new Problem(StatusCodes.NOT_FOUND, "there is no such file"));
    return Responses.isKnown(call, file.tag)
        ? Responses.notModified(file.tag)
        : Responses.tagged(
            HttpResponse.create().withEntity(HttpEntities.create(file.type, file.bytes)), file.tag);
  }

  private static Optional<StaticFile> load(String name) {
    Optional<ContentType> type =
        Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    if (type.isEmpty() || !name.matches("[a-z][a-z0-9.-]*")) {
      return Optional.empty();
    }
    String place = (name.equals(ECHARTS) ? WEBJAR : PAGE) + name;
    try (InputStream in = StaticFiles.class.getResourceAsStream(place)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      CRC32 sum = new CRC32();
      sum.update(bytes);
      return Optional.of(new StaticFile(bytes, type.get(), "\"%08x\"".formatted(sum.getValue())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
