package wickstream.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * Authenticates requests. Refused are clients without the token, and web pages of any other origin,
 * including other ports of this machine: browsers report them (Origin, Sec-Fetch-Site), and on
 * loopback the host name must be a loopback one (Host), which defeats DNS rebinding. Following a
 * link from elsewhere is allowed; a browser may change something only by a request that no HTML
 * form can send.
 */
final class Authentication {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Pattern LOOPBACK_ADDRESS =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  /** The page sends it with every request; any value will do. */
  private static final String OF_PAGE = "X-Requested-With";

  private static final String SCHEME = "bearer ";

  private final Optional<byte[]> token;
  private final boolean onlyLoopback;

  /**
   * @param token what clients must present, if anything; only its digest is kept
   * @param onlyLoopback whether the daemon listens on loopback alone
   */
  Authentication(Optional<String> token, boolean onlyLoopback) {
    this.token = token.map(Authentication::digest);
    this.onlyLoopback = onlyLoopback;
  }

  /**
   * Checks a request.
   *
   * @param isPublic whether it needs no token
   * @throws Problem if it is refused
   */
  void admit(HttpRequest request, boolean isPublic) {
    String host = request.getUri().host().address().toLowerCase(Locale.ROOT);
    if (onlyLoopback && !isLoopback(host)) {
      throw new Problem(
          StatusCodes.MISDIRECTED_REQUEST,
          "the daemon answers on loopback only: the host must be localhost, 127.0.0.1 or [::1]");
    }
    if (isForeign(request)) {
      throw new Problem(StatusCodes.FORBIDDEN, "a web page from elsewhere may not use the daemon");
    }
    if (!isReading(request) && isOfBrowser(request) && !isOfScript(request)) {
      throw new Problem(
          StatusCodes.FORBIDDEN,
          "what a web page changes needs the header %s or a body of type application/json"
              .formatted(OF_PAGE));
    }
    if (!isPublic && token.isPresent() && !isKnown(header(request, "Authorization"))) {
      throw new Problem(
          StatusCodes.UNAUTHORIZED, "the daemon wants its token, as Authorization: Bearer TOKEN");
    }
  }

  /** By name or by address: all of 127.0.0.0/8 is this machine. */
  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host) || LOOPBACK_ADDRESS.matcher(host).matches();
  }

  static boolean isReading(HttpRequest request) {
    return Set.of("GET", "HEAD").contains(request.method().value());
  }

  private boolean isForeign(HttpRequest request) {
    Optional<String> origin = header(request, "Origin");
    Optional<String> site = header(request, "Sec-Fetch-Site");
    boolean isFollowed =
        isReading(request)
            && (site.filter("none"::equals).isPresent()
                || header(request, "Sec-Fetch-Mode").filter("navigate"::equals).isPresent());
    return origin.isPresent() && !isOwn(origin.get(), request)
        || site.isPresent() && !site.get().equals("same-origin") && !isFollowed;
  }

  /** Whether an origin (scheme, host and port) is the one that the request was sent to. */
  private boolean isOwn(String origin, HttpRequest request) {
    String host = header(request, "Host").orElse("");
    return isSame(origin, "http://" + host, ":80")
        || !onlyLoopback && isSame(origin, "https://" + host, ":443"); // a proxy with TLS in front
  }

  private static boolean isSame(String origin, String other, String port) {
    return withoutPort(origin, port).equals(withoutPort(other, port));
  }

  private static String withoutPort(String origin, String port) {
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }

  private static boolean isOfBrowser(HttpRequest request) {
    return header(request, "Origin").isPresent() || header(request, "Sec-Fetch-Site").isPresent();
  }

  /** Forms cannot send these; scripts can send them to another origin only if it allows that. */
  private static boolean isOfScript(HttpRequest request) {
    return header(request, OF_PAGE).isPresent()
        || request.entity().getContentType().mediaType().toString().equals("application/json");
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(header -> header.value());
  }

  private boolean isKnown(Optional<String> authorization) {
    return authorization
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(SCHEME))
        .map(text -> digest(text.substring(SCHEME.length()).strip()))
        .filter(given -> MessageDigest.isEqual(given, token.orElseThrow())) // in constant time
        .isPresent();
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
