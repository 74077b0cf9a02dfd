package wickstream.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * conf/Containerfile.
 *
 * @param text without comments, one instruction a line
 */
record Containerfile(String text) {
  static final Path FILE = Path.of("conf/Containerfile");

  /** Where the image has the distribution, and the campaigns of its daemon. */
  static final String HOME = "/opt/wickstream";

  static Containerfile read() {
    try {
      return new Containerfile(
          Files.readString(FILE).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows each instruction of a kind. */
  List<String> all(String instruction) {
    return text.lines()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  /** What follows the only instruction of a kind. */
  String only(String instruction) {
    List<String> all = all(instruction);
    if (all.size() != 1) {
      throw new AssertionError("not one %s: %s".formatted(instruction, all));
    }
    return all.get(0);
  }

  /** The words of a command that is written as a list. */
  List<String> words(String instruction) {
    String list = only(instruction);
    try {
      return new JsonMapper()
          .readValue(list.substring(list.indexOf('[')), new TypeReference<List<String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is copied from the directory of the distribution, and where to. */
  List<List<String>> copies() {
    return all("COPY").stream().map(copy -> Arrays.asList(copy.split(" "))).toList();
  }

  /** What its daemon is told, with campaigns in another directory. */
  String[] options(Path data) {
    return words("CMD").stream()
        .skip(1)
        .map(word -> word.equals(only("VOLUME")) ? data.toString() : word)
        .toArray(String[]::new);
  }
}
