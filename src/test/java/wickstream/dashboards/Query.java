package wickstream.dashboards;

import java.util.Map;

/**
 * An expression of PromQL, with Grafana's variables as they stand in the file.
 *
 * @param where in which file it is, and for what
 * @param expression what is asked
 */
record Query(String where, String expression) {

  /** The same with a value in place of each of Grafana's variables, and this observable. */
  Query substituted(String observable) {
    return new Query(where, PromQl.substituted(expression, Map.of("observable", observable)));
  }
}
