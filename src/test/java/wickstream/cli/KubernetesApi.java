package wickstream.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What pods see of Kubernetes: an API server on loopback, which tells whoever shows the token of
 * their account which pods have some labels, and the files of that account.
 */
final class KubernetesApi implements AutoCloseable {
  private static final String NAMESPACE = "physics";
  private static final String TOKEN = "token-of-the-account";
  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final HttpsServer server;

  private KubernetesApi(Path directory, HttpsServer server) {
    this.directory = directory;
    this.server = server;
  }

  /**
   * One that listens.
   *
   * @param directory for the files of the account
   * @param selector the labels that must be asked for
   * @param addresses of the pods that have them
   */
  static KubernetesApi serving(Path directory, String selector, List<String> addresses) {
    try {
      Files.writeString(directory.resolve("token"), TOKEN);
      Files.writeString(directory.resolve("namespace"), NAMESPACE);
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls(directory)));
      byte[] pods = new JsonMapper().writeValueAsBytes(pods(addresses));
      server.createContext(
          "/", exchange -> answer(exchange, isAllowed(exchange, selector) ? 200 : 403, pods));
      server.start();
      return new KubernetesApi(directory, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a certificate that it has signed itself, as the account knows it. */
  private static SSLContext tls(Path directory) throws IOException {
    String keys = directory.resolve("keys.p12").toString();
    keytool(
        "-genkeypair -keyalg EC -alias api -dname CN=kubernetes -ext san=ip:127.0.0.1 -keystore",
        keys);
    keytool("-exportcert -rfc -alias api -file %s -keystore".formatted(ca(directory)), keys);
    try (InputStream in = Files.newInputStream(Path.of(keys))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(String words, String store) {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Commands.run(
        List.of("%s %s %s -storepass %s".formatted(keytool, words, store, PASSWORD).split(" ")));
  }

  private static Path ca(Path directory) {
    return directory.resolve("ca.crt");
  }

  private static Map<String, Object> pods(List<String> addresses) {
    return Map.of(
        "kind",
        "PodList",
        "apiVersion",
        "v1",
        "items",
        addresses.stream().map(KubernetesApi::pod).toList());
  }

  private static Map<String, Object> pod(String address) {
    return Map.of(
        "metadata",
        Map.of("name", "pod-" + address),
        "spec",
        Map.of("containers", List.of(Map.of("name", "coordinator"))),
        "status",
        Map.of("phase", "Running", "podIP", address));
  }

  private static boolean isAllowed(HttpExchange exchange, String selector) {
    return exchange.getRequestURI().getPath().equals("/api/v1/namespaces/" + NAMESPACE + "/pods")
        && ("labelSelector=" + selector).equals(exchange.getRequestURI().getQuery())
        && ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static void answer(HttpExchange exchange, int status, byte[] pods) throws IOException {
    byte[] body = status == 200 ? pods : "refused".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A program in one of its pods. */
  Program known(Program program) {
    String account = "-Dpekko.discovery.kubernetes-api.";
    return program
        .with("KUBERNETES_SERVICE_HOST", "127.0.0.1")
        .with("KUBERNETES_SERVICE_PORT", Integer.toString(server.getAddress().getPort()))
        .with(
            "WICKSTREAM_JAVA_OPTS",
            String.join(
                " ",
                account + "api-ca-path=" + ca(directory),
                account + "api-token-path=" + directory.resolve("token"),
                account + "pod-namespace-path=" + directory.resolve("namespace")));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
