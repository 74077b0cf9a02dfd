package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import wickstream.config.ProgramInfo;

/** The manual page wickstream(1), made from the same texts as {@code --help} when this is built. */
final class ManPage {
  /** What all commands have is told once. */
  private static final Set<String> COMMON = Set.of("-h, --help", "-V, --version", "--color=WHEN");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * Writes the page.
   *
   * @param arguments the file, and the date of the sources
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text(Main.commandLine(), arguments[1]));
  }

  /** The page in the language of man(7). */
  static String text(CommandLine program, String date) {
    ManPage manual = new ManPage();
    manual.add(program.getCommandSpec(), date.replaceAll("T.*", ""));
    return manual.page.toString();
  }

  private void add(CommandSpec program, String date) {
    String purpose = program.usageMessage().header()[0];
    line(
        ".TH WICKSTREAM 1 \"%s\" \"wickstream %s\" \"User Commands\""
            .formatted(date, ProgramInfo.version()));
    section("NAME");
    line("wickstream \\- " + escaped(lowerFirst(purpose.replaceAll("\\.$", ""))));
    section("SYNOPSIS");
    line(".B wickstream");
    line("COMMAND [OPTION]... [ARGUMENT]...");
    section("DESCRIPTION");
    HelpText.description(program).forEach(this::add);
    section("OPTIONS");
    line("These are understood by every command.");
    HelpText.arguments(program).forEach(this::add);
    section("COMMANDS");
    program.subcommands().values().forEach(command -> subcommand(command.getCommandSpec()));
    HelpText.footer(program).forEach(this::add);
    section("SEE ALSO");
    line("wickstream explain prints pages about every term, file and column.");
  }

  private void subcommand(CommandSpec command) {
    line(".SS " + escaped(command.qualifiedName().replaceFirst("^wickstream ", "")));
    line(".B " + escaped(HelpText.synopsis(command)));
    HelpText.description(command).forEach(this::add);
    List<HelpText.Entry> own =
        HelpText.arguments(command).stream()
            .filter(argument -> !COMMON.contains(argument.term()))
            .toList();
    own.forEach(this::add);
    HelpText.footer(command).forEach(block -> add(below(block)));
    command.subcommands().values().forEach(inner -> subcommand(inner.getCommandSpec()));
  }

  /** Of one command, no section of the page begins. */
  private static HelpText.Block below(HelpText.Block block) {
    return block instanceof HelpText.Heading heading
        ? new HelpText.Paragraph(heading.text() + ":")
        : block;
  }

  private void add(HelpText.Block block) {
    if (block instanceof HelpText.Heading heading) {
      section(heading.text().toUpperCase(Locale.ROOT));
    } else if (block instanceof HelpText.Entry entry) {
      line(".TP");
      line(".B " + escaped(entry.term()));
      line(entry.text().isEmpty() ? "\\&" : escaped(entry.text()));
    } else if (block instanceof HelpText.Verbatim verbatim) {
      paragraph();
      line(".nf");
      line(escaped(verbatim.line()));
      line(".fi");
    } else if (block instanceof HelpText.Paragraph paragraph) {
      paragraph();
      line(escaped(paragraph.text().replaceAll(" {2,}", " ")));
    }
  }

  private void section(String title) {
    line(".SH \"" + escaped(title) + "\"");
  }

  private void paragraph() {
    if (!page.substring(page.lastIndexOf("\n", page.length() - 2) + 1).startsWith(".S")) {
      line(".PP");
    }
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String lowerFirst(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * Text without meaning to man(7): no request at its beginning, and hyphens that can be copied.
   */
  static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha");
    String quoted = plain.replace("~", "\\(ti").replace("`", "\\(ga").replace("'", "\\(aq");
    return quoted.startsWith(".") ? "\\&" + quoted : quoted;
  }
}
