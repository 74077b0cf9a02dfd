package wickstream.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.Dispatchers;
import wickstream.config.CampaignConfig;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.Daemon;
import wickstream.persistence.TemporaryDirectory;
import wickstream.physics.Multisets;
import wickstream.report.FigureSize;
import wickstream.report.Report;
import wickstream.report.ReportData;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredCampaign;
import wickstream.results.export.Hdf5File;
import wickstream.results.export.ResultFiles;

/**
 * Result files for download: those of a finished campaign as they are on disk; for an unfinished
 * one they are computed from what has been saved so far. Reports and HDF5 files are always
 * computed.
 */
final class ResultDownloads extends ApiDirectives {
  private static final String HDF5_FILE = "results.h5";
  private static final Map<String, ContentType> TYPES =
      Map.of(
          "csv",
          ContentTypes.create(MediaTypes.TEXT_CSV, HttpCharsets.UTF_8),
          "json",
          ContentTypes.APPLICATION_JSON,
          "html",
          ContentTypes.TEXT_HTML_UTF8,
          "h5",
          ContentTypes.create(MediaTypes.applicationBinary("x-hdf5", MediaTypes.COMPRESSIBLE)));

  /** A report has its styles and pictures within it, and no scripts. */
  private static final HttpHeader POLICY_OF_REPORTS =
      RawHeader.create(
          HttpServer.POLICY,
          "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");

  /** With more, a report or an HDF5 file takes memory that the campaigns need. */
  private static final int MOST_SHARDS = 1000;

  /** Of all shards together. */
  private static final int MOST_GREENS = 1_000_000;

  /** Computing results means judging every shard, so only one request at a time may do it. */
  private final Semaphore turn = new Semaphore(1);

  private final Daemon daemon;

  ResultDownloads(Daemon daemon) {
    this.daemon = daemon;
  }

  /**
   * One of the files results.json, results.csv, greens.csv, fits.csv and, where networks are
   * trained, training.csv.
   */
  Route serve(CampaignProgress campaign, String file) {
    Optional<Path> path = daemon.resultFile(campaign.name(), file).filter(Files::isRegularFile);
    if (campaign.state().isAtRest() && path.isPresent()) {
      return tagged(tag(path.get()), () -> streamed(path.get(), FileIO.fromPath(path.get())));
    }
    return computed(
        campaign, file, (measured, directory) -> write(measured.result(), file, directory));
  }

  /**
   * The page with tables and figures.
   *
   * @throws Problem if the campaign has too many shards for a daemon
   */
  Route report(CampaignProgress campaign) {
    requireFewNumbers(campaign, "report");
    CampaignPlan plan = new CampaignPlan(campaign.config());
    return respondWithHeader(
        POLICY_OF_REPORTS,
        () ->
            computed(
                campaign,
                Report.PAGE,
                (measured, directory) ->
                    Report.of(
                            ReportData.of(measured, plan::theory),
                            List.of(),
                            FigureSize.USUAL,
                            figure -> {})
                        .write(directory)));
  }

  /**
   * Everything that was measured, in HDF5.
   *
   * @throws Problem if the campaign has too many shards for a daemon
   */
  Route hdf5(CampaignProgress campaign) {
    requireFewNumbers(campaign, "export --to hdf5");
    return computed(
        campaign,
        HDF5_FILE,
        (measured, directory) ->
            Hdf5File.write(measured.result(), measured.shards(), directory.resolve(HDF5_FILE)));
  }

  private static void requireFewNumbers(CampaignProgress campaign, String command) {
    CampaignConfig config = campaign.config();
    int shards = config.shardCount();
    long greens =
        config.orders().stream()
            .mapToLong(order -> Multisets.count(config.points().count(), order))
            .sum();
    if (shards > MOST_SHARDS || shards * (double) greens > MOST_GREENS) {
      throw new Problem(
          StatusCodes.CONFLICT,
          "a daemon makes this of at most %d shards with %d Green functions in all, these are %d with %d each: use \"wickstream %s\" on the campaign's directory"
              .formatted(MOST_SHARDS, MOST_GREENS, shards, greens, command));
    }
  }

  /** Writes a file of results into an empty directory. */
  @FunctionalInterface
  private interface FileWriter {
    void write(MeasuredCampaign measured, Path directory) throws IOException;
  }

  private static void write(CampaignResult result, String file, Path directory) throws IOException {
    ResultFiles files = new ResultFiles(directory);
    if (file.equals(ResultFiles.JSON)) {
      files.writeJson(result);
    } else {
      files.writeCsv(result);
    }
  }

  private Route computed(CampaignProgress campaign, String file, FileWriter writer) {
    if (!turn.tryAcquire()) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "results of another campaign are being computed: try again in a moment");
    }
    return completeWithFuture(
        daemon
            .results(campaign)
            .thenApplyAsync(
                results -> computed(results, file, writer),
                Dispatchers.of(daemon.system(), "drawing"))
            .whenComplete((response, failure) -> turn.release()));
  }

  private static EntityTag tag(Path path) {
    try {
      long written = Files.getLastModifiedTime(path).toMillis();
      return EntityTag.create("%x-%x".formatted(written, Files.size(path)), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse streamed(Path path, Source<ByteString, ? extends Object> bytes) {
    try {
      String name = path.getFileName().toString();
      ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return HttpResponse.create().withEntity(HttpEntities.create(type, Files.size(path), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Written to a temporary file, as there may be hundreds of megabytes. */
  private static HttpResponse computed(MeasuredCampaign results, String file, FileWriter writer) {
    try {
      Path directory = Files.createTempDirectory(TemporaryDirectory.ofThisProcess(), "results");
      Path path = directory.resolve(file);
      try {
        writer.write(results, directory);
      } catch (IOException | RuntimeException e) {
        remove(directory);
        throw e;
      }
      return streamed(
          path,
          FileIO.fromPath(path)
              .watchTermination(
                  (ignored, done) -> {
                    done.whenComplete((end, failure) -> remove(directory));
                    return ignored;
                  }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    try (var inside = Files.list(directory)) {
      for (Path path : inside.toList()) {
        Files.delete(path);
      }
      Files.delete(directory);
    } catch (IOException e) {
      // It stays in the temporary directory, which the system cleans up.
    }
  }
}
