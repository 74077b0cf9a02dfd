package wickstream.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import wickstream.api.Campaign;
import wickstream.api.CampaignList;
import wickstream.api.Estimate;
import wickstream.api.Shard;
import wickstream.api.ShardList;
import wickstream.results.export.JsonFile;

/**
 * A daemon somewhere. Every method throws {@link DaemonFailure} if it does not do what it is asked.
 */
public final class RemoteDaemon {
  private static final String CAMPAIGNS = "/api/v1/campaigns";
  private static final BodyPublisher NOTHING = BodyPublishers.noBody();
  private static final Duration ANSWERING = Duration.ofMinutes(1);

  /** Results of an unfinished campaign are computed first. */
  private static final Duration COMPUTING = Duration.ofMinutes(10);

  /** Two heartbeats may get lost. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private final Connection connection;

  /**
   * @param url where it is, such as http://127.0.0.1:7870
   * @param token what it wants to see, if anything
   */
  public RemoteDaemon(URI url, Optional<String> token) {
    this.connection = new Connection(url, token);
  }

  /** All campaigns, those that are running first. */
  public List<Campaign> campaigns() {
    return read(campaignsAsJson(), CampaignList.class).campaigns();
  }

  /** The same as JSON. */
  public String campaignsAsJson() {
    return send("GET", CAMPAIGNS, NOTHING);
  }

  public Campaign campaign(String name) {
    return read(campaignText(name), Campaign.class);
  }

  /** The shards of a campaign in the order of its grid. */
  public List<Shard> shards(String name) {
    return read(shardsText(name), ShardList.class).shards();
  }

  /** A campaign, {@code campaign}, with its {@code shards}, as JSON. */
  public String campaignAsJson(String name) {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("campaign", read(campaignText(name), Map.class));
    both.put("shards", read(shardsText(name), Map.class).get("shards"));
    return JsonFile.line(both);
  }

  private String campaignText(String name) {
    return send("GET", path(name), NOTHING);
  }

  private String shardsText(String name) {
    return send("GET", path(name) + "/shards", NOTHING);
  }

  /**
   * Has a campaign run.
   *
   * @param text of its file
   * @param priority higher ones go first
   */
  public Campaign submit(String text, String name, int priority) {
    String query = "?name=%s&priority=%d".formatted(encoded(name), priority);
    return read(send("POST", CAMPAIGNS + query, body(text)), Campaign.class);
  }

  /** What a campaign would cost; nothing is started. */
  public Estimate estimate(String text, String name) {
    String path = "/api/v1/estimates?name=" + encoded(name);
    return read(send("POST", path, body(text)), Estimate.class);
  }

  public Campaign pause(String name) {
    return changed(name, "/pause", NOTHING);
  }

  public Campaign resume(String name) {
    return changed(name, "/resume", NOTHING);
  }

  public Campaign cancel(String name) {
    return changed(name, "/cancel", NOTHING);
  }

  /**
   * Has a campaign go on under other settings.
   *
   * @param overlay the settings that change, in HOCON
   */
  public Campaign extend(String name, String overlay) {
    return changed(name, "/extend", body(overlay));
  }

  private Campaign changed(String name, String how, BodyPublisher body) {
    return read(send("POST", path(name) + how, body), Campaign.class);
  }

  public Campaign prioritise(String name, int priority) {
    String change = JsonFile.line(Map.of("priority", priority));
    return read(send("PATCH", path(name), body(change)), Campaign.class);
  }

  /**
   * Has a campaign forgotten.
   *
   * @param files whether its files are to be deleted too
   */
  public void delete(String name, boolean files) {
    send("DELETE", path(name) + "?files=" + files, NOTHING);
  }

  /**
   * Copies a file of results.
   *
   * @param file the name of a result file, such as results.json
   * @throws IOException if it cannot be written
   */
  public void download(String name, String file, OutputStream to) throws IOException {
    HttpRequest request =
        connection.request("GET", path(name) + "/" + file, NOTHING).timeout(COMPUTING).build();
    try (InputStream body = connection.body(request)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
        to.write(buffer, 0, n);
      }
    }
  }

  private int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw connection.brokenOff(e);
    }
  }

  /**
   * What happens to a campaign from now on.
   *
   * @param after also the notes that came after this one
   */
  EventStream events(String name, OptionalLong after) {
    HttpRequest.Builder request =
        connection
            .request("GET", path(name) + "/events", NOTHING)
            .header("Accept", "text/event-stream")
            .timeout(ANSWERING);
    after.ifPresent(serial -> request.header("Last-Event-ID", Long.toString(serial)));
    return new EventStream(connection.body(request.build()), LONGEST_SILENCE);
  }

  /** What a daemon says, as a record or a map. */
  static <T> T read(String json, Class<T> type) {
    try {
      return JsonFile.parse(json, type);
    } catch (IOException e) {
      throw DaemonFailure.refused("the answer is none of a Wickstream daemon of this version");
    }
  }

  private String send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request = connection.request(method, path, body).timeout(ANSWERING);
    if (body != NOTHING) {
      request.header("Content-Type", "text/plain; charset=UTF-8");
    }
    return connection.text(request.build());
  }

  private static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }

  private static String path(String name) {
    return CAMPAIGNS + "/" + encoded(name);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
