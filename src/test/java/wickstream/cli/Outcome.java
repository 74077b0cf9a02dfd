package wickstream.cli;

import java.time.Duration;
import java.util.List;

/**
 * How a program ended.
 *
 * @param exitCode what it told its caller
 * @param out its standard output
 * @param err its standard error
 * @param took how long it took
 */
record Outcome(int exitCode, String out, String err, Duration took) {

  /** The lines of standard error that are the program's own. */
  List<String> complaints() {
    return err.lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
        .toList();
  }
}
