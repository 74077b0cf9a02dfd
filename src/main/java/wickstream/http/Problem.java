package wickstream.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import wickstream.campaign.Causes;
import wickstream.config.BadInput;
import wickstream.config.InvalidConfiguration;
import wickstream.daemon.RequestRejected;
import wickstream.persistence.DatabaseFailure;
import wickstream.results.export.JsonFile;

/** Why a request was not served, answered as problem details (RFC 9457). */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient StatusCode status;
  private final transient Optional<String> field;
  private final transient Optional<Object> value;

  private Problem(
      StatusCode status, String detail, Optional<String> field, Optional<Object> value) {
    super(detail, null, false, false);
    this.status = status;
    this.field = field;
    this.value = value;
  }

  /**
   * @param detail one sentence for people
   */
  Problem(StatusCode status, String detail) {
    this(status, detail, Optional.empty(), Optional.empty());
  }

  /** An invalid parameter or member of the body. */
  static Problem ofField(String field, Object value, String wanted) {
    return new Problem(
        StatusCodes.BAD_REQUEST,
        "%s must be %s, was %s"
            .formatted(field, wanted, InvalidConfiguration.shown(String.valueOf(value))),
        Optional.of(field),
        Optional.ofNullable(value));
  }

  /** What to tell the client about a failure; empty for a defect of the program. */
  static Optional<Problem> of(Throwable failure) {
    Throwable cause = Causes.thrown(failure);
    if (cause instanceof Problem problem) {
      return Optional.of(problem);
    }
    if (cause instanceof InvalidConfiguration invalid) {
      return Optional.of(
          new Problem(
              StatusCodes.UNPROCESSABLE_ENTITY,
              invalid.getMessage(),
              Optional.of(invalid.path()).filter(path -> !path.isEmpty()),
              invalid.value().map(Object.class::cast)));
    }
    if (cause instanceof RequestRejected rejection) {
      return Optional.of(new Problem(status(rejection.kind()), rejection.getMessage()));
    }
    if (cause instanceof BadInput || cause instanceof DatabaseFailure) {
      return Optional.of(new Problem(StatusCodes.CONFLICT, cause.getMessage()));
    }
    return Optional.empty();
  }

  private static StatusCode status(RequestRejected.Kind kind) {
    return switch (kind) {
      case UNKNOWN -> StatusCodes.NOT_FOUND;
      case CONFLICT -> StatusCodes.CONFLICT;
      case FULL -> StatusCodes.TOO_MANY_REQUESTS;
      case BUSY, ENDING -> StatusCodes.SERVICE_UNAVAILABLE;
      case NOT_WRITTEN -> StatusCodes.INSUFFICIENT_STORAGE;
    };
  }

  /** The same, followed by advice. */
  Problem withAdvice(String advice) {
    return new Problem(status, getMessage() + ": " + advice, field, value);
  }

  /** The response to a request for a path. */
  HttpResponse response(String path) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", status.reason());
    body.put("status", status.intValue());
    body.put("detail", getMessage());
    field.ifPresent(name -> body.put("field", name));
    value.ifPresent(was -> body.put("value", was));
    body.put("instance", path);
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(
            HttpEntities.create(
                ContentTypes.create(
                    MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8)),
                JsonFile.line(body)));
  }
}
