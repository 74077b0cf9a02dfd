package wickstream.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import wickstream.campaign.MonotonicClock;
import wickstream.campaign.SamplingThreads;
import wickstream.cluster.Role;
import wickstream.cluster.Throughput;
import wickstream.config.ProgramInfo;

/**
 * The meters of a daemon, as Prometheus reads them. Thread-safe.
 *
 * <p>What comes and goes, which is all about campaigns and shards, is read by a collector of
 * Prometheus' client from one status per scrape, so that its numbers belong together; latencies
 * come with their own buckets; all else are Micrometer's meters in the same registry. With 2000
 * shards on two cores a scrape took 17 ms in the median and 14 ms of processor time that way, and a
 * quarter more since values have rows with the names of their observables. Gauges of Micrometer
 * took 70 ms when their rows stayed and 450 to 650 ms when they were registered anew for every
 * scrape, which they must be whenever a number comes to be or is lost.
 */
public final class Meters implements AutoCloseable {
  /** The media type of a scrape. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

  /** Strong references, as some of their gauges hold weak ones only. */
  private final List<MeterBinder> binders =
      List.of(
          new JvmMemoryMetrics(),
          collections,
          pressure,
          new JvmThreadMetrics(),
          new ClassLoaderMetrics(),
          new ProcessorMetrics(),
          new UptimeMetrics(),
          new FileDescriptorMetrics());

  /** Held, for counters do not hold them. */
  private final List<SamplingThreads> workers;

  private final ClusterView cluster;

  /**
   * @param campaigns those of which it tells
   * @param workers the threads of the dispatchers
   * @param latencies of all campaigns together
   * @param watchers how many hold a stream of events right now
   * @param cluster of which this may be a node
   * @param build what is running, label by label: version, kernel, java
   */
  public Meters(
      CampaignView campaigns,
      List<SamplingThreads> workers,
      Latencies latencies,
      IntSupplier watchers,
      ClusterView cluster,
      Map<String, String> build) {
    this(campaigns, workers, latencies, watchers, cluster, build, MonotonicClock.UTC);
  }

  Meters(
      CampaignView campaigns,
      List<SamplingThreads> workers,
      Latencies latencies,
      IntSupplier watchers,
      ClusterView cluster,
      Map<String, String> build,
      Clock clock) {
    this.workers = List.copyOf(workers);
    this.cluster = cluster;
    registry.config().meterFilter(new ConventionalNames());
    binders.forEach(binder -> binder.bindTo(registry));
    registry.getPrometheusRegistry().register(new StatusCollector(campaigns, clock, latencies));
    this.workers.forEach(this::bind);
    gauge(MeterNames.SSE_CLIENTS, Tags.empty(), watchers, IntSupplier::getAsInt);
    bind(cluster);
    Tags labels =
        Tags.of(build.entrySet().stream().map(e -> Tag.of(e.getKey(), e.getValue())).toList());
    gauge(MeterNames.BUILD_INFO, labels, build, always -> 1);
  }

  /**
   * What is running, in labels.
   *
   * @param kernel the inner loop that computes
   */
  public static Map<String, String> buildInfo(String kernel) {
    return Map.of(
        "version",
        ProgramInfo.version(),
        "kernel",
        kernel,
        "java",
        System.getProperty("java.version"));
  }

  private void bind(SamplingThreads some) {
    Tags tags = Tags.of("dispatcher", some.name());
    gauge(MeterNames.DISPATCHER_THREADS, tags, some, SamplingThreads::threads);
    gauge(MeterNames.DISPATCHER_QUEUED, tags, some, SamplingThreads::queued);
    gauge(MeterNames.DISPATCHER_RUNNING, tags, some, SamplingThreads::running);
    counter(MeterNames.DISPATCHER_DONE, tags, some, SamplingThreads::done);
    counter(MeterNames.DISPATCHER_BUSY, tags, some, SamplingThreads::busySeconds);
  }

  private void bind(ClusterView cluster) {
    for (Role role : Role.values()) {
      Tags tags = Tags.of("role", role.label());
      gauge(MeterNames.CLUSTER_NODES, tags, cluster, view -> view.nodes(role));
    }
    gauge(MeterNames.CLUSTER_UNREACHABLE, Tags.empty(), cluster, ClusterView::unreachable);
    gauge(MeterNames.LEADS, Tags.empty(), cluster, ClusterView::leads);
    gauge(MeterNames.CLUSTER_SLOTS, Tags.empty(), cluster, of(Throughput::slots));
    gauge(MeterNames.CLUSTER_ITEMS_OUTSTANDING, Tags.empty(), cluster, of(Throughput::outstanding));
    counter(MeterNames.CLUSTER_ITEMS, Tags.empty(), cluster, of(Throughput::items));
    counter(MeterNames.CLUSTER_ITEMS_REPEATED, Tags.empty(), cluster, of(Throughput::repeated));
    counter(MeterNames.CLUSTER_RESULT_BYTES, Tags.empty(), cluster, of(Throughput::bytes));
  }

  /** A number of the leader's; 0 where another leads. */
  private static ToDoubleFunction<ClusterView> of(ToDoubleFunction<Throughput> number) {
    return view -> view.throughput().get().map(number::applyAsDouble).orElse(0.0);
  }

  private <T> void gauge(MeterNames meter, Tags tags, T source, ToDoubleFunction<T> value) {
    Gauge.builder(meter.dotted(), source, value)
        .tags(tags)
        .description(meter.help())
        .baseUnit(meter.unit())
        .strongReference(true)
        .register(registry);
  }

  private <T> void counter(MeterNames meter, Tags tags, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(meter.dotted(), source, value)
        .tags(tags)
        .description(meter.help())
        .baseUnit(meter.unit())
        .register(registry);
  }

  /** Writes all meters in the text format of Prometheus. */
  public void scrape(OutputStream out) throws IOException {
    registry.scrape(out);
  }

  /** Lets go of what listens to the Java machine. */
  @Override
  public void close() {
    collections.close();
    pressure.close();
    registry.close();
  }

  /** Keeps Micrometer's own meters within the conventions that promtool checks. */
  private static final class ConventionalNames implements MeterFilter {
    @Override
    public MeterFilterReply accept(Meter.Id id) {
      boolean isInNanoseconds = id.getName().equals("process.cpu.time");
      return isInNanoseconds ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
      return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
    }
  }
}
