package wickstream.report;

import java.util.List;

/**
 * An axis of the layers of a network, with ticks at whole numbers alone.
 *
 * @param numbers the axis of real numbers that it is
 */
record LayerScale(LinearScale numbers) implements Scale {
  /** Shows the layers from 1 on, each with half a layer on both sides. */
  static LayerScale of(int layers) {
    return new LayerScale(new LinearScale(0.5, layers + 0.5));
  }

  @Override
  public double first() {
    return numbers.first();
  }

  @Override
  public double last() {
    return numbers.last();
  }

  @Override
  public double at(double value) {
    return numbers.at(value);
  }

  @Override
  public List<Tick> ticks(int mostLabels) {
    int layers = (int) (last() - first());
    return numbers.ticks(Math.min(mostLabels, layers)).stream()
        .filter(tick -> tick.value() == Math.rint(tick.value()))
        .toList();
  }
}
