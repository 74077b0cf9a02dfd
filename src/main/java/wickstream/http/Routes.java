package wickstream.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import wickstream.daemon.Daemon;

/** All paths that the daemon serves, and where requests for them are authenticated. */
final class Routes extends ApiDirectives {
  private final Daemon daemon;
  private final Authentication authentication;
  private final Api api;
  private final Route meters;
  private final StaticFiles files = new StaticFiles();
  private final ExplainPages explainPages = new ExplainPages();

  /**
   * @param authentication authenticates requests
   * @param meters answers with the meters
   */
  Routes(Daemon daemon, Authentication authentication, Api api, Route meters) {
    this.daemon = daemon;
    this.authentication = authentication;
    this.api = api;
    this.meters = meters;
  }

  /** The whole table. Failures, unknown paths and wrong methods are reported as problems. */
  Route all() {
    ExceptionHandler failures =
        ExceptionHandler.newBuilder()
            .matchAny(
                failure -> extractRequest(request -> complete(Responses.problem(request, failure))))
            .build();
    RejectionHandler rejections =
        RejectionHandler.newBuilder()
            .handleAll(MethodRejection.class, this::methodNotAllowed)
            .handleNotFound(
                failWith(
                    new Problem(
                        StatusCodes.NOT_FOUND,
                        "there is nothing here; /api/v1/openapi.json says what there is")))
            .build();
    return handleExceptions(
        failures, () -> handleRejections(rejections, () -> extractRequest(this::authenticated)));
  }

  /**
   * Every request is checked here, before anything else: without the token a client does not learn
   * which paths there are. Only the page, its explanations and the health need no token.
   */
  private Route authenticated(HttpRequest request) {
    String path = request.getUri().path();
    boolean isPage =
        path.equals("/") || path.startsWith("/assets/") || path.matches("/explain(/.*)?");
    authentication.admit(request, isPage || path.startsWith("/health/"));
    return mapUnmatchedPath(
        Routes::withoutEmptySegments,
        () -> isPage && Authentication.isReading(request) ? page(path) : services());
  }

  private static String withoutEmptySegments(String path) {
    return path.replaceAll("/+", "/").replaceFirst("/$", "");
  }

  private Route page(String path) {
    return concat(
        pathEnd(() -> file("index.html")),
        pathPrefix("explain", () -> explanation(path.endsWith("/") ? "../" : "")),
        pathPrefix(
            "assets", () -> extractUnmatchedPath(name -> file(name.replaceFirst("^/", "")))));
  }

  private Route explanation(String root) {
    return concat(
        pathEnd(() -> complete(explainPages.contents(root))),
        path(PathMatchers.segment(), term -> complete(explainPages.page(term))));
  }

  private Route file(String name) {
    StaticFiles.StaticFile file = files.get(name);
    return tagged(file.tag(), file::response);
  }

  private Route services() {
    return concat(
        pathPrefix(
            "health",
            () ->
                concat(
                    path("live", () -> read(() -> complete(Responses.health(Optional.empty())))),
                    path("ready", () -> read(() -> complete(Responses.health(unready())))))),
        path("metrics", () -> read(() -> meters)),
        pathPrefix(PathMatchers.separateOnSlashes("api/v1"), api::routes));
  }

  /** Why the daemon is not ready, if it is not. */
  private Optional<String> unready() {
    return daemon.isReady() || daemon.elsewhere().isPresent()
        ? daemon.trouble()
        : Optional.of("starting");
  }

  private Route methodNotAllowed(List<MethodRejection> rejections) {
    String methods =
        rejections.stream()
            .map(rejection -> rejection.supported().value())
            .filter(method -> !method.equals("HEAD")) // GET implies it
            .collect(Collectors.joining(", "));
    Problem problem = new Problem(StatusCodes.METHOD_NOT_ALLOWED, "the method must be " + methods);
    return extractRequest(
        request ->
            complete(
                Responses.problem(request, problem).addHeader(RawHeader.create("Allow", methods))));
  }
}
