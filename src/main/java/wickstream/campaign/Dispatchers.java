package wickstream.campaign;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** The threads of an actor system in which campaigns run. */
public final class Dispatchers {
  /** So many long bags may have given way to others, each of which keeps a thread. */
  private static final int SPARE = 8;

  private Dispatchers() {}

  /**
   * The settings of an actor system.
   *
   * @param threads how many threads sample
   * @param campaigns how many campaigns run at once, whose stores must not wait for each other
   */
  public static Config settings(int threads, int campaigns) {
    return settings(threads, campaigns, Dispatchers.class.getClassLoader());
  }

  /**
   * The same, from the settings of the libraries that a loader finds.
   *
   * @param libraries finds their files {@code reference.conf}
   */
  static Config settings(int threads, int campaigns, ClassLoader libraries) {
    Map<String, Object> sizes = new HashMap<>();
    sizes.put(size("sampling"), threads + SPARE);
    sizes.put(size("storing"), campaigns);
    return ConfigFactory.parseMap(sizes)
        .withFallback(ConfigFactory.load(libraries, "wickstream/actors.conf"));
  }

  private static String size(String name) {
    return path(name) + ".thread-pool-executor.fixed-pool-size";
  }

  private static String path(String name) {
    return "wickstream." + name + "-dispatcher";
  }

  /**
   * How many threads a dispatcher has: sampling, planning, judging, submissions, estimates,
   * results, drawing, storing or filing.
   */
  public static int threads(ActorSystem<?> system, String name) {
    return system.settings().config().getInt(size(name));
  }

  /** The threads that sample. */
  public static SamplingThreads sampling(ActorSystem<?> system) {
    int all = threads(system, "sampling");
    return new SamplingThreads("sampling", all - SPARE, SPARE, of(system, "sampling"));
  }

  /**
   * The threads of a dispatcher: sampling, planning, judging, submissions, estimates, results,
   * storing or filing.
   */
  public static Executor of(ActorSystem<?> system, String name) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(path(name)));
  }
}
