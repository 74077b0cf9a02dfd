package wickstream.http;

import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** Directives that the daemon's routes have in common. */
abstract class ApiDirectives extends AllDirectives {
  /** Accepts GET and HEAD; the server leaves the body out of the response to HEAD. */
  final Route read(Supplier<Route> inner) {
    return concat(get(inner), head(inner));
  }

  /**
   * Responds with an entity tag, or with 304 if the client has that version already.
   *
   * @param answer called only if the client does not have it
   */
  final Route tagged(EntityTag tag, Supplier<HttpResponse> answer) {
    return mapRequest(
        request -> request.removeHeader("If-Match"), // ignored when reading
        () -> conditional(tag, () -> handleSync(request -> answer.get())));
  }
}
