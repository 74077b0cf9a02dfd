package wickstream.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.Event;
import wickstream.persistence.JudgementRecord;
import wickstream.persistence.WriteBatch;

/** Keeps everything in memory, unless the test has it fail. */
final class MoodyKeeper implements CheckpointStore {
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();
  private final Map<String, List<JudgementRecord>> judgements = new HashMap<>();
  private final List<WriteBatch> batches = new ArrayList<>();
  private Optional<String> saveFailure = Optional.empty();
  private Optional<String> loadFailure = Optional.empty();
  private int failedLoads;
  private int failedSaves;

  /** From now on nothing can be saved. */
  synchronized void failToSave(String reason) {
    saveFailure = Optional.of(reason);
  }

  /** From now on nothing can be loaded. */
  synchronized void failToLoad(String reason) {
    loadFailure = Optional.of(reason);
  }

  /** From now on everything succeeds. */
  synchronized void succeed() {
    saveFailure = Optional.empty();
    loadFailure = Optional.empty();
  }

  @Override
  public synchronized Recovery load(String shard) {
    if (loadFailure.isPresent()) {
      failedLoads++;
      throw new DatabaseFailure(loadFailure.get());
    }
    return new Recovery(
        Optional.ofNullable(checkpoints.get(shard)),
        List.of(),
        judgements.getOrDefault(shard, List.of()));
  }

  @Override
  public synchronized Optional<String> save(WriteBatch batch) {
    if (saveFailure.isPresent()) {
      failedSaves++;
      throw new DatabaseFailure(saveFailure.get());
    }
    batches.add(batch);
    batch.snapshots().forEach(kept -> checkpoints.put(kept.shard(), kept.checkpoint()));
    batch.snapshots().forEach(kept -> judgements.put(kept.shard(), kept.judgements()));
    return Optional.empty();
  }

  /** What was saved, in order. */
  synchronized List<WriteBatch> batches() {
    return List.copyOf(batches);
  }

  /** The kinds of all events saved, in order. */
  synchronized List<String> eventKinds() {
    return batches.stream().flatMap(batch -> batch.events().stream()).map(Event::kind).toList();
  }

  /** How often loading has failed. */
  synchronized int failedLoads() {
    return failedLoads;
  }

  /** How often saving has failed. */
  synchronized int failedSaves() {
    return failedSaves;
  }
}
