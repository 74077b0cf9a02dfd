package wickstream.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import wickstream.config.BadInput;
import wickstream.report.FigureFormat;

/** The formats of {@code --format}. */
final class FigureFormats {
  private FigureFormats() {}

  /** Each that is named, once. */
  static Set<FigureFormat> of(List<String> labels) {
    Set<FigureFormat> formats = EnumSet.noneOf(FigureFormat.class);
    labels.forEach(label -> formats.add(labelled(label)));
    return formats;
  }

  private static FigureFormat labelled(String label) {
    return FigureFormat.labelled(label)
        .orElseThrow(
            () ->
                new BadInput(
                    "--format must be one of %s, was %s".formatted(FigureFormat.labels(), label)));
  }

  /** The formats to choose from. */
  static final class Labels extends Choices {
    @Override
    List<String> all() {
      return Stream.of(FigureFormat.values()).map(FigureFormat::label).toList();
    }
  }
}
