package wickstream.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wickstream.campaign.CampaignPlan;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.sampling.ComputeBackend;

/** The campaign file and what overrides it, for the commands that take one. */
final class CampaignOptions {
  @Parameters(
      index = "0",
      paramLabel = "FILE.conf",
      description = "the campaign file (HOCON); conf/ holds examples")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = {
        "override one key of the file, such as seed=7, stop.relative-error=0.05 or 'widths=[5, 50]'; may be repeated"
      })
  private List<String> overrides = List.of();

  RunConfig load() {
    return CampaignFile.load(file, overrides);
  }

  /**
   * The plan of a campaign that is all this process has to do, with a target that is known to be
   * defined.
   */
  static CampaignPlan plan(CampaignConfig config) {
    return defined(new CampaignPlan(config, computeBackend()).alone());
  }

  /** The same of a campaign of which no networks are drawn. */
  static CampaignPlan planWithoutSampling(CampaignConfig config) {
    return defined(new CampaignPlan(config));
  }

  private static CampaignPlan defined(CampaignPlan plan) {
    plan.requireDefinedTarget();
    return plan;
  }

  /** The compute backend that the environment asks for. */
  static ComputeBackend computeBackend() {
    try {
      return ComputeBackend.ofEnvironment();
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage());
    }
  }
}
