package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;
import wickstream.config.CampaignFile;
import wickstream.explain.Glossary;
import wickstream.explain.Page;

/** What the pages tell the reader to type is understood by the program. */
final class TutorialTest {
  private static final Pattern COMMAND =
      Pattern.compile("^wickstream ((?:.*\\\\\n)*.*)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** The words of each command that stands on a line of its own. */
  static Stream<List<String>> commands() {
    return Glossary.load().pages().stream()
        .map(Page::markdown)
        .flatMap(text -> COMMAND.matcher(text).results())
        .map(command -> words(command.group(1).replace("\\\n", " ")));
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .toList();
  }

  @Test
  void hasCommands() {
    assertThat(commands().map(words -> words.get(0)))
        .contains("run", "serve", "submit", "extend")
        .hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isUnderstood(List<String> words) {
    ParseResult parsed = Main.commandLine().parseArgs(words.toArray(String[]::new));
    assertThat(parsed.subcommand().unmatched()).isEmpty();
    words.stream()
        .filter(word -> word.endsWith(".conf"))
        .forEach(file -> CampaignFile.load(Path.of(file), settings(words)));
  }

  @Test
  void theReadmeLinksToFilesThatThereAre() throws IOException {
    List<String> links =
        LINK.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.contains("://") && !link.startsWith("#"))
            .toList();
    assertThat(links)
        .contains("src/main/resources/wickstream/explain/tutorial.md")
        .allSatisfy(link -> assertThat(Path.of(link)).exists());
  }

  private static List<String> settings(List<String> words) {
    List<String> settings = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("--set")) {
        settings.add(words.get(i));
      }
    }
    return settings;
  }
}
