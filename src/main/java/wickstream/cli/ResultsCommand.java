package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wickstream.campaign.OutputDirectory;
import wickstream.client.RemoteDaemon;
import wickstream.config.BadInput;
import wickstream.results.export.AtomicFile;

/** {@code wickstream results}: what a daemon's campaign has measured. */
@Command(
    name = "results",
    description = {
      "Fetches the results of a campaign of a daemon; of one that has not ended, what has been saved by now."
    },
    footer = {
      "",
      "Formats:",
      "  json      results.json: everything",
      "  csv       results.csv: one row a shard",
      "  greens    greens.csv: one row a shard and multiset of points",
      "  fits      fits.csv: one row a fitted power of sigma-w or N",
      "  training  training.csv: one row a shard, time, function and multiset of trained networks"
    })
final class ResultsCommand extends CampaignCommand {
  private static final Map<String, String> FILES =
      Map.of(
          "json", "results.json",
          "csv", "results.csv",
          "greens", "greens.csv",
          "fits", "fits.csv",
          "training", "training.csv");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "json, csv, greens, fits or training; json by default")
  private String format = "json";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "the file to write, which appears whole or not at all; standard output by default")
  private Path out;

  @Override
  int call(RemoteDaemon daemon, String name) {
    String file =
        Optional.ofNullable(FILES.get(format))
            .orElseThrow(
                () ->
                    new BadInput(
                        "--format must be json, csv, greens, fits or training, was %s"
                            .formatted(format)));
    if (out == null) {
      print(to -> daemon.download(name, file, to));
    } else {
      write(to -> daemon.download(name, file, to));
    }
    return ExitCode.OK;
  }

  private static void print(AtomicFile.Content results) {
    try {
      results.writeTo(System.out);
    } catch (IOException e) {
      throw new UncheckedIOException("standard output throws nothing", e);
    }
    if (System.out.checkError()) {
      throw new BadInput("the results could not be written to standard output");
    }
  }

  private void write(AtomicFile.Content results) {
    OutputDirectory.requireWritableFile("--out", out);
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      throw new BadInput("--out %s must be a regular file".formatted(out));
    }
    try {
      AtomicFile.replace(out, results);
    } catch (IOException e) {
      throw new BadInput(
          "--out %s could not be written: %s".formatted(out, OutputDirectory.reason(e)));
    }
  }

  private static final class Formats extends Choices {
    @Override
    List<String> all() {
      return FILES.keySet().stream().sorted().toList();
    }
  }
}
