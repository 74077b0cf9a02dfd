package wickstream.cli;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wickstream.config.BadInput;
import wickstream.explain.Glossary;
import wickstream.explain.Page;
import wickstream.explain.PlainText;

/** {@code wickstream explain}: what the words of this program mean. */
@Command(
    name = "explain",
    description = {
      "Prints the definition and the formula of a term, where it comes from, in which file it appears and what it does not tell. A term"
          + " is a word such as tilted, a key of results.json, a column of the CSV files, a metric or a verdict; capitals, hyphens and"
          + " spaces do not count. Without TERM: what there is, by topic. Begin with: wickstream explain tutorial"
    })
final class ExplainCommand extends BaseCommand {
  private static final int WIDEST = 100;
  private static final int NARROWEST = 40;
  private static final String ROW = "  %-22s%s";

  @Parameters(
      arity = "0..*",
      paramLabel = "TERM",
      completionCandidates = Terms.class,
      description = "what to explain")
  private List<String> words = List.of();

  @Option(names = "--markdown", description = "print the page as it was written, in Markdown")
  private boolean asMarkdown;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintStream out = System.out;
    Glossary glossary = Glossary.load();
    if (words.isEmpty()) {
      list(glossary, out);
    } else {
      explain(page(glossary), out);
    }
    return ExitCode.OK;
  }

  private void list(Glossary glossary, PrintStream out) {
    if (asMarkdown) {
      throw new ParameterException(spec.commandLine(), "--markdown needs a TERM");
    }
    glossary
        .topics()
        .forEach(
            (topic, pages) -> {
              out.println(topic);
              pages.forEach(page -> out.println(ROW.formatted(page.terms().get(0), page.title())));
              out.println();
            });
    out.println("wickstream explain TERM tells more, of any key of the result files too.");
  }

  private void explain(Page page, PrintStream out) {
    if (asMarkdown) {
      out.print(page.markdown());
    } else {
      PlainText.lines(page.markdown(), columns()).forEach(out::println);
    }
  }

  private Page page(Glossary glossary) {
    String term = String.join(" ", words);
    return glossary
        .page(term)
        .orElseThrow(() -> new BadInput(unknown(term, glossary.nearest(term))));
  }

  private static String unknown(String term, List<String> nearest) {
    String shown = term.replaceAll("\\s+", " ").strip();
    return nearest.isEmpty()
        ? "nothing is explained under \"%s\"; wickstream explain lists what there is"
            .formatted(shown)
        : "nothing is explained under \"%s\"; near it there is %s"
            .formatted(shown, String.join(", ", nearest));
  }

  /** As wide as the terminal, but no wider than is easily read. */
  private static int columns() {
    return Math.max(NARROWEST, Math.min(WIDEST, TerminalWidth.ofLauncher()));
  }

  private static final class Terms extends Choices {
    @Override
    List<String> all() {
      return Glossary.load().topics().values().stream()
          .flatMap(List::stream)
          .map(page -> page.terms().get(0).replace(' ', '-'))
          .toList();
    }
  }
}
