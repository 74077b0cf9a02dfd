package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wickstream.config.BadInput;
import wickstream.config.CampaignConfig;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.exact.Theory;
import wickstream.results.VertexFit;

/**
 * The shift test: what becomes of u4 and its vertex once all points are moved along the first axis.
 * The kernel of gauss and cos does not notice; a vertex that is the same everywhere does not
 * either.
 */
final class VertexShifts {
  private final List<Moved> all;

  private VertexShifts(List<Moved> all) {
    this.all = all;
  }

  /** Of each σ_W and the first width; u4 at other widths is in proportion to 1/N. */
  static VertexShifts of(CampaignConfig config, List<Double> shifts) {
    List<Moved> all = new ArrayList<>();
    for (double sigmaW : config.sigmaW()) {
      for (double shift : shifts) {
        all.add(moved(config, sigmaW, shift));
      }
    }
    return new VertexShifts(all);
  }

  private static Moved moved(CampaignConfig config, double sigmaW, double shift) {
    InputPoints points = moved(config.points(), shift);
    Theory theory = Theory.of(config.ensemble(sigmaW), points, List.of(4));
    int width = config.widths().get(0);
    List<VertexFit> fits = VertexTable.known(theory, points, width);
    double u4 =
        theory
            .exact(Observable.U4, width)
            .orElseGet(() -> theory.leading(Observable.U4, width).orElse(Double.NaN));
    return new Moved(width, sigmaW, shift, width * u4, fits);
  }

  private static InputPoints moved(InputPoints points, double shift) {
    try {
      return points.movedBy(shift);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--shift %s moves points so that %s".formatted(shift, e.getMessage()));
    }
  }

  /** The table with an empty line above; nothing without shifts. */
  List<String> lines() {
    if (all.isEmpty()) {
      return List.of();
    }
    Stream<String> models = all.get(0).fits.stream().map(VertexTable::name);
    Table table =
        new Table(
            Stream.concat(Stream.of("N", "sigma_W", "shift", "N u4"), models)
                .toArray(String[]::new));
    for (Moved moved : all) {
      Stream<String> place =
          Stream.of(
              Integer.toString(moved.width),
              ValueText.plain(moved.sigmaW),
              ValueText.plain(moved.shift),
              ValueText.number(moved.timesN));
      Stream<String> shares =
          moved.fits.stream().map(fit -> ValueText.number(VertexTable.known(fit.unexplained())));
      table.row(Stream.concat(place, shares).toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(List.of("", "unexplained once all points are moved:"));
    lines.addAll(table.lines());
    return lines;
  }

  List<Map<String, Object>> objects() {
    return all.stream().map(Moved::object).toList();
  }

  private record Moved(
      int width, double sigmaW, double shift, double timesN, List<VertexFit> fits) {
    Map<String, Object> object() {
      Fields shares = new Fields();
      fits.forEach(fit -> shares.with(fit.model(), VertexTable.known(fit.unexplained())));
      return new Fields()
          .with("width", width)
          .with("sigmaW", sigmaW)
          .with("shift", shift)
          .with("u4TimesN", timesN)
          .with("unexplained", shares.map())
          .map();
    }
  }
}
