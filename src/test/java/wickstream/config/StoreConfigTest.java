package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a campaign file says that results are kept. */
class StoreConfigTest {
  private static final String CAMPAIGN = "campaign { widths = [1], sigma-w = [1] }\n";

  private static RunConfig parse(String text, String... overrides) {
    return CampaignFile.parse(CAMPAIGN + text, "file.conf", List.of(overrides));
  }

  @Test
  void byDefaultInTheRunDirectory() {
    assertThat(parse("").store()).isEqualTo(StoreConfig.IN_RUN_DIRECTORY);
    assertThat(StoreConfig.IN_RUN_DIRECTORY.url()).isEmpty();
  }

  @Test
  void inPostgreSqlWhereAskedFor() {
    StoreConfig store =
        parse(
                "store { url = \"jdbc:postgresql://host:5433/physics?ssl=true\", user-variable = U }",
                "store.password-variable=P",
                "store.checkpoint-interval=500ms",
                "store.patience=2 hours")
            .store();
    assertThat(store)
        .isEqualTo(
            new StoreConfig(
                Optional.of("jdbc:postgresql://host:5433/physics?ssl=true"),
                "U",
                "P",
                Duration.ofMillis(500),
                Duration.ofHours(2)));
  }

  @Test
  void isNoPartOfTheCampaign() {
    assertThat(parse("store.patience = 3 s").campaign()).isEqualTo(parse("").campaign());
    assertThat(parse("").campaign().toMap()).containsOnlyKeys("campaign");
  }
}
