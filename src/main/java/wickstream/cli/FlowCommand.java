package wickstream.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import wickstream.config.ProgramInfo;

/** {@code wickstream flow}: renormalisation group flows. */
@Command(
    name = "flow",
    subcommands = {
      FlowPassiveCommand.class,
      FlowActiveCommand.class,
      FlowWetterichCommand.class,
      FlowDepthCommand.class
    },
    synopsisSubcommandLabel = "KIND",
    description = {
      "Renormalisation group flows of the couplings: with a scale k at fixed sigma_W (passive), or with sigma_W itself (active), beside"
          + " what Wetterich's equation predicts (wetterich), or from hidden layer to hidden layer (depth)."
    },
    footer = {
      "",
      "Examples:",
      "  wickstream flow passive --sigma-w 1 --u4 -50 --u6 50",
      "  wickstream flow passive runs/scaling --n 100 --sigma-w 2 --csv flow.csv",
      "  wickstream flow active runs/scaling",
      "  wickstream flow wetterich runs/scaling",
      "  wickstream flow depth depth.conf --layers 16"
    })
final class FlowCommand extends BaseCommand {
  /** The name and version of the layout of the JSON that flows are written as. */
  private static final String SCHEMA = "wickstream-flow/1";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "a kind of flow is needed: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** How a JSON object of flows begins. */
  static Fields file(String kind) {
    return new Fields()
        .with("schema", SCHEMA)
        .with("version", ProgramInfo.version())
        .with("kind", kind);
  }
}
