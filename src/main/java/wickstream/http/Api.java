package wickstream.http;

import java.io.IOException;
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
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.PathMatcher1;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import wickstream.api.CampaignList;
import wickstream.campaign.MonotonicClock;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;
import wickstream.config.CampaignFileWriter;
import wickstream.config.ProgramInfo;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonStatus;
import wickstream.persistence.NumberedEvent;
import wickstream.results.export.JsonFile;

/** What the daemon does under {@code /api/v1}, as {@code openapi.json} describes it. */
final class Api extends ApiDirectives {
  private static final PathMatcher1<String> CAMPAIGN =
      PathMatchers.segment("campaigns").slash(PathMatchers.segment());

  private static final int LARGEST_PRIORITY = 100;

  /** How many notes are read from the database at once for a client that has missed some. */
  private static final int NOTES = 500;

  private final Daemon daemon;
  private final EventStreams streams;
  private final LeaderProxy leaderProxy;
  private final ResultDownloads downloads;
  private final SharedEvents<CampaignProgress> sharedCampaigns = new SharedEvents<>();
  private final SharedEvents<DaemonStatus> sharedList = new SharedEvents<>();
  private final LatestResults latestResults;
  private final LatestTraining latestTraining;

  /** Distinguishes the entity tags of this process from those of earlier ones. */
  private final String epoch = Long.toString(Instant.now().toEpochMilli(), 36);

  Api(Daemon daemon, EventStreams streams) {
    this.daemon = daemon;
    this.streams = streams;
    this.leaderProxy = new LeaderProxy(daemon.system());
    this.downloads = new ResultDownloads(daemon);
    this.latestResults = new LatestResults(daemon::numbers, MonotonicClock.UTC::instant);
    this.latestTraining = new LatestTraining(daemon::trained, MonotonicClock.UTC::instant);
  }

  /** Its paths, served by this daemon or, if another coordinator leads the cluster, by that one. */
  Route routes() {
    return extractRequest(
        request -> {
          if (daemon.isReady()) {
            return table();
          }
          if (daemon.node().isPresent()) {
            return completeWithFuture(leaderProxy.pass(request, daemon.elsewhere()));
          }
          throw new Problem(
              StatusCodes.SERVICE_UNAVAILABLE,
              "the daemon has just started and does not know its campaigns yet");
        });
  }

  private Route table() {
    return concat(
        pathEnd(() -> read(this::service)),
        path("openapi.json", () -> read(this::openApi)),
        path("templates", () -> read(() -> complete(Responses.json(Template.all())))),
        path("events", () -> read(this::watchAll)),
        path("estimates", () -> post(() -> call(this::estimate))),
        path("campaigns", () -> concat(read(this::list), post(() -> call(this::submit)))),
        pathPrefix(CAMPAIGN, this::ofCampaign));
  }

  private Route ofCampaign(String name) {
    return concat(
        pathEnd(
            () ->
                concat(
                    read(() -> show(campaign(name))),
                    patch(() -> call(call -> prioritise(campaign(name), call))),
                    delete(() -> call(call -> delete(campaign(name), call))))),
        path("pause", () -> post(() -> changed(daemon.pause(campaign(name).name())))),
        path("resume", () -> post(() -> changed(daemon.resume(campaign(name).name())))),
        path("cancel", () -> post(() -> changed(daemon.cancel(campaign(name).name())))),
        path("extend", () -> post(() -> call(call -> extend(campaign(name), call)))),
        path("shards", () -> read(() -> shards(campaign(name)))),
        path("fits", () -> read(() -> fits(campaign(name)))),
        path("training", () -> read(() -> call(call -> training(campaign(name), call)))),
        path("values", () -> read(() -> call(call -> values(campaign(name), call)))),
        path("events", () -> read(() -> call(call -> watch(campaign(name), call)))),
        path("campaign.conf", () -> read(() -> configuration(campaign(name)))),
        path("report.html", () -> read(() -> downloads.report(campaign(name)))),
        path("results.h5", () -> read(() -> downloads.hdf5(campaign(name)))),
        path("results.json", () -> read(() -> downloads.serve(campaign(name), "results.json"))),
        path("results.csv", () -> read(() -> downloads.serve(campaign(name), "results.csv"))),
        path("greens.csv", () -> read(() -> downloads.serve(campaign(name), "greens.csv"))),
        path("fits.csv", () -> read(() -> downloads.serve(campaign(name), "fits.csv"))),
        path("training.csv", () -> read(() -> trainingTable(campaign(name)))));
  }

  private Route call(Function<RequestContext, CompletionStage<HttpResponse>> handler) {
    return handle(request -> handler.apply(new RequestContext(request, daemon.system())));
  }

  private CampaignProgress campaign(String name) {
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

  private Route service() {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("campaigns", daemon.settings().mostCampaigns());
    limits.put("shards", daemon.settings().mostShards());
    limits.put("bodyBytes", RequestContext.LARGEST_BODY);
    limits.put("watchers", HttpServer.MAX_WATCHERS);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", "wickstream");
    view.put("version", ProgramInfo.version());
    view.put("java", System.getProperty("java.version"));
    view.put("kernel", daemon.kernel());
    view.put("threads", daemon.threads());
    view.put("concurrent", daemon.settings().campaignsAtOnce());
    view.put("limits", limits);
    view.put("cluster", daemon.node().map(Api::cluster).orElse(null));
    return complete(Responses.json(view));
  }

  private static Map<String, Object> cluster(ClusterNode node) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("leader", node.address());
    view.put("coordinators", node.members().getOrDefault(Role.COORDINATOR.label(), 0));
    view.put("workers", node.members().getOrDefault(Role.WORKER.label(), 0));
    view.put("unreachable", node.unreachable());
    view.put("proof", node.fingerprint());
    return view;
  }

