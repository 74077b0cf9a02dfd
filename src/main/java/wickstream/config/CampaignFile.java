package wickstream.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads campaign files: HOCON laid over the commented defaults in {@code reference.conf}, with
 * overrides on top. A file stands for itself: it can neither include others nor see the
 * environment; it may name a file of points beside it.
 */
public final class CampaignFile {
  private static final Set<String> SECTIONS = Set.of("campaign", "store");
  private static final Overrides OVERRIDES = new Overrides(SECTIONS, "campaign");
  private static final long LARGEST_FILE = 4 << 20;
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private CampaignFile() {}

  /**
   * What a file describes, with the points of the file that it may name. The campaign's name is
   * that of the file, unless it gives one: without extension and accents, and with a hyphen for
   * whatever else a campaign's name cannot hold.
   *
   * @param file in UTF-8, at most 4 MB
   * @param overrides as {@code key=value}; later ones win; see {@link #parse}
   * @throws InvalidConfiguration for a file that cannot be read or a campaign that cannot be run
   */
  public static RunConfig load(Path file, List<String> overrides) {
    return guarded(
        file.toString(),
        () -> {
          String text = text(file);
          TextLimits.check(text, file.toString(), true);
          return layered(text, file.toString(), overrides, PointSources.beside(file));
        });
  }

  /**
   * The text of a file.
   *
   * @param file in UTF-8, at most 4 MB
   * @throws InvalidConfiguration for a file that cannot be read
   */
  public static String text(Path file) {
    return new InputFile(file, LARGEST_FILE).read(Files::readString);
  }

  /**
   * What a text describes. It can name no file of points.
   *
   * @param text HOCON
   * @param origin what messages call the text, usually its file; its last part without extension
   *     names a campaign that has no name
   * @param overrides as {@code key=value}, the key with or without {@code campaign.} before it
   *     unless it is of {@code store}, the value in HOCON; later ones win
   * @throws InvalidConfiguration for a campaign that cannot be run
   */
  public static RunConfig parse(String text, String origin, List<String> overrides) {
    return guarded(origin, () -> layered(text, origin, overrides, PointSources.noFiles()));
  }

  /**
   * What a text describes that came from anywhere: reading it takes a moment whatever it is. It can
   * name no file of points, has no substitutions, and draws fewer points than others may.
   *
   * @param text HOCON
   * @param origin what messages call the text
   * @throws InvalidConfiguration for a campaign that cannot be run
   */
  public static RunConfig submitted(String text, String origin) {
    TextLimits.check(text, origin, false);
    return guarded(origin, () -> layered(text, origin, List.of(), PointSources.submitted()));
  }

  /**
   * What a text describes that another machine has accepted, whether or not this one has the memory
   * for it.
   *
   * @throws InvalidConfiguration for a campaign that no machine can run
   */
  public static RunConfig kept(String text, String origin) {
    Hocon hocon = new Hocon(origin);
    return read(hocon, hocon.parse(text, origin), origin, PointSources.noFiles(), Long.MAX_VALUE);
  }

  private static RunConfig guarded(String origin, Supplier<RunConfig> reading) {
    try {
      return reading.get();
    } catch (StackOverflowError e) {
      throw new InvalidConfiguration("", "is nested too deeply").at(origin);
    }
  }

  /**
   * What a text that came from anywhere makes of a configuration over which it is laid.
   *
   * @param kept the configuration so far
   * @param text HOCON with the settings that change, within {@code campaign} or without, and no
   *     substitutions
   * @param origin what messages call the text
   * @throws InvalidConfiguration for a campaign that cannot be run
   */
  public static RunConfig overlaid(RunConfig kept, String text, String origin) {
    TextLimits.check(text, origin, false);
    return guarded(
        origin,
        () -> {
          Hocon hocon = new Hocon(origin);
          Config changes = hocon.parse(text, origin);
          boolean isWhole = SECTIONS.stream().anyMatch(changes.root()::containsKey);
          Config overlay = isWhole ? changes : changes.atKey("campaign");
          Config layers = overlay.withFallback(ConfigValueFactory.fromMap(kept.toMap()));
          return read(hocon, layers, origin, PointSources.submitted(), memory());
        });
  }

  private static RunConfig layered(
      String text, String origin, List<String> overrides, PointSources sources) {
    Hocon hocon = new Hocon(origin);
    Config layers = OVERRIDES.over(hocon.parse(text, origin), hocon, overrides);
    return read(hocon, layers, origin, sources, memory());
  }

  private static long memory() {
    return Runtime.getRuntime().maxMemory();
  }

  private static RunConfig read(
      Hocon hocon, Config layers, String origin, PointSources sources, long memory) {
    return hocon.read(
        layers,
        hocon.parse(defaults(), Hocon.DEFAULTS).root(),
        origin,
        root -> {
          CampaignConfig campaign = new CampaignReader(root, sources).read(() -> nameAfter(origin));
          Feasibility.check(campaign, memory);
          return new RunConfig(campaign, StoreConfig.read(root.get("store")));
        });
  }

  /** The commented defaults of campaign files. */
  static String defaults() {
    return Hocon.defaults("/wickstream/reference.conf");
  }

  /** What a campaign is called after the last part of a path. */
  private static String nameAfter(String origin) {
    String last = origin.substring(origin.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String base = dot > 0 ? last.substring(0, dot) : last;
    String letters =
        ACCENTS.matcher(Normalizer.normalize(base, Normalizer.Form.NFD)).replaceAll("");
    String name =
        letters
            .replaceAll("[^A-Za-z0-9._-]+$", "")
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceAll("^[.-]+", "");
    if (name.isEmpty()) {
      throw new InvalidConfiguration(
          "campaign.name",
          "must be given: the file's own name, \"%s\", has none of the characters A-Z a-z 0-9 . _ - that it could be made of"
              .formatted(base));
    }
    return name.substring(0, Math.min(name.length(), CampaignRules.LONGEST_NAME));
  }
}
