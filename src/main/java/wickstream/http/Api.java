package wickstream.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import wickstream.campaign.MonotonicClock;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;
import wickstream.config.ProgramInfo;
import wickstream.config.RunConfig;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CostEstimate;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonStatus;
import wickstream.persistence.NumberedEvent;
import wickstream.results.Fit;
import wickstream.results.export.JsonFile;

/** What the daemon does under {@code /api/v1}, as {@code openapi.json} describes it. */
final class Api {
  static final String ROOT = "/api/v1";
  private static final String CAMPAIGNS = ROOT + "/campaigns";
  private static final String CAMPAIGN = CAMPAIGNS + "/{name}";
  private static final int LARGEST_PRIORITY = 100;

  /** As many are read at once when a client has missed some. */
  private static final int NOTES = 500;

  private final Daemon daemon;
  private final EventStreams streams;
  private final ResultDownloads downloads;
  private final SharedEvents<CampaignProgress> sharedCampaigns = new SharedEvents<>();
  private final SharedEvents<DaemonStatus> sharedList = new SharedEvents<>();
  private final LatestFits latestFits;

  /** Sets the tags of this start apart from those of others. */
  private final String epoch = Long.toString(Instant.now().toEpochMilli(), 36);

  Api(Daemon daemon, EventStreams streams) {
    this.daemon = daemon;
    this.streams = streams;
    this.downloads = new ResultDownloads(daemon);
    this.latestFits = new LatestFits(daemon::results, MonotonicClock.UTC::instant);
  }

