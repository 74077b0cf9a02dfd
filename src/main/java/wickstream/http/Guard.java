package wickstream.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * Turns away who must not drive this daemon: whoever lacks its token, and on loopback every web
 * page from elsewhere, whether it says so (Origin, Sec-Fetch-Site) or has its own name point here
 * (Host).
 */
final class Guard {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Pattern LOOPBACK_ADDRESS =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern ORIGIN = Pattern.compile("https?://(.+?)(:\\d+)?");
  private static final String SCHEME = "bearer ";

  private final Optional<byte[]> token;
  private final boolean onlyLoopback;

  /**
   * @param token whoever has it may come in; only its digest is kept
   * @param onlyLoopback whether the daemon listens on loopback alone
   */
  Guard(Optional<String> token, boolean onlyLoopback) {
    this.token = token.map(Guard::digest);
    this.onlyLoopback = onlyLoopback;
  }

  /**
   * Lets a request in.
   *
   * @param isPublic whether it may come without token
   * @throws Problem if it may not
   */
  void admit(HttpRequest request, boolean isPublic) {
    String host = request.getUri().host().address().toLowerCase(Locale.ROOT);
    if (onlyLoopback && !isLoopback(host)) {
      throw new Problem(
          StatusCodes.MISDIRECTED_REQUEST,
          "the daemon answers on loopback only: the host must be localhost, 127.0.0.1 or [::1]");
    }
    header(request, "Origin").ifPresent(origin -> checkOrigin(origin, host));
    if (header(request, "Sec-Fetch-Site").filter(this::isForeign).isPresent()
        && header(request, "Sec-Fetch-Mode").filter("navigate"::equals).isEmpty()) {
      throw foreign();
    }
    if (!isPublic && token.isPresent() && !isKnown(header(request, "Authorization"))) {
      throw new Problem(
          StatusCodes.UNAUTHORIZED, "the daemon wants its token, as Authorization: Bearer TOKEN");
    }
  }

  /** By name or by address: any that begins with 127 leads to this machine, and is no name. */
  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host) || LOOPBACK_ADDRESS.matcher(host).matches();
  }

  private boolean isForeign(String site) {
    return site.equals("cross-site") || site.equals("same-site");
  }

  private void checkOrigin(String origin, String host) {
    Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
    boolean isOwn =
        parts.matches()
            && (parts.group(1).equals(host)
                || parts.group(1).equals("[" + host + "]")
                || LOOPBACK.contains(parts.group(1)) && LOOPBACK.contains(host));
    if (!isOwn) {
      throw foreign();
    }
  }

  private static Problem foreign() {
    return new Problem(StatusCodes.FORBIDDEN, "a web page from elsewhere may not use the daemon");
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
