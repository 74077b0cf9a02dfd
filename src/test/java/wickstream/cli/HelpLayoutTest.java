package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help fits the terminal, whatever its width, and says the same. */
final class HelpLayoutTest {
  private static List<CommandLine> all(int columns) {
    CommandLine program = Main.commandLine();
    HelpLayout.use(program, columns);
    List<CommandLine> all = new ArrayList<>(List.of(program));
    for (int c = 0; c < all.size(); c++) {
      all.addAll(all.get(c).getSubcommands().values());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 54, 55, 80, 120, 300})
  void fitsTheTerminal(int columns) {
    for (CommandLine command : all(columns)) {
      assertThat(command.getUsageMessage().lines())
          .as(command.getCommandName())
          .allSatisfy(line -> assertThat(isNarrow(line, columns)).as(line).isTrue());
    }
  }

  /** Or is one word that cannot be broken. */
  private static boolean isNarrow(String line, int columns) {
    return line.length() <= Math.min(columns, 120) || !line.strip().contains(" ");
  }

  @Test
  void saysTheSameOnANarrowTerminal() {
    List<CommandLine> narrow = all(40);
    List<CommandLine> wide = all(80);
    for (int c = 0; c < wide.size(); c++) {
      String help = narrow.get(c).getUsageMessage().replaceAll("\\s+", " ");
      wide.get(c)
          .getCommandSpec()
          .args()
          .forEach(argument -> assertThat(help).contains(HelpText.meaning(argument)));
      wide.get(c).getSubcommands().keySet().forEach(name -> assertThat(help).contains(name));
    }
  }

  @Test
  void whatWordsMeanStandsBesideThem() {
    assertThat(all(80).get(0).getUsageMessage())
        .contains(
            """

            Exit codes:
              0    every shard converged
              1    a defect of this program
              2    bad input; one line says what, where and what is allowed
              3    finished, but some shard did not converge
              130  interrupted; what was measured by then is written, and run --resume goes
                   on from there
            """,
            """
              WICKSTREAM_CLUSTER_PASSWORD
                                    for the key store and trust store of a cluster with TLS
            """);
  }

  @Test
  void andBelowThemOnANarrowTerminal() {
    assertThat(all(40).get(1).getUsageMessage())
        .startsWith("Usage: wickstream run [-hqV] [--json]\n")
        .contains("  --out=DIR\n      where the results go; runs/NAME\n      of the campaign");
  }

  @Test
  void summariesAreSentences() {
    assertThat(HelpText.brief("Joins runs (arXiv 2212.11811, eqs. 10-13): so. And more"))
        .isEqualTo("Joins runs (arXiv 2212.11811, eqs. 10-13)");
    assertThat(HelpText.brief("u4 at k = 0.5. Then")).isEqualTo("u4 at k = 0.5");
  }

  /** Of a few words; but formulas are no terms. */
  @Test
  void termsMayBeOfSeveralWords() {
    CommandLine depth =
        Main.commandLine().getSubcommands().get("flow").getSubcommands().get("depth");
    assertThat(HelpText.description(depth.getCommandSpec()))
        .filteredOn(HelpText.Entry.class::isInstance)
        .extracting(block -> ((HelpText.Entry) block).term())
        .contains("N c4");
    CommandLine flow = Main.commandLine().getSubcommands().get("flow");
    assertThat(
            HelpText.description(flow.getSubcommands().get("wetterich").getCommandSpec()).stream()
                .filter(HelpText.Verbatim.class::isInstance)
                .map(block -> ((HelpText.Verbatim) block).line()))
        .anyMatch(line -> line.startsWith("u4/Z0^2 = "));
  }
}
