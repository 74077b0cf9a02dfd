package wickstream.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard error in Unicode, where warnings of this program stand out if there are colours. */
final class ErrorStream extends PrintStream {
  /** How each line begins by which the program itself says something. */
  static final String NAME = "wickstream:";

  ErrorStream(PrintStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public void println(String line) {
    boolean isWarning = line != null && line.startsWith(NAME + " ");
    super.println(isWarning ? Paint.ERR.doubtful(NAME) + line.substring(NAME.length()) : line);
  }
}