  /** All of it. */
  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("GET", ROOT, this::service),
        new Endpoint("GET", ROOT + "/openapi.json", this::openApi),
        new Endpoint("GET", ROOT + "/templates", this::templates),
        new Endpoint("GET", ROOT + "/events", this::watchAll),
        new Endpoint("POST", ROOT + "/estimates", this::estimate),
        new Endpoint("GET", CAMPAIGNS, this::list),
        new Endpoint("POST", CAMPAIGNS, this::submit),
        new Endpoint("GET", CAMPAIGN, this::show),
        new Endpoint("PATCH", CAMPAIGN, this::prioritise),
        new Endpoint("DELETE", CAMPAIGN, this::delete),
        new Endpoint("POST", CAMPAIGN + "/pause", call -> change(call, daemon::pause)),
        new Endpoint("POST", CAMPAIGN + "/resume", call -> change(call, daemon::resume)),
        new Endpoint("POST", CAMPAIGN + "/cancel", call -> change(call, daemon::cancel)),
        new Endpoint("POST", CAMPAIGN + "/extend", this::extend),
        new Endpoint("GET", CAMPAIGN + "/shards", this::shards),
        new Endpoint("GET", CAMPAIGN + "/fits", this::fits),
        new Endpoint("GET", CAMPAIGN + "/events", this::watch),
        new Endpoint("GET", CAMPAIGN + "/results.json", call -> results(call, "results.json")),
        new Endpoint("GET", CAMPAIGN + "/results.csv", call -> results(call, "results.csv")),
        new Endpoint("GET", CAMPAIGN + "/greens.csv", call -> results(call, "greens.csv")),
        new Endpoint("GET", CAMPAIGN + "/fits.csv", call -> results(call, "fits.csv")));
  }

  private static <T> CompletionStage<T> now(T answer) {
    return CompletableFuture.completedStage(answer);
  }

  private CompletionStage<HttpResponse> service(RequestContext call) {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("campaigns", daemon.settings().mostCampaigns());
    limits.put("shards", daemon.settings().mostShards());
    limits.put("bodyBytes", RequestContext.LARGEST_BODY);
    limits.put("watchers", HttpServer.MOST_WATCHERS);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", "wickstream");
    view.put("version", ProgramInfo.version());
    view.put("java", System.getProperty("java.version"));
    view.put("kernel", daemon.kernel());
    view.put("threads", daemon.threads());
    view.put("concurrent", daemon.settings().campaignsAtOnce());
    view.put("limits", limits);
    view.put("cluster", daemon.node().map(this::cluster).orElse(null));
    return now(Responses.json(view));
  }

  private Map<String, Object> cluster(ClusterNode node) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("leader", node.address());
    view.put("coordinators", node.members().getOrDefault(Role.COORDINATOR.label(), 0));
    view.put("workers", node.members().getOrDefault(Role.WORKER.label(), 0));
    view.put("unreachable", node.unreachable());
    view.put("proof", node.fingerprint());
    return view;
  }

  private CompletionStage<HttpResponse> openApi(RequestContext call) {
    try (var in = Api.class.getResourceAsStream("/wickstream/openapi.json")) {
      return now(
          HttpResponse.create()
              .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompletionStage<HttpResponse> templates(RequestContext call) {
    return now(Responses.json(Templates.all()));
  }

  private CompletionStage<RunConfig> config(RequestContext call) {
    Optional<String> name = call.query("name");
    return call.read(text -> daemon.read(text, name));
  }

  private CompletionStage<HttpResponse> estimate(RequestContext call) {
    Optional<String> name = call.query("name");
    return call.read(text -> daemon.estimate(text, name))
        .thenApply(cost -> Responses.json(view(cost)));
  }

  private Map<String, Object> view(CostEstimate cost) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", cost.config().name());
    view.put("shards", cost.config().shardCount());
    view.put("networks", Views.number(cost.networks()));
    view.put("hiddenUnits", Views.number(cost.hiddenUnits()));
    view.put("seconds", Views.number(cost.seconds()));
    view.put("memoryBytes", cost.config().memoryBytes(Math.max(1, daemon.threads())));
    view.put("observable", cost.config().stop().observable().label());
    view.put("note", cost.note());
    return view;
  }

  private CompletionStage<HttpResponse> list(RequestContext call) {
    return now(
        Responses.json(
            Map.of(
                "campaigns", daemon.status().campaigns().stream().map(Views::campaign).toList())));
  }

  private CompletionStage<HttpResponse> submit(RequestContext call) {
    int priority =
        call.number("priority", -LARGEST_PRIORITY, LARGEST_PRIORITY).orElse(0L).intValue();
    return config(call)
        .thenCompose(config -> daemon.submit(config, priority))
        .thenApply(
            campaign ->
                Responses.json(Views.campaign(campaign))
                    .withStatus(StatusCodes.CREATED)
                    .addHeader(RawHeader.create("Location", CAMPAIGNS + "/" + campaign.name())));
  }

  private CampaignProgress campaign(RequestContext call) {
    String name = call.parameter("name");
    return daemon
        .status()
        .campaign(name)
        .orElseThrow(
            () ->
                new Problem(
                    StatusCodes.NOT_FOUND, "there is no campaign %s".formatted(shortened(name))));
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  private CompletionStage<HttpResponse> show(RequestContext call) {
    CampaignProgress campaign = campaign(call);
    Map<String, Object> view = Views.campaign(campaign);
    view.put("configuration", campaign.config().toMap());
    return now(Responses.json(call, tag(campaign), view));
  }

  private String tag(CampaignProgress campaign) {
    return "W/\"%s-%d\"".formatted(epoch, campaign.version());
  }

  private CompletionStage<HttpResponse> prioritise(RequestContext call) {
    String name = campaign(call).name();
    return call.json()
        .thenApply(Api::priority)
        .thenCompose(priority -> daemon.prioritise(name, priority))
        .thenApply(campaign -> Responses.json(Views.campaign(campaign)));
  }

  private static int priority(String body) {
    Map<String, Object> members;
    try {
      members = JsonFile.parse(body);
    } catch (IOException e) {
      throw new Problem(
          StatusCodes.BAD_REQUEST, "the body must be a JSON object such as {\"priority\": 5}");
    }
    Object priority = members == null ? null : members.get("priority");
    if (members == null || members.size() != 1 || !(priority instanceof Integer)) {
      throw new Problem(
          StatusCodes.BAD_REQUEST,
          "the body must have the member priority, a whole number, and no other");
    }
    return (int)
        RequestContext.number("priority", priority.toString(), -LARGEST_PRIORITY, LARGEST_PRIORITY);
  }

  private CompletionStage<HttpResponse> delete(RequestContext call) {
    return daemon
        .delete(campaign(call).name(), call.flag("files"))
        .thenApply(done -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }

  private CompletionStage<HttpResponse> change(
      RequestContext call, Function<String, CompletionStage<CampaignProgress>> change) {
    return change
        .apply(campaign(call).name())
        .thenApply(campaign -> Responses.json(Views.campaign(campaign)));
  }

  private CompletionStage<HttpResponse> extend(RequestContext call) {
    String name = campaign(call).name();
    return call.read(text -> daemon.readOverlay(name, text))
        .thenCompose(next -> daemon.extend(name, next))
        .thenApply(campaign -> Responses.json(Views.campaign(campaign)));
  }

  private CompletionStage<HttpResponse> shards(RequestContext call) {
    CampaignProgress campaign = campaign(call);
    String tag = tag(campaign);
    if (Responses.isKnown(call, tag)) {
      return now(Responses.notModified(tag));
    }
    ChunkedText text =
        new ChunkedText()
            .add("{\"campaign\":")
            .add(JsonFile.line(campaign.name()))
            .add(",\"shards\":");
    Views.shards(text, campaign, campaign.status().shards());
    return now(
        Responses.tagged(
            HttpResponse.create()
                .withEntity(
                    HttpEntities.create(ContentTypes.APPLICATION_JSON, text.add("}").bytes())),
            tag));
  }

  private CompletionStage<HttpResponse> fits(RequestContext call) {
    CampaignProgress campaign = campaign(call);
    return latestFits
        .of(campaign)
        .thenApply(
            fits -> {
              Map<String, Object> view = new LinkedHashMap<>();
              view.put("campaign", campaign.name());
              view.put("fits", fits.stream().map(Fit::toMap).toList());
              return Responses.json(view);
            });
  }

  private CompletionStage<HttpResponse> watchAll(RequestContext call) {
    return now(streams.open(Source.empty(), new ListWatch(daemon::status, sharedList)));
  }

  private CompletionStage<HttpResponse> watch(RequestContext call) {
    CampaignProgress campaign = campaign(call);
    Optional<Long> after = seen(call);
    long newest = lastNote(campaign);
    boolean isAtHand =
        after.isEmpty()
            || after.get() >= newest
            || !campaign.notes().isEmpty() && after.get() >= campaign.notes().get(0).serial() - 1;
    CampaignWatch watch =
        new CampaignWatch(
            campaign,
            () -> daemon.status().campaign(campaign.name()),
            sharedCampaigns,
            after.orElse(newest));
    return isAtHand
        ? now(streams.open(Source.empty(), watch))
        : missed(watch, campaign.name())
            .thenApply(
                first ->
                    streams.open(
                        Source.from(first.stream().toList())
                            .concatLazy(
                                Source.lazySource(() -> missedLater(watch, campaign.name()))),
                        watch));
  }

  /** The next notes that a client has missed. */
  private CompletionStage<Optional<EventText>> missed(CampaignWatch watch, String name) {
    return daemon.events(name, watch.lastNote(), NOTES).thenApply(watch::notes);
  }

  /**
   * The others as it reads them. If they cannot be had any more the stream ends, and it comes
   * again.
   */
  private Source<EventText, NotUsed> missedLater(CampaignWatch watch, String name) {
    return Source.unfoldAsync(
        watch, w -> missed(w, name).thenApply(notes -> notes.map(text -> Pair.create(w, text))));
  }

  /** The number of the last note that a client has seen, as it says. */
  private static Optional<Long> seen(RequestContext call) {
    return call.header("Last-Event-ID")
        .filter(text -> !text.isBlank())
        .map(text -> RequestContext.number("Last-Event-ID", text.strip(), 0, Long.MAX_VALUE))
        .or(() -> call.number("after", 0, Long.MAX_VALUE));
  }

  private static long lastNote(CampaignProgress campaign) {
    List<NumberedEvent> notes = campaign.notes();
    return notes.isEmpty() ? 0 : notes.get(notes.size() - 1).serial();
  }

  private CompletionStage<HttpResponse> results(RequestContext call, String file) {
    return downloads.serve(call, campaign(call), file);
  }
}
