package wickstream.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import wickstream.campaign.CampaignOutcome;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.Causes;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.config.ProgramInfo;
import wickstream.persistence.NumberedEvent;
import wickstream.results.CampaignResult;
import wickstream.results.export.ResultFiles;

/**
 * What a running campaign has open. Its methods wait for the disk.
 *
 * @param queuedCampaign under which it was started
 * @param queueContext where it is kept and measured
 * @param plan its shards
 * @param store where its state is kept
 * @param watch records its latencies
 */
record RunFiles(
    QueuedCampaign queuedCampaign,
    QueueContext queueContext,
    CampaignPlan plan,
    RunStore store,
    LatencyRecorder.Running watch) {

  /**
   * What is known once all is closed.
   *
   * @param events the campaign's last
   * @param problem why its results could not be written, if so
   */
  record Closed(List<NumberedEvent> events, Optional<String> problem) {
    static Closed failed(Throwable cause) {
      return new Closed(List.of(), Optional.ofNullable(Causes.thrown(cause).getMessage()));
    }
  }

  /** Writes that the campaign has begun, and opens what it needs. */
  static RunFiles open(
      QueuedCampaign queuedCampaign, DaemonContext daemonContext, QueueContext queueContext) {
    QueueStore queueStore = queueContext.queueStore();
    queueStore.save(queuedCampaign);
    Path directory = queueStore.directory(queuedCampaign.name());
    CampaignPlan plan =
        new CampaignPlan(queuedCampaign.config().campaign(), daemonContext.computeBackend());
    RunStore store =
        RunStore.open(
            directory,
            directory.toString(),
            queueStore.access(queuedCampaign),
            plan,
            queueContext.existingRun());
    try {
      return new RunFiles(
          queuedCampaign,
          queueContext,
          plan,
          store,
          daemonContext.latencyRecorder().begin(directory));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** What happened after an event. */
  List<NumberedEvent> eventsAfter(long event) {
    return store.archive().events(event, CampaignSnapshot.MAX_EVENTS);
  }

  /**
   * Writes the results and closes all.
   *
   * @param spent how long the campaign has been running
   * @param event the last that is known
   */
  Closed close(CampaignOutcome outcome, Duration spent, long event) {
    try (store;
        watch) {
      return new Closed(lastEvents(event), write(outcome, spent));
    }
  }

  private List<NumberedEvent> lastEvents(long after) {
    try {
      return eventsAfter(after);
    } catch (RuntimeException e) {
      return List.of(); // the same trouble keeps the state from being saved, which is reported
    }
  }

  private Optional<String> write(CampaignOutcome outcome, Duration spent) {
    try {
      new ResultFiles(queueContext.queueStore().directory(queuedCampaign.name()))
          .write(
              new CampaignResult(
                  ProgramInfo.version(),
                  queuedCampaign.config().campaign(),
                  outcome.shards(),
                  outcome.facts(
                      queuedCampaign.started().orElseThrow(),
                      spent,
                      queueContext.workerPool().threads().getAsInt(),
                      plan.computeBackend())));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the results could not be written: " + OutputDirectory.reason(e));
    }
  }

  /** Closes all, with nothing to be written. */
  void abandon() {
    try (watch) {
      store.close();
    }
  }
}
