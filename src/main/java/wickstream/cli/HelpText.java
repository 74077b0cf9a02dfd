package wickstream.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the help of a command says, in blocks that a man page and a narrow terminal lay out. */
final class HelpText {
  /** A part of a text. */
  sealed interface Block {}

  /** Words that are broken into lines anywhere. */
  record Paragraph(String text) implements Block {}

  /** What the blocks below are, without a colon. */
  record Heading(String text) implements Block {}

  /** A word and what it means. */
  record Entry(String term, String text) implements Block {}

  /** A line that is not to be broken, such as an example. */
  record Verbatim(String line) implements Block {}

  /** A term of a word or a few, two spaces and its meaning; or a term alone, of names. */
  private static final Pattern ENTRY =
      Pattern.compile("  (?=\\S)(?:(?=.{1,24}  )(\\S+(?: \\S+)*?) {2,}(\\S.*)|(\\S+(?:, \\S+)*))");

  private static final Pattern CONTINUED = Pattern.compile(" {6,}(.*)");

  private HelpText() {}

  static List<Block> description(CommandSpec command) {
    return blocks(command.usageMessage().description());
  }

  static List<Block> footer(CommandSpec command) {
    return blocks(command.usageMessage().footer());
  }

  private static List<Block> blocks(String[] lines) {
    List<Block> blocks = new ArrayList<>();
    Arrays.stream(lines)
        .map(String::formatted)
        .filter(line -> !line.isBlank())
        .forEach(line -> add(line, blocks));
    return blocks;
  }

  private static void add(String line, List<Block> blocks) {
    int last = blocks.size() - 1;
    Matcher entry = ENTRY.matcher(line);
    Matcher continued = CONTINUED.matcher(line);
    if (entry.matches()) {
      blocks.add(
          entry.group(3) == null
              ? new Entry(entry.group(1), entry.group(2).strip())
              : new Entry(entry.group(3), ""));
    } else if (continued.matches() && last >= 0 && blocks.get(last) instanceof Entry before) {
      blocks.set(
          last, new Entry(before.term(), (before.text() + " " + continued.group(1)).strip()));
    } else if (line.startsWith("  ")) {
      blocks.add(new Verbatim(line.substring(2).stripTrailing()));
    } else if (line.endsWith(":")) {
      blocks.add(new Heading(line.substring(0, line.length() - 1)));
    } else {
      blocks.add(new Paragraph(line.strip()));
    }
  }

  /** The first sentence of what a command does, or the part of it before a colon. */
  static String summary(CommandSpec command) {
    String[] lines = command.usageMessage().description();
    return brief(lines.length == 0 ? "" : lines[0].formatted());
  }

  /** The first sentence of a text, or the part of it before a semicolon or colon. */
  static String brief(String text) {
    return text.split("[;:](?= |$)|\\.(?= [A-Z]|$)", 2)[0].strip();
  }

  /** What an option or parameter is. */
  static String meaning(ArgSpec argument) {
    return String.join(" ", Arrays.stream(argument.description()).map(String::formatted).toList());
  }

  /** The parameters and options of a command. */
  static List<Entry> arguments(CommandSpec command) {
    return Stream.concat(
            command.positionalParameters().stream().map(HelpText::entry),
            command.options().stream().filter(option -> !option.hidden()).map(HelpText::entry))
        .toList();
  }

  private static Entry entry(PositionalParamSpec parameter) {
    return new Entry(parameter.paramLabel(), meaning(parameter));
  }

  private static Entry entry(OptionSpec option) {
    String names = String.join(", ", option.names());
    return new Entry(
        option.arity().max() == 0 ? names : names + "=" + option.paramLabel(), meaning(option));
  }

  /** The subcommands of a command with what they do in brief. */
  static List<Entry> commands(CommandSpec command) {
    return command.subcommands().entrySet().stream()
        .map(entry -> new Entry(entry.getKey(), summary(entry.getValue().getCommandSpec())))
        .toList();
  }

  /** How a command is called, on one line. */
  static String synopsis(CommandSpec command) {
    return command.commandLine().getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
  }
}
