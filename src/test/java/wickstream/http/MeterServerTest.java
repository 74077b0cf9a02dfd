package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a worker serves to Prometheus. */
final class MeterServerTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final String METERS = "wickstream_build_info 1\n".repeat(200);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static HttpResponse<byte[]> meters(InetSocketAddress server, String encoding)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(server.getPort()));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void metersAreCompressedForThoseThatAccept() throws IOException, InterruptedException {
    InetSocketAddress server =
        new MeterServer(
                KIT.system(),
                "text/plain; charset=utf-8",
                out -> out.write(METERS.getBytes(StandardCharsets.UTF_8)),
                () -> true)
            .bind("127.0.0.1", 0);
    HttpResponse<byte[]> compressed = meters(server, "gzip");
    assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(METERS);
    }
    HttpResponse<byte[]> plain = meters(server, "identity");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new String(plain.body(), StandardCharsets.UTF_8)).isEqualTo(METERS);
  }
}
