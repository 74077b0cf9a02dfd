package wickstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns in Java programs. */
final class WickstreamTest {
  private static final String QUICK =
      """
      campaign {
        name = quick, seed = 7
        ensemble { activation = gauss, sigma-b = 1.0 }
        widths = [5, 10], sigma-w = [1.0], bag-size = 100
        stop { observable = u4, relative-error = 0.2 }
      }
      """;

  private static final String ENDLESS =
      QUICK.replace("relative-error = 0.2", "relative-error = 1e-9, max-networks = 100000000000");

  @TempDir private Path directory;

  @Test
  void runsAsItsDocumentationSays() throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      printCouplings();
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches("N = 10: u4 = -?\\d+\\.\\d{3} \\+- \\d+\\.\\d{3}, converged\n");
  }

  private static void printCouplings() throws InterruptedException {
    // The example of Wickstream's documentation.
    CampaignResults results =
        Wickstream.run(
            """
            campaign {
              ensemble { activation = gauss, sigma-b = 1.0 }
              widths = [10], sigma-w = [1.0]
              stop { observable = u4, relative-error = 0.1 }
            }
            """);
    for (CampaignResults.Shard shard : results.shards()) {
      CampaignResults.Value u4 = shard.values().get("u4");
      System.out.printf(
          "N = %d: u4 = %.3f +- %.3f, %s%n",
          shard.width(), u4.value(), u4.standardError(), shard.verdict());
    }
    // End of the example.
  }

  @Test
  void itsDocumentationHasTheExampleThatIsRunHere() throws IOException {
    String source = Files.readString(Path.of("src/main/java/wickstream/Wickstream.java"));
    String documented =
        source.substring(source.indexOf("<pre>{@code\n") + 12, source.indexOf(" * }</pre>"));
    String test = Files.readString(Path.of("src/test/java/wickstream/WickstreamTest.java"));
    String begin = "// The example of Wickstream's documentation.\n";
    String run =
        test.substring(
            test.indexOf(begin) + begin.length(), test.indexOf("    // End of the example."));
    assertThat(documented.lines().map(line -> line.replaceFirst("^ \\* ", "")))
        .containsExactlyElementsOf(run.stripTrailing().stripIndent().lines().toList());
  }

  @Test
  void keepsResultsInADirectoryAndGoesOnFromThem() throws InterruptedException {
    CampaignResults first = Wickstream.campaign(QUICK).threads(1).directory(directory).run();
    assertThat(first.name()).isEqualTo("quick");
    assertThat(first.hasConverged()).isTrue();
    assertThat(first.notSaved()).isEmpty();
    assertThat(first.shards()).extracting(CampaignResults.Shard::width).containsExactly(5, 10);
    assertThat(first.shards().get(0).values().get("u4").exact()).isPresent();
    assertThat(directory.resolve("results.json")).exists();
    assertThat(directory.resolve("wickstream.db")).exists();

    CampaignResults second = Wickstream.campaign(QUICK).threads(2).resumeIn(directory).run();
    assertThat(second.shards()).isEqualTo(first.shards());
    assertThatThrownBy(() -> Wickstream.campaign(QUICK).directory(directory).start())
        .isInstanceOf(WickstreamException.class)
        .hasMessage(directory + " already holds results");
  }

  @Test
  void givesTheSameBitsInMemory() throws InterruptedException {
    List<CampaignResults.Shard> kept =
        Wickstream.campaign(QUICK).directory(directory).run().shards();
    assertThat(Wickstream.run(QUICK).shards()).isEqualTo(kept);
  }

  @Test
  void tellsProgressAndCanBeCancelled() throws InterruptedException {
    List<CampaignProgress> heard = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    try (RunningCampaign running =
        Wickstream.campaign(ENDLESS)
            .threads(1)
            .onProgress(
                progress -> {
                  heard.add(progress);
                  if (progress.networks() > 0) {
                    begun.countDown();
                  }
                })
            .start()) {
      begun.await();
      running.cancel();
      CampaignResults results = running.await();
      assertThat(results.hasConverged()).isFalse();
      assertThat(results.shards())
          .extracting(CampaignResults.Shard::verdict)
          .containsOnly("cancelled");
    }
    assertThat(heard.get(heard.size() - 1).shards()).isEqualTo(2);
  }

  @Test
  void endsWithAListenerThatFails() {
    assertThatThrownBy(
            () ->
                Wickstream.campaign(ENDLESS)
                    .onProgress(
                        progress -> {
                          throw new IllegalStateException("enough");
                        })
                    .run())
        .isInstanceOf(WickstreamException.class)
        .hasMessage("enough");
  }

  @Test
  void complainsAsTheCommandLineDoes() {
    assertThatThrownBy(() -> Wickstream.campaign(QUICK, "widths=[0]"))
        .isInstanceOf(WickstreamException.class)
        .hasMessageContaining("campaign.widths[0] must be at least 1, was 0");
    Path none = directory.resolve("none.conf");
    assertThatThrownBy(() -> Wickstream.campaign(none))
        .isInstanceOf(WickstreamException.class)
        .hasMessage("cannot read %s: no such file".formatted(none));
    assertThatThrownBy(() -> Wickstream.campaign(QUICK).threads(0))
        .isInstanceOf(WickstreamException.class)
        .hasMessage("threads must be at least 1, was 0");
  }
}
