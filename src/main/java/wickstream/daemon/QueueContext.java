package wickstream.daemon;

import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.WorkerPool;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.DatabaseFailure;

/**
 * Where campaigns are kept and by whom they are measured.
 *
 * @param queueStore where they are kept
 * @param existingRun what to do with an existing run in a directory
 * @param workerPool who measures
 */
record QueueContext(QueueStore queueStore, ExistingRunPolicy existingRun, WorkerPool workerPool) {

  /** Whether campaigns are in a database that other machines share. */
  boolean isShared() {
    return existingRun == ExistingRunPolicy.SHARED;
  }

  /**
   * Whether what failed may succeed in a moment: a database that others share may be restarting,
   * and one that is deposed is told to stop soon.
   */
  boolean isPassing(Throwable failure) {
    return isShared()
        && (failure instanceof DatabaseFailure
            || failure instanceof CheckpointStore.TakenOver
            || failure instanceof RequestRejected rejection
                && rejection.kind() == RequestRejected.Kind.NOT_WRITTEN);
  }
}
