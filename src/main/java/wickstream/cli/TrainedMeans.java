package wickstream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import wickstream.campaign.CampaignPlan;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.theory.TrainedTheory;
import wickstream.sampling.Shard;

/**
 * What trained networks are to order 1/N at one time: means over all points and outputs.
 *
 * @param shard of the grid
 * @param time since training began, perhaps infinite
 * @param means one a function of {@link Observable#ofTraining}; NaN where there is no theory
 */
record TrainedMeans(Shard shard, double time, List<Double> means) {

  /** All times of all shards; none where no network is trained. */
  static List<TrainedMeans> of(CampaignPlan plan) {
    Optional<Training> training = plan.config().training();
    List<TrainedMeans> rows = new ArrayList<>();
    if (training.isPresent()) {
      plan.shards().forEach(shard -> addTimes(shard, plan, training.get(), rows));
    }
    return rows;
  }

  private static void addTimes(
      Shard shard, CampaignPlan plan, Training training, List<TrainedMeans> rows) {
    Optional<TrainedTheory> theory = plan.theory(shard.ensemble().sigmaW()).trained(training);
    for (int t = 0; t < training.times().size(); t++) {
      int time = t;
      DoubleStream means =
          Observable.ofTraining().stream()
              .map(of -> theory.map(known -> known.mean(of, time, shard.width())))
              .map(mean -> mean.orElseGet(OptionalDouble::empty))
              .mapToDouble(mean -> mean.orElse(Double.NaN));
      rows.add(new TrainedMeans(shard, training.times().get(t), means.boxed().toList()));
    }
  }

  private static List<String> functions() {
    return Observable.ofTraining().stream().map(Observable::label).toList();
  }

  /** A table; nothing without rows. */
  static List<String> lines(List<TrainedMeans> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Table table = new Table(cells(Stream.of("N", "sigma_W", "time"), functions().stream()));
    for (TrainedMeans row : rows) {
      Stream<String> place =
          Stream.of(
              Integer.toString(row.shard.width()),
              ValueText.plain(row.shard.ensemble().sigmaW()),
              Training.timeText(row.time));
      table.row(cells(place, row.means.stream().map(ValueText::number)));
    }
    return table.lines();
  }

  private static String[] cells(Stream<String> first, Stream<String> others) {
    return Stream.concat(first, others).toArray(String[]::new);
  }

  /** The same under names, as results.json writes times. */
  Map<String, Object> object() {
    Fields row =
        new Fields()
            .with("width", shard.width())
            .with("sigmaW", shard.ensemble().sigmaW())
            .with("time", Double.isInfinite(time) ? Training.timeText(time) : time);
    for (int f = 0; f < means.size(); f++) {
      row.with(functions().get(f), means.get(f));
    }
    return row.map();
  }
}
