package wickstream.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.Daemon;
import wickstream.results.CampaignResult;
import wickstream.results.export.ResultFiles;

/**
 * Result files for download: those of a finished campaign as they are on disk; for an unfinished
 * one they are computed from what has been saved so far.
 */
final class ResultDownloads extends ApiDirectives {
  private static final ContentType CSV =
      ContentTypes.create(MediaTypes.TEXT_CSV, HttpCharsets.UTF_8);

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
    if (!turn.tryAcquire()) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "results of an unfinished campaign are being computed already: try again in a moment");
    }
    return completeWithFuture(
        daemon
            .results(campaign)
            .thenApply(results -> computed(results, file))
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
      ContentType type = path.toString().endsWith(".json") ? ContentTypes.APPLICATION_JSON : CSV;
      return HttpResponse.create().withEntity(HttpEntities.create(type, Files.size(path), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Written to a temporary file, as there may be hundreds of megabytes. */
  private static HttpResponse computed(CampaignResult results, String file) {
    try {
      Path directory = Files.createTempDirectory("wickstream-results");
      Path path = directory.resolve(file);
      try {
        ResultFiles files = new ResultFiles(directory);
        if (file.equals(ResultFiles.JSON)) {
          files.writeJson(results);
        } else {
          files.writeCsv(results);
        }
      } catch (IOException e) {
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
