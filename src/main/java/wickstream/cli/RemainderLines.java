package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredValue;
import wickstream.results.Remainder;

/** How far from theory a campaign is where no exact value is known: one line a quantity and σ_W. */
final class RemainderLines {
  private static final int MAX_LINES = 12;

  private RemainderLines() {}

  /** The lines with an empty one below them; nothing where no remainder was fitted. */
  static List<String> of(CampaignResult result) {
    List<Remainder> fitted =
        result.remainders().stream()
            .filter(remainder -> remainder.isFitted() && !isExactKnown(remainder, result))
            .filter(remainder -> isAsDrawn(remainder) || isTarget(remainder, result))
            .toList();
    if (fitted.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    fitted.stream().limit(MAX_LINES).map(RemainderLines::line).forEach(lines::add);
    if (fitted.size() > MAX_LINES) {
      lines.add("and %d more, which results.json names".formatted(fitted.size() - MAX_LINES));
    }
    lines.add("");
    return lines;
  }

  /** Of trained networks there is one for every time. */
  private static boolean isAsDrawn(Remainder remainder) {
    return !remainder.quantity().contains("@");
  }

  private static boolean isTarget(Remainder remainder, CampaignResult result) {
    return remainder.quantity().equals(result.config().stop().quantity());
  }

  private static boolean isExactKnown(Remainder remainder, CampaignResult result) {
    return result.shards().stream()
        .filter(shard -> remainder.of(shard).isPresent())
        .flatMap(shard -> shard.value(remainder.quantity()).stream())
        .map(MeasuredValue::exact)
        .allMatch(exact -> exact.isPresent());
  }

  private static String line(Remainder remainder) {
    return "%s at sigma_W = %s: theory (1 + r/N), r = %s%s, chi2/dof = %s/%d"
        .formatted(
            remainder.quantity(),
            ValueText.plain(remainder.sigmaW()),
            ValueText.withError(remainder.coefficient(), remainder.standardError()),
            remainder.predicted().isPresent() ? " (0 for one hidden layer)" : "",
            String.format(Locale.ROOT, "%.1f", remainder.chiSquare()),
            remainder.degreesOfFreedom());
  }
}
