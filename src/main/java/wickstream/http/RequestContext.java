package wickstream.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import wickstream.campaign.Causes;
import wickstream.config.InvalidConfiguration;
import wickstream.results.export.JsonFile;

/**
 * One request.
 *
 * @param request as it was received
 * @param system reads its body
 */
record RequestContext(HttpRequest request, ActorSystem<?> system) {
  /** The largest body, in bytes. */
  static final long LARGEST_BODY = 1 << 20;

  private static final Pattern COMMENT = Pattern.compile("#|(?<!:)//");
  private static final long SLOWEST_BODY_MILLIS = 5000;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> TEXTS =
      Set.of(JSON, "text/plain", "application/hocon", "none/none");

  /** With -d @FILE, curl removes the line ends of a text and declares it a form. */
  private static final String AS_IT_IS =
      "curl sends a file as it is by -H 'Content-Type: text/plain' --data-binary @FILE";

  /** A parameter of the query. */
  Optional<String> query(String name) {
    return request.getUri().query().get(name);
  }

  /** A whole number in the query. */
  Optional<Long> number(String name, long least, long most) {
    return query(name).map(text -> number(name, text, least, most));
  }

  /** Parses a whole number that a field gives as text. */
  static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw Problem.ofField(name, text, "a whole number from %d to %d".formatted(least, most));
  }

  /** A boolean in the query; false by default. */
  boolean flag(String name) {
    String text = query(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw Problem.ofField(name, text, "true or false");
    }
    return text.equals("true");
  }

  /** A header; the case of its name does not matter. */
  Optional<String> header(String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  /** The body as UTF-8 text, limited in size and in the time it may take. */
  CompletionStage<String> text() {
    String plain = mediaType();
    if (!TEXTS.contains(plain)) {
      Problem problem =
          new Problem(
              StatusCodes.UNSUPPORTED_MEDIA_TYPE,
              "the body must be application/json or text/plain, was %s".formatted(plain));
      throw plain.equals(FORM) ? problem.withAdvice(AS_IT_IS) : problem;
    }
    if (header("Content-Encoding").filter(coding -> !coding.equals("identity")).isPresent()) {
      throw new Problem(StatusCodes.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed");
    }
    return request
        .entity()
        .toStrict(SLOWEST_BODY_MILLIS, LARGEST_BODY, system)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedStage(unread(Causes.thrown(failure))))
        .thenApply(strict -> decoded(strict.getData().asByteBuffer()));
  }

  /** The body as text, which must be a single JSON value without repeated members. */
  CompletionStage<String> json() {
    return text().thenApply(RequestContext::requireJson);
  }

  private static String requireJson(String text) {
    try {
      JsonFile.requireStrict(text);
      return text;
    } catch (IOException e) {
      throw new Problem(
          StatusCodes.BAD_REQUEST,
          "the body must be one JSON value without repeated members: " + e.getMessage());
    }
  }

  private String mediaType() {
    return request.entity().getContentType().mediaType().toString().split(";", 2)[0];
  }

  /**
   * What is read from the body as HOCON, which must be JSON if its type says so. If a text is
   * refused that seems to have lost its line ends on the way (a comment then hides all that
   * follows), the answer says how to keep them.
   */
  <T> CompletionStage<T> read(Function<String, CompletionStage<T>> reading) {
    return (mediaType().equals(JSON) ? json() : text())
        .thenCompose(
            text ->
                reading
                    .apply(text)
                    .exceptionallyCompose(
                        failure -> CompletableFuture.failedStage(advised(text, failure))));
  }

  private Throwable advised(String text, Throwable failure) {
    boolean isOneLine = mediaType().equals("text/plain") && text.strip().lines().count() == 1;
    return isOneLine
            && Causes.thrown(failure) instanceof InvalidConfiguration invalid
            && (invalid.path().isEmpty() || COMMENT.matcher(text).find())
        ? Problem.of(invalid)
            .orElseThrow()
            .withAdvice("the body is one line; if it was a file of several, " + AS_IT_IS)
        : failure;
  }

  private static String decoded(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(StatusCodes.BAD_REQUEST, "the body must be text in UTF-8");
    }
  }

  private static Problem unread(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return new Problem(StatusCodes.REQUEST_TIMEOUT, "the body must come within 5 seconds");
    }
    // The library throws different types for this.
    return Pattern.compile("too large|size limit").matcher(String.valueOf(failure)).find()
        ? new Problem(
            StatusCodes.CONTENT_TOO_LARGE,
            "the body must have at most %d bytes".formatted(LARGEST_BODY))
        : new Problem(StatusCodes.BAD_REQUEST, "the body could not be read");
  }
}
