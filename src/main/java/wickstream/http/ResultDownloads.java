package wickstream.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.javadsl.FileIO;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.Daemon;
import wickstream.results.CampaignResult;
import wickstream.results.export.ResultFiles;

/**
 * Results as they are streamed to clients: of a campaign at rest its files, of another what has
 * been saved of it so far.
 */
final class ResultDownloads {
  /** Computing results takes the time of judgements: one at a time. */
  private final Semaphore turn = new Semaphore(1);

  private final Daemon daemon;

  ResultDownloads(Daemon daemon) {
    this.daemon = daemon;
  }

  /** One of the files results.json, results.csv, greens.csv and fits.csv. */
  CompletionStage<HttpResponse> serve(RequestContext call, CampaignProgress campaign, String file) {
    Optional<Path> path = daemon.resultFile(campaign.name(), file).filter(Files::isRegularFile);
    if (campaign.state().isAtRest() && path.isPresent()) {
      return CompletableFuture.completedStage(whole(call, path.get(), file));
    }
    if (!turn.tryAcquire()) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "results of an unfinished campaign are being computed already: try again in a moment");
    }
    return daemon
        .results(campaign)
        .thenApply(results -> computed(results, file))
        .whenComplete((response, failure) -> turn.release());
  }

  private static HttpResponse whole(RequestContext call, Path path, String file) {
    try {
      String tag =
          "\"%x-%x\"".formatted(Files.getLastModifiedTime(path).toMillis(), Files.size(path));
      return Responses.isKnown(call, tag)
          ? Responses.notModified(tag)
          : Responses.tagged(
              HttpResponse.create()
                  .withEntity(
                      HttpEntities.create(type(file), Files.size(path), FileIO.fromPath(path))),
              tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Through a file of its own, as there may be hundreds of megabytes. */
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
      return HttpResponse.create()
          .withEntity(
              HttpEntities.create(
                  type(file),
                  Files.size(path),
                  FileIO.fromPath(path)
                      .watchTermination(
                          (ignored, done) -> {
                            done.whenComplete((end, failure) -> remove(directory));
                            return ignored;
                          })));
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
      // A temporary file more; the system removes it in time.
    }
  }

  private static ContentType type(String file) {
    return file.endsWith(".json") ? ContentTypes.APPLICATION_JSON : Responses.CSV;
  }
}
