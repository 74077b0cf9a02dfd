package wickstream.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.StoredRun;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.flow.DepthFlow;
import wickstream.flow.MeasuredLayer;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.theory.LeadingOrder;
import wickstream.report.FigureFormat;
import wickstream.report.Report;
import wickstream.results.ShardResult;

/** {@code wickstream flow depth}: how the interaction grows from hidden layer to hidden layer. */
@Command(
    name = "depth",
    description = {
      "Prints what theory says, to leading order in 1/N, of networks of a campaign that end after one hidden layer, two, and so on, for each"
          + " sigma_W: this is the renormalisation group flow of deep networks. Nothing is sampled.",
      "",
      "  K         variance of the output as N -> infinity, mean over single points",
      "  V/K^2     N times the relative variance of its variance at finite N, likewise",
      "  G1/K      N times the relative change of its variance at finite N, likewise",
      "  N c4      N times G_c4/G0_4, means over multisets: V/K^2 of a single point",
      "  N m2 ...  N times what runs measure",
      "",
      "With --results, runs of the same campaign at several depths are put beside it. In units of what is predicted, measured values differ"
          + " from theory by terms of order 1/N; the last column is N times that. ? marks shards that cannot vouch for their errors.",
      "",
      "Below, where the activation is critical, and whether deep networks of a sigma_W are ordered or chaotic: chi = sigma_W^2 E[g'^2] at the"
          + " fixed point K* of the variance is what a layer multiplies the squared distance of near points by."
    },
    footer = {
      "",
      "Examples:",
      "  wickstream flow depth depth.conf --layers 16",
      "  for l in 1 2 3; do",
      "    wickstream run depth.conf --set ensemble.depth=$l --out runs/depth-$l",
      "  done",
      "  wickstream flow depth depth.conf --out figures --results runs/depth-*"
    })
final class FlowDepthCommand extends BaseCommand {
  @Mixin private CampaignOptions campaign;

  @Option(
      names = "--layers",
      paramLabel = "L",
      description =
          "of the deepest networks; by default ensemble.depth of the campaign, or the depth of a run if that is larger")
  private Optional<Integer> layers;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      arity = "1..*",
      description = "the directories of runs of this campaign at one depth or several")
  private List<Path> directories = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "also draw the flow, as DIR/flow-depth.svg")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = FigureFormats.Labels.class,
      split = ",",
      description = "of the figure: svg, png or pdf; may be repeated; by default svg")
  private List<String> formats = List.of("svg");

  @Mixin private StoredRunOptions stored;
  @Mixin private TableFileOptions files;

  @Override
  public Integer call() {
    Set<FigureFormat> wanted = FigureFormats.of(formats);
    files.requireWritable();
    if (out != null) {
      OutputDirectory.requireWritable("--out", out);
    }
    CampaignConfig config = campaign.load().campaign();
    List<ShardResult> shards = measured(config);
    int deepest = deepest(config, shards);
    List<DepthFlow> flows =
        config.sigmaW().stream().map(sigmaW -> flow(config, sigmaW, deepest)).toList();
    List<MeasuredLayer> measured =
        flows.stream().flatMap(flow -> MeasuredLayer.of(flow, shards).stream()).toList();
    if (measured.isEmpty() && !directories.isEmpty()) {
      throw new BadInput(
          "--results must hold m2, m4, u4 or connected4 with errors at a sigma_W of the campaign and at most %d layers, do not"
              .formatted(deepest));
    }
    DepthText.of(flows, measured).forEach(System.out::println);
    files.write(DepthFields.object(flows, measured), DepthFields.rows(flows, measured));
    if (out != null) {
      draw(flows, measured, wanted);
    }
    return ExitCode.OK;
  }

  /** Of all runs, of which no two measured the same networks. */
  private List<ShardResult> measured(CampaignConfig config) {
    Map<List<Object>, Path> seen = new HashMap<>();
    List<ShardResult> shards = new ArrayList<>();
    for (Path directory : directories) {
      for (ShardResult shard : measured(config, directory)) {
        Path other = seen.putIfAbsent(List.of(shard.ensemble(), shard.width()), directory);
        if (other != null) {
          throw new BadInput(
              "--results must have one run of each depth and N, but %s and %s both measured depth %d, N = %d, sigma-w = %s: merge them, or leave one out"
                  .formatted(
                      other,
                      directory,
                      shard.ensemble().depth(),
                      shard.width(),
                      ValueText.plain(shard.ensemble().sigmaW())));
        }
        shards.add(shard);
      }
    }
    return shards;
  }

  private List<ShardResult> measured(CampaignConfig config, Path directory) {
    try (StoredRun run = stored.open(directory)) {
      CampaignConfig other = run.config();
      double any = config.sigmaW().get(0);
      int depth = config.depth();
      boolean isSame =
          other.points().equals(config.points())
              && other.activation().equals(config.activation())
              && other.priors().equals(config.priors())
              && other.ensemble(any).withDepth(depth).equals(config.ensemble(any));
      if (!isSame) {
        throw new BadInput(
            "--results %s must be a run of the campaign's ensemble, but for its depth, at the campaign's points, is not"
                .formatted(directory));
      }
      return StoredRunOptions.measured(run);
    }
  }

  private int deepest(CampaignConfig config, List<ShardResult> shards) {
    if (config.priors().sharedScale().isPresent()) {
      throw new BadInput(
          "ensemble.shared-scale must be null, as several hidden layers have none, was "
              + String.join(", ", config.priors().departures()));
    }
    if (!config.activation().canBeDeep()) {
      throw new BadInput(
          "ensemble.activation must not be gauss or cos, which have one hidden layer alone, was "
              + config.activation().label());
    }
    List<Integer> depths = new ArrayList<>(List.of(config.depth()));
    shards.forEach(shard -> depths.add(shard.ensemble().depth()));
    int deepest = layers.orElse(Collections.max(depths));
    if (deepest < 1 || deepest > LeadingOrder.MAX_DEPTH) {
      throw new BadInput(
          "--layers must be at least 1 and at most %d, was %d"
              .formatted(LeadingOrder.MAX_DEPTH, deepest));
    }
    return deepest;
  }

  private static DepthFlow flow(CampaignConfig config, double sigmaW, int deepest) {
    InputPoints points = config.points();
    if (points.count() > LeadingOrder.MAX_POINTS) {
      throw new BadInput(
          "campaign.points must be at most %d for this theory, were %d"
              .formatted(LeadingOrder.MAX_POINTS, points.count()));
    }
    Ensemble ensemble = config.ensemble(sigmaW).withDepth(deepest);
    return LeadingOrder.of(ensemble, points)
        .map(DepthFlow::withCouplings)
        .orElseThrow(
            () ->
                new BadInput(
                    "at sigma-w = %s the theory of %d layers of %s takes too long or is beyond the range of numbers: lower sigma-w, --layers or the number of points"
                        .formatted(sigmaW, deepest, config.activation().label())));
  }

  private void draw(List<DepthFlow> flows, List<MeasuredLayer> measured, Set<FigureFormat> wanted) {
    try {
      Report.ofDepth(flows, measured, wanted)
          .write(out)
          .forEach(file -> System.err.println("wrote " + file));
    } catch (IOException e) {
      throw new BadInput("the files could not be written: " + OutputDirectory.reason(e));
    }
  }
}
