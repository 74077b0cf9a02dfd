package wickstream.report;

import java.util.Optional;

/**
 * A mark on an axis.
 *
 * @param value where it is
 * @param major whether it is a long one
 * @param label what is written beside it
 */
record Tick(double value, boolean major, Optional<Label> label) {
  static Tick minor(double value) {
    return new Tick(value, false, Optional.empty());
  }

  static Tick labelled(double value, String markup) {
    return new Tick(value, true, Optional.of(Label.of(markup)));
  }
}
