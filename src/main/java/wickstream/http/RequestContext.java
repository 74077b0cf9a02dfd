package wickstream.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.Materializer;
import wickstream.campaign.Causes;
import wickstream.config.InvalidConfiguration;
import wickstream.results.export.JsonFile;

/**
 * One request.
 *
 * @param request as it came
 * @param parameters what its path says
 * @param materializer reads its body
 */
record RequestContext(
    HttpRequest request, Map<String, String> parameters, Materializer materializer) {
  /** The largest body, in bytes. */
  static final long LARGEST_BODY = 1 << 20;

  private static final Pattern COMMENT = Pattern.compile("#|(?<!:)//");
  private static final long SLOWEST_BODY_MILLIS = 5000;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> TEXTS =
      Set.of(JSON, "text/plain", "application/hocon", "none/none");

  /** What curl does to a text: -d @FILE takes its line ends out, and calls it a form. */
  private static final String AS_IT_IS =
      "curl sends a file as it is by -H 'Content-Type: text/plain' --data-binary @FILE";

  /** A part of the path. */
  String parameter(String name) {
    return parameters.get(name);
  }

  /** A parameter of the query. */
  Optional<String> query(String name) {
    return request.getUri().query().get(name);
  }

  /** A whole number in the query. */
  Optional<Long> number(String name, long least, long most) {
    return query(name).map(text -> number(name, text, least, most));
  }

  /** A whole number that a field gives as text. */
  static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.ofField(name, text, "a whole number from %d to %d".formatted(least, most));
  }

  /** A truth value in the query; false by default. */
  boolean flag(String name) {
    String text = query(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw Problem.ofField(name, text, "true or false");
    }
    return text.equals("true");
  }

  /** A header, whatever its case. */
  Optional<String> header(String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  /** The body as text in UTF-8, bounded in size and time. */
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
        .toStrict(SLOWEST_BODY_MILLIS, LARGEST_BODY, materializer)
        .handle(
            (strict, failure) ->
                failure == null
                    ? CompletableFuture.completedStage(decoded(strict.getData().asByteBuffer()))
                    : CompletableFuture.<String>failedStage(unread(Causes.thrown(failure))))
        .thenCompose(stage -> stage);
  }

  /** The body as text that is one JSON value, unambiguously. */
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
   * What is read from the body as HOCON, which has to be JSON if it says so. A text that is refused
   * and looks as though it had lost its line ends on the way, without which a comment hides all
   * that follows, gets the advice to keep them.
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
    // The library has no one type for this.
    return Pattern.compile("too large|size limit").matcher(String.valueOf(failure)).find()
        ? new Problem(
            StatusCodes.CONTENT_TOO_LARGE,
            "the body must have at most %d bytes".formatted(LARGEST_BODY))
        : new Problem(StatusCodes.BAD_REQUEST, "the body could not be read");
  }
}
