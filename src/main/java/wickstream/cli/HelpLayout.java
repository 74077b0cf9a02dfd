package wickstream.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import wickstream.explain.Wrapping;

/**
 * Help in as many columns as the terminal has: what picocli does not lay out so, and everything
 * where no two columns fit side by side.
 */
final class HelpLayout {
  /** Picocli lays out no narrower help. */
  private static final int NARROWEST = 55;

  /** Longer lines are not easily read. */
  private static final int WIDEST = 120;

  private static final int LONGEST_TERM = 24;
  private static final String INDENT = "      ";

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private HelpLayout(int columns) {
    this.columns = columns;
  }

  /**
   * Has a program and its commands explain themselves so.
   *
   * @param columns of the terminal; any number
   */
  static void use(CommandLine program, int columns) {
    program.setUsageHelpWidth(Math.max(NARROWEST, Math.min(WIDEST, columns)));
    if (columns > 0 && columns < NARROWEST) {
      program.setHelpSectionKeys(List.of(UsageMessageSpec.SECTION_KEY_DESCRIPTION));
      program.setHelpSectionMap(
          Map.of(
              UsageMessageSpec.SECTION_KEY_DESCRIPTION,
              help -> new HelpLayout(columns - 1).all(help.commandSpec())));
    } else {
      Map<String, IHelpSectionRenderer> sections = new HashMap<>(program.getHelpSectionMap());
      sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
      sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::footer);
      program.setHelpSectionMap(sections);
    }
  }

  private static String commands(Help help) {
    return in(help).add(HelpText.commands(help.commandSpec())).text();
  }

  private static String footer(Help help) {
    HelpLayout layout = in(help);
    return layout.add(layout.spaced(HelpText.footer(help.commandSpec()))).text();
  }

  private static HelpLayout in(Help help) {
    return new HelpLayout(help.commandSpec().usageMessage().width() - 1);
  }

  private String all(CommandSpec command) {
    for (String line : command.usageMessage().header()) {
      wrap("", line.formatted());
    }
    wrap("", "Usage: " + HelpText.synopsis(command));
    lines.add("");
    add(HelpText.description(command));
    lines.add("");
    add(HelpText.arguments(command));
    if (!command.subcommands().isEmpty()) {
      add(List.of(new HelpText.Heading("Commands")));
      add(HelpText.commands(command));
    }
    return add(spaced(HelpText.footer(command))).text();
  }

  private List<HelpText.Block> spaced(List<HelpText.Block> footer) {
    if (!footer.isEmpty() && !(footer.get(0) instanceof HelpText.Heading)) {
      lines.add("");
    }
    return footer;
  }

  private String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private HelpLayout add(List<? extends HelpText.Block> blocks) {
    for (int b = 0; b < blocks.size(); b++) {
      add(blocks.get(b), secondColumn(blocks.subList(b - entriesBefore(blocks, b), blocks.size())));
    }
    return this;
  }

  /** How many entries stand directly above a block. */
  private static int entriesBefore(List<? extends HelpText.Block> blocks, int b) {
    int entries = 0;
    while (entries < b && blocks.get(b - entries - 1) instanceof HelpText.Entry) {
      entries++;
    }
    return entries;
  }

  /** Where the meanings of the entries begin that come first. */
  private static int secondColumn(List<? extends HelpText.Block> blocks) {
    int longest =
        blocks.stream()
            .takeWhile(HelpText.Entry.class::isInstance)
            .mapToInt(entry -> ((HelpText.Entry) entry).term().length())
            .filter(length -> length <= LONGEST_TERM)
            .max()
            .orElse(0);
    return "  ".length() + longest + "  ".length();
  }

  private void add(HelpText.Block block, int second) {
    if (block instanceof HelpText.Entry entry) {
      entry(entry, columns + 1 < NARROWEST ? INDENT.length() : second);
    } else if (block instanceof HelpText.Heading heading) {
      lines.add("");
      wrap("", heading.text() + ":");
    } else if (block instanceof HelpText.Verbatim verbatim) {
      verbatim(verbatim.line());
    } else if (block instanceof HelpText.Paragraph paragraph) {
      wrap("", paragraph.text());
    }
  }

  private void verbatim(String line) {
    if ("  ".length() + line.length() <= columns) {
      lines.add("  " + line);
    } else {
      wrap("  ", line);
    }
  }

  /** What a word means beside it, or below it where that does not fit. */
  private void entry(HelpText.Entry entry, int second) {
    String term = "  " + entry.term();
    String indent = " ".repeat(second);
    int from = lines.size();
    wrap(indent, entry.text());
    if (term.length() + 2 <= second && lines.size() > from) {
      lines.set(from, term + lines.get(from).substring(term.length()));
    } else {
      List<String> below = new ArrayList<>(lines.subList(from, lines.size()));
      lines.subList(from, lines.size()).clear();
      wrap("  ", entry.term());
      lines.addAll(below);
    }
  }

  private void wrap(String indent, String text) {
    if (!text.isEmpty()) {
      Wrapping.lines(text, columns - indent.length()).forEach(line -> lines.add(indent + line));
    }
  }
}