  private Route openApi() {
    byte[] text = Responses.resource("/wickstream/openapi.json").orElseThrow();
    return complete(
        HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, text)));
  }

  private CompletionStage<HttpResponse> estimate(RequestContext call) {
    Optional<String> name = call.query("name");
    return call.read(text -> daemon.estimate(text, name))
        .thenApply(cost -> Responses.json(Views.estimate(cost, daemon.threads())));
  }

  private Route list() {
    return complete(
        Responses.json(
            new CampaignList(daemon.status().campaigns().stream().map(Views::campaign).toList())));
  }

  private CompletionStage<HttpResponse> submit(RequestContext call) {
    int priority =
        call.number("priority", -LARGEST_PRIORITY, LARGEST_PRIORITY).orElse(0L).intValue();
    Optional<String> name = call.query("name");
    return call.read(text -> daemon.read(text, name))
        .thenCompose(config -> daemon.submit(config, priority))
        .thenApply(
            campaign ->
                Responses.json(Views.campaign(campaign))
                    .withStatus(StatusCodes.CREATED)
                    .addHeader(
                        RawHeader.create("Location", "/api/v1/campaigns/" + campaign.name())));
  }

  private Route show(CampaignProgress campaign) {
    return tagged(tag(campaign), () -> Responses.json(Views.details(campaign)));
  }

  private EntityTag tag(CampaignProgress campaign) {
    return EntityTag.create("%s-%d".formatted(epoch, campaign.version()), true);
  }

  private Route changed(CompletionStage<CampaignProgress> change) {
    return completeWithFuture(
        change.thenApply(campaign -> Responses.json(Views.campaign(campaign))));
  }

  private CompletionStage<HttpResponse> prioritise(CampaignProgress campaign, RequestContext call) {
    return call.json()
        .thenApply(Api::priority)
        .thenCompose(priority -> daemon.prioritise(campaign.name(), priority))
        .thenApply(changed -> Responses.json(Views.campaign(changed)));
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

  private CompletionStage<HttpResponse> delete(CampaignProgress campaign, RequestContext call) {
    return daemon
        .delete(campaign.name(), call.flag("files"))
        .thenApply(done -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }

  private CompletionStage<HttpResponse> extend(CampaignProgress campaign, RequestContext call) {
    return call.read(text -> daemon.readOverlay(campaign.name(), text))
        .thenCompose(next -> daemon.extend(campaign.name(), next))
        .thenApply(extended -> Responses.json(Views.campaign(extended)));
  }

  private Route shards(CampaignProgress campaign) {
    return tagged(
        tag(campaign),
        () -> {
          ChunkedText text =
              new ChunkedText()
                  .add("{\"campaign\":")
                  .add(JsonFile.line(campaign.name()))
                  .add(",\"shards\":");
          Views.shards(text, campaign, campaign.status().shards());
          return HttpResponse.create()
              .withEntity(
                  HttpEntities.create(ContentTypes.APPLICATION_JSON, text.add("}").bytes()));
        });
  }

  private Route fits(CampaignProgress campaign) {
    return completeWithFuture(
        latestResults
            .fits(campaign)
            .thenApply(
                fits -> {
                  Map<String, Object> view = new LinkedHashMap<>();
                  view.put("campaign", campaign.name());
                  view.put("fits", fits);
                  return Responses.json(view);
                }));
  }

  private CompletionStage<HttpResponse> values(CampaignProgress campaign, RequestContext call) {
    return latestResults.values(campaign, call.query("quantity")).thenApply(Responses::json);
  }

  private Route configuration(CampaignProgress campaign) {
    return complete(
        HttpResponse.create()
            .withEntity(
                HttpEntities.create(
                    ContentTypes.TEXT_PLAIN_UTF8, CampaignFileWriter.text(campaign.config()))));
  }

  private CompletionStage<HttpResponse> training(CampaignProgress campaign, RequestContext call) {
    String shard = call.query("shard").orElse("");
    return latestTraining
        .of(campaign, shard)
        .thenApply(
            points -> {
              Map<String, Object> view = new LinkedHashMap<>();
              view.put("campaign", campaign.name());
              view.put("shard", shard);
              view.put("points", points);
              return Responses.json(view);
            });
  }

  private Route trainingTable(CampaignProgress campaign) {
    LatestTraining.requireTraining(campaign);
    return downloads.serve(campaign, "training.csv");
  }

  private Route watchAll() {
    return complete(streams.open(Source.empty(), new ListWatch(daemon::status, sharedList)));
  }

  private CompletionStage<HttpResponse> watch(CampaignProgress campaign, RequestContext call) {
    long newest = lastNote(campaign);
    Optional<Long> after =
        seen(call)
            .or(
                () ->
                    call.number("last", 0, Long.MAX_VALUE)
                        .map(notes -> Math.max(0, newest - notes)));
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
        ? CompletableFuture.completedStage(streams.open(Source.empty(), watch))
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
   * The rest, read as the client takes them. If reading fails the stream ends, and the client
   * reconnects.
   */
  private Source<EventText, NotUsed> missedLater(CampaignWatch watch, String name) {
    return Source.unfoldAsync(
        watch, w -> missed(w, name).thenApply(notes -> notes.map(text -> Pair.create(w, text))));
  }

  /** The number of the last note that the client says it has seen. */
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
}
