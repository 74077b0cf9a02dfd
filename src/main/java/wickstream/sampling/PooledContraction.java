package wickstream.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;

/**
 * The pooled estimator: {@link PooledSums} has the connected functions of each network, and ΔG⁽⁶⁾ =
 * Σ_15 K(pair) G_c⁽⁴⁾(rest) + G_c⁽⁶⁾. Of several layers {@link IntegratedLastLayer} has ΔG⁽⁴⁾ and
 * what is linear in fluctuations.
 */
final class PooledContraction extends Contraction {
  private final int fourths;
  private final int sixths;
  private final List<Split> sextuples;
  private final List<List<Terms>> columns;
  private double[][] values;

  PooledContraction(Measurement measurement, ProductLoops loops) {
    super(measurement, loops);
    Layout layout = measurement.layout();
    int couples = layout.couples().map(Multisets::size).orElse(0);
    this.fourths = PooledSums.first(layout, 4);
    this.sixths = PooledSums.first(layout, 6);
    this.sextuples = Split.all(layout, 6);
    this.columns =
        List.of(
            columns(0, layout.multisets(2).size(), k -> layout.deviation(2, k)),
            terms(
                quadruples.size(), k -> sharedScale.fourth(layout.deviation(4, k), fourths + k, k)),
            terms(
                couples,
                k ->
                    sharedScale.couple(
                        layout.mixedFourth(k),
                        new int[] {PooledSums.firstCouple(layout) + k},
                        new int[0],
                        k)),
            columns(PooledSums.firstLinear(layout), layout.linearSize(), layout::linear));
  }

  /** Components that stand in a batch one after the other. */
  private List<Terms> columns(int first, int size, IntUnaryOperator component) {
    return terms(size, k -> Term.column(component.applyAsInt(k), first + k, 0));
  }

  private List<Terms> terms(int size, IntFunction<Term> term) {
    return prepared(IntStream.range(0, size).mapToObj(term).toList());
  }

  @Override
  void add(NetworkBatch batch, int n, Accumulator into) {
    values = batch.values;
    columns.forEach(terms -> add(terms, values, values, n, into));
  }

  @Override
  void sixth(int k, boolean connected, double[] y, int n) {
    System.arraycopy(values[sixths + k], 0, y, 0, n);
    Split split = sextuples.get(k);
    if (!sharedScale.isNone()) {
      double[][] rests = Arrays.copyOfRange(values, fourths, sixths);
      addRests(split, connected, rests, y, n);
      return;
    }
    for (int way = 0; !connected && way < split.count(); way++) {
      double[] fourth = values[fourths + split.rests()[way]];
      Columns.addMultiple(kernel[split.pairs()[way]], fourth, y, n);
    }
  }
}
