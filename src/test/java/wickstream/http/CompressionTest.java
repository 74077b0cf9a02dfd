package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.ETag;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are compressed, and that nothing else about them changes. */
final class CompressionTest {
  private static final String TEXT = "wickstream_networks_total 1\n".repeat(4000);

  private static HttpRequest accepting(String encodings) {
    return HttpRequest.create("/metrics").addHeader(HttpHeader.parse("Accept-Encoding", encodings));
  }

  private static HttpResponse answer(ContentType type, String text) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(type, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse answer(String text) {
    return answer(ContentTypes.TEXT_PLAIN_UTF8, text);
  }

  private static byte[] bytes(HttpResponse response) {
    return ((HttpEntity.Strict) response.entity()).getData().toArray();
  }

  private static String header(HttpResponse response, String name) {
    return response.getHeader(name).map(HttpHeader::value).orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, deflate, br", "*", "br;q=1.0, gzip;q=0.1", "gzip, *;q=0"})
  void isCompressedForThoseThatAccept(String encodings) throws IOException {
    HttpResponse response = Compression.applied(accepting(encodings), answer(TEXT));
    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.entity().getContentType()).isEqualTo(ContentTypes.TEXT_PLAIN_UTF8);
    assertThat(bytes(response)).hasSizeLessThan(TEXT.length() / 20);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes(response)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0"})
  void isNotCompressedForOthers(String encodings) {
    assertThat(header(Compression.applied(accepting(encodings), answer(TEXT)), "Content-Encoding"))
        .isEmpty();
  }

  @Test
  void isNotCompressedForThoseThatSayNothingButCachesLearnThatItCouldBe() {
    HttpResponse response = Compression.applied(HttpRequest.create("/metrics"), answer(TEXT));
    assertThat(new String(bytes(response), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(header(response, "Content-Encoding")).isEmpty();
    assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
  }

  private static void isLeftAlone(HttpResponse response) {
    assertThat(Compression.applied(accepting("gzip"), response)).isSameAs(response);
  }

  @Test
  void whatIsShortCompressedOrAStreamIsLeftAlone() {
    isLeftAlone(answer(TEXT.substring(0, Compression.WORTHWHILE - 1)));
    isLeftAlone(answer(ContentTypes.create(MediaTypes.IMAGE_PNG), TEXT));
    isLeftAlone(answer(TEXT).addHeader(HttpHeader.parse("Content-Encoding", "gzip")));
    isLeftAlone(
        HttpResponse.create()
            .withEntity(
                HttpEntities.createChunked(
                    MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                    Source.single(ByteString.fromString(TEXT)))));
  }

  @Test
  void aTagOfWhatIsCompressedIsWeak() {
    HttpResponse tagged =
        answer(TEXT)
            .addHeaders(
                List.of(ETag.create(EntityTag.create("1", false)), RawHeader.create("X", "y")));
    assertThat(header(Compression.applied(accepting("br"), tagged), "ETag")).isEqualTo("\"1\"");
    HttpResponse compressed = Compression.applied(accepting("gzip"), tagged);
    assertThat(header(compressed, "ETag")).isEqualTo("W/\"1\"");
    assertThat(header(compressed, "X")).isEqualTo("y");
  }
}
