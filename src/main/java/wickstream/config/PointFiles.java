package wickstream.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** How the files that a configuration names are read, if they are. */
interface PointFiles {

  /**
   * The text of the file that a setting names.
   *
   * @throws InvalidConfiguration if there is no such file to be read
   */
  String text(Setting name);

  /** Files are named relative to that of the configuration. */
  static PointFiles beside(Path configuration) {
    return name -> {
      try {
        return CampaignFile.text(configuration.resolveSibling(name.text()));
      } catch (InvalidPathException e) {
        throw name.refused("the name of a file");
      } catch (InvalidConfiguration e) {
        throw new InvalidConfiguration(name.path(), "names no usable file: " + e.getMessage());
      }
    };
  }

  /** A configuration that did not come from a file of this machine reads none. */
  static PointFiles none() {
    return name -> {
      throw new InvalidConfiguration(
          name.path(),
          "cannot be used here, where no files are read: give points = [...], or points.grid or"
              + " points.ball");
    };
  }
}
