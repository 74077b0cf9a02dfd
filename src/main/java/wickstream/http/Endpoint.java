package wickstream.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * What the daemon does at one place.
 *
 * @param method of HTTP
 * @param template of the path, such as {@code /api/v1/campaigns/{name}}
 * @param handler does it
 */
record Endpoint(String method, String template, Handler handler) {

  /** Serves a request. Failures are answered as problems. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<HttpResponse> handle(RequestContext call);
  }

  /**
   * What a path's segments say where the template has names in braces; empty if the path is not of
   * this template.
   */
  Optional<Map<String, String>> match(List<String> segments) {
    String[] wanted = template.substring(1).split("/", -1);
    if (wanted.length != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        parameters.put(wanted[i].substring(1, wanted[i].length() - 1), segments.get(i));
      } else if (!wanted[i].equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
