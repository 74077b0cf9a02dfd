package wickstream.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the points of a configuration may be made of, beyond the numbers in its text: the files that
 * it names, if any are read, and how many coordinates are read or drawn at most.
 */
final class PointSources {
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final long MAX_COORDINATES = 100_000_000;

  /** So many are drawn and rotated in a moment. */
  private static final long MAX_COORDINATES_SUBMITTED = 5_000_000;

  private final Optional<Path> configuration;
  private final long maxCoordinates;

  private PointSources(Optional<Path> configuration, long maxCoordinates) {
    long thatFit = Feasibility.usable(Runtime.getRuntime().maxMemory()) / Double.BYTES;
    this.configuration = configuration;
    this.maxCoordinates = Math.min(maxCoordinates, thatFit);
  }

  /** Files are named relative to that of the configuration. */
  static PointSources beside(Path configuration) {
    return new PointSources(Optional.of(configuration), MAX_COORDINATES);
  }

  /** A configuration that did not come from a file of this machine reads none. */
  static PointSources noFiles() {
    return new PointSources(Optional.empty(), MAX_COORDINATES);
  }

  /** A configuration that came from anywhere takes but a moment as well. */
  static PointSources submitted() {
    return new PointSources(Optional.empty(), MAX_COORDINATES_SUBMITTED);
  }

  /**
   * The points in the file that a setting names.
   *
   * @throws InvalidConfiguration if there is no such file, or what it holds is refused
   */
  double[][] read(Setting name, InputFile.Reading<double[][]> reading) {
    return read(name, "points = [...], or points.grid, ball, sphere or gaussian", reading);
  }

  /**
   * The same of other numbers.
   *
   * @param instead what may be given where no files are read
   */
  double[][] read(Setting name, String instead, InputFile.Reading<double[][]> reading) {
    if (configuration.isEmpty()) {
      throw new InvalidConfiguration(
          name.path(), "cannot be used here, where no files are read: give " + instead);
    }
    try {
      Path file = configuration.get().resolveSibling(name.text());
      return new InputFile(file, MAX_FILE_BYTES).read(reading);
    } catch (InvalidPathException e) {
      throw name.refused("the name of a file");
    } catch (InvalidConfiguration e) {
      if (!e.path().isEmpty()) {
        throw e;
      }
      throw new InvalidConfiguration(name.path(), "names no usable file: " + e.getMessage());
    }
  }

  /**
   * Refuses more points than may be read or drawn.
   *
   * @param points the setting that describes them
   * @param count how many there are, or have come so far
   */
  void check(Setting points, long count, int dIn) {
    CampaignRules.checkCount(points.path(), count, dIn);
    if (count * dIn > maxCoordinates) {
      throw new InvalidConfiguration(
          points.path(),
          "must have at most %d points with d-in = %d (at most %d coordinates are read or drawn %s), had %d"
              .formatted(
                  maxCoordinates / dIn,
                  dIn,
                  maxCoordinates,
                  maxCoordinates == MAX_COORDINATES_SUBMITTED
                      ? "here; wickstream submit sends points themselves"
                      : "in this memory, 10^8 in any",
                  count));
    }
  }
}
