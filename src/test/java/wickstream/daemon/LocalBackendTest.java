package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.sampling.ComputeBackend;

class LocalBackendTest {
  @TempDir private Path data;

  @Test
  void aDaemonEndsWithWhatRunsItsCampaigns() throws Exception {
    DaemonSettings settings = new DaemonSettings(data, 1, 1, 10, 10);
    try (Daemon daemon =
        Daemon.prepare(
            settings, ComputeBackend.choose(Optional.of("scalar")), LatencyRecorder.NONE)) {
      daemon.begin("http://127.0.0.1:0/");
      assertThat(daemon.isReady()).isTrue();
      Adapter.toClassic(daemon.system())
          .actorSelection("/system/campaigns")
          .tell(PoisonPill.getInstance(), ActorRef.noSender());
      assertThat(daemon.whenOver().toCompletableFuture().get(20, TimeUnit.SECONDS))
          .isEqualTo(Done.getInstance());
    }
  }
}
