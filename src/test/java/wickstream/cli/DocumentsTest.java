package wickstream.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;
import wickstream.config.CampaignFile;

/** What documents tell the reader to type is understood by the program, and their links lead on. */
final class DocumentsTest {
  private static final Path TOP = Path.of("");
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/.-])(?:conf|dashboards|src)/[\\w./-]+");
  private static final Pattern RESOURCE = Pattern.compile("\\b(service|deployment)[/ ](\\S+)");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Set<String> OF_CAMPAIGN_FILES = Set.of("run", "exact", "submit");

  static List<Document> documents() {
    return Document.in(TOP);
  }

  /** The words of everything that is to be typed. */
  private static Stream<List<String>> allCommands(Document document) {
    return document.blocks().stream()
        .flatMap(block -> block.commands().stream())
        .flatMap(command -> ShellWords.commands(command.line()).stream());
  }

  private static Stream<List<String>> commands(Document document) {
    return allCommands(document)
        .map(words -> words.stream().dropWhile(word -> !word.matches("(.*/bin/)?wickstream")))
        .map(words -> words.skip(1).toList())
        .filter(words -> !words.isEmpty());
  }

  @Test
  void areFound() {
    assertThat(documents())
        .extracting(Document::toString)
        .contains("README.md", "conf/kubernetes/README.md", "src/README.md", "src/bench/README.md");
    assertThat(documents().stream().flatMap(DocumentsTest::commands).map(words -> words.get(0)))
        .contains("run", "exact", "export", "merge", "report", "flow", "vertex", "serve", "worker")
        .contains("submit", "status", "extend", "results", "delete", "explain", "doctor", "bench");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commandsAreUnderstood(Document document) {
    assertThat(commands(document)).allSatisfy(DocumentsTest::isUnderstood);
  }

  private static void isUnderstood(List<String> words) {
    ParseResult parsed = Main.commandLine().parseArgs(words.toArray(String[]::new));
    assertThat(parsed.subcommand().unmatched()).isEmpty();
    if (OF_CAMPAIGN_FILES.contains(words.get(0)) && words.get(1).startsWith("conf/")) {
      CampaignFile.load(Path.of(words.get(1)), settings(words));
    }
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

  @ParameterizedTest
  @MethodSource("documents")
  void commandsNameFilesThatThereAre(Document document) {
    assertThat(
            document.blocks().stream()
                .flatMap(block -> block.commands().stream())
                .flatMap(command -> FILE.matcher(command.line()).results())
                .map(found -> Path.of(found.group())))
        .allSatisfy(file -> assertThat(file).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commandsOfOthersHaveWhatTheyName(Document document) {
    assertThat(allCommands(document))
        .allSatisfy(
            words -> {
              switch (words.get(0)) {
                case "mvn" -> isUnderstoodByMaven(words);
                case "python3" -> hasOptions(Path.of(words.get(1)), words);
                case "kubectl" -> isInTheManifests(words);
                default -> {}
              }
            });
  }

  private static void isUnderstoodByMaven(List<String> words) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    for (String word : words) {
      if (word.startsWith("-P")) {
        assertThat(pom).contains("<id>%s</id>".formatted(word.substring(2)));
      } else if (word.startsWith("-Dtest=")) {
        assertThat(Path.of("src/test/java"))
            .isDirectoryRecursivelyContaining(
                "glob:**/%s.java".formatted(word.substring("-Dtest=".length())));
      }
    }
  }

  private static void hasOptions(Path script, List<String> words) throws IOException {
    for (String word : words) {
      if (word.startsWith("--")) {
        assertThat(script).content().contains('"' + word + '"');
      }
    }
  }

  private static void isInTheManifests(List<String> words) {
    Matcher named = RESOURCE.matcher(String.join(" ", words));
    while (named.find()) {
      assertThat(Manifest.all())
          .anyMatch(
              manifest ->
                  manifest.kind().equalsIgnoreCase(named.group(1))
                      && manifest.name().equals(named.group(2)));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void campaignFilesAreHocon(Document document) {
    assertThat(document.blocks().stream().filter(CodeBlock::isConfiguration))
        .allSatisfy(block -> assertThat(ConfigFactory.parseString(block.text())).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToFiles(Document document) {
    assertThat(document.linkedFiles()).allSatisfy(file -> assertThat(file).exists());
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readString(Path.of("README.md")).strip().split("\\s+"))
        .hasSizeLessThanOrEqualTo(1000);
  }

  @Test
  void noSentenceIsSaidTwice() {
    Map<String, Long> times =
        documents().stream()
            .flatMap(document -> document.sentences().stream())
            .filter(sentence -> sentence.split(" ").length > 6)
            .collect(groupingBy(sentence -> sentence, counting()));
    times.values().removeIf(count -> count == 1);
    assertThat(times).isEmpty();
  }

  @Test
  void theCitationIsOfThisVersion() throws IOException {
    var version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(Path.of(".github/CITATION.cff"))
        .content()
        .contains("\nversion: %s\n".formatted(version.group(1)));
  }
}
