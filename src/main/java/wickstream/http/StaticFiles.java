package wickstream.http;

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
import org.apache.pekko.http.javadsl.model.headers.EntityTag;

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

  /**
   * A file as it is sent.
   *
   * @param tag identifies its contents
   */
  record StaticFile(HttpResponse response, EntityTag tag) {}

  /**
   * A file of the page.
   *
   * @throws Problem if there is none of this name
   */
  StaticFile get(String name) {
    return files
        .computeIfAbsent(name, StaticFiles::load)
        .orElseThrow(() -> new Problem(StatusCodes.NOT_FOUND, "there is no such file"));
  }

  private static Optional<StaticFile> load(String name) {
    ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return type == null || !name.matches("[a-z][a-z0-9.-]*")
        ? Optional.empty()
        : Responses.resource((name.equals(ECHARTS) ? WEBJAR : PAGE) + name)
            .map(bytes -> file(type, bytes));
  }

  private static StaticFile file(ContentType type, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return new StaticFile(
        HttpResponse.create().withEntity(HttpEntities.create(type, bytes)),
        EntityTag.create("%08x".formatted(sum.getValue()), false));
  }
}
