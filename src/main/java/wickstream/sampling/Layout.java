package wickstream.sampling;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.physics.Multisets;
import wickstream.physics.Training;

/**
 * Where each measured Green function stands in the vector of components: the deviations ΔG of order
 * 2, which the sample is checked by whether they are asked for or not, of orders 4 and 6 as far as
 * they are, then, with order 6, the connected functions G_c⁽⁶⁾; each in the order of {@link
 * Multisets}. Where networks have several outputs, and with order 4, the functions ΔG⁽⁴⁾_iijj(ab;
 * cd) of two different outputs follow, one for each multiset of two pairs: E[D_ab D_cd], with D = C
 * − K the deviation of the covariance given the last hidden layer. What is linear in fluctuations
 * of the layers below, of all pairs, comes last where networks are rid of it: the sample is checked
 * by it, as its mean is 0. Where networks are trained, there follow for each time and output the
 * averages of {@link TrainedAverages}, which networks are not rid of anything for.
 */
final class Layout {
  private final Multisets pairs;
  private final Multisets quadruples;
  private final Multisets sextuples;
  private final boolean second;
  private final boolean fourth;
  private final boolean sixth;
  private final Optional<Multisets> couples;
  private final boolean linear;
  private final List<Multisets> trained;
  private final int trainedBlocks;
  private final boolean isWeighted;

  Layout(int points, List<Integer> orders, int outputs) {
    this(points, orders, outputs, false, 0, false);
  }

  /** The layout of what is measured of a shard. */
  static Layout of(Shard shard) {
    return new Layout(
        shard.points().count(),
        shard.orders(),
        shard.ensemble().dOut(),
        shard.estimator().integratesLastLayer(shard.ensemble().depth()),
        shard.training().map(TrainedAverages::blocks).orElse(0),
        shard.training().filter(Training::isPosterior).isPresent());
  }

  /**
   * @param linear whether there is a part that is linear in fluctuations of layers below
   * @param trainedBlocks of how many times and outputs there are averages of trained networks
   * @param isWeighted whether each of these begins with the weights of networks
   */
  Layout(
      int points,
      List<Integer> orders,
      int outputs,
      boolean linear,
      int trainedBlocks,
      boolean isWeighted) {
    this.pairs = Multisets.of(points, 2);
    this.second = orders.contains(2);
    this.fourth = orders.contains(4);
    this.sixth = orders.contains(6);
    this.quadruples = Multisets.of(fourth ? points : 1, 4);
    this.sextuples = Multisets.of(sixth ? points : 1, 6);
    this.couples =
        outputs > 1 && fourth ? Optional.of(Multisets.of(pairs.size(), 2)) : Optional.empty();
    this.linear = linear;
    this.trainedBlocks = trainedBlocks;
    this.isWeighted = isWeighted;
    this.trained =
        IntStream.rangeClosed(1, 4)
            .mapToObj(order -> Multisets.of(trainedBlocks > 0 ? points : 1, order))
            .toList();
  }

  Multisets multisets(int order) {
    return switch (order) {
      case 2 -> pairs;
      case 4 -> quadruples;
      default -> sextuples;
    };
  }

  /** Whether an order is asked for. */
  boolean hasOrder(int order) {
    return switch (order) {
      case 2 -> second;
      case 4 -> fourth;
      default -> sixth;
    };
  }

  int dimension() {
    return trained(trainedBlocks, 0, 0);
  }

  /** The multisets of order 1 to 4 of which there are averages of trained networks. */
  Multisets trainedMultisets(int order) {
    return trained.get(order - 1);
  }

  /**
   * The component of the average of order 1 to 4 of a time and output, for multiset k; of order 0
   * that of the weights, if networks have any.
   */
  int trained(int block, int order, int k) {
    int weights = isWeighted ? 1 : 0;
    int before =
        order == 0
            ? 0
            : weights + trained.stream().limit(order - 1L).mapToInt(Multisets::size).sum();
    return linear(linearSize()) + block * trainedSize() + before + k;
  }

  /** How many averages there are of a time and output. */
  int trainedSize() {
    return (isWeighted ? 1 : 0) + trained.stream().mapToInt(Multisets::size).sum();
  }

  /** The component of ΔG of an order for multiset k. */
  int deviation(int order, int k) {
    return switch (order) {
      case 2 -> k;
      case 4 -> pairs.size() + k;
      default -> deviation(4, fourth ? quadruples.size() : 0) + k;
    };
  }

  /** The component of G_c⁽⁶⁾ for multiset k. */
  int connectedSixth(int k) {
    return deviation(6, sextuples.size()) + k;
  }

  /** The multisets of two pairs of points; empty where there are no mixed functions. */
  Optional<Multisets> couples() {
    return couples;
  }

  /** How many pairs of points have a part that is linear in fluctuations: all or none. */
  int linearSize() {
    return linear ? pairs.size() : 0;
  }

  /** The component of what is linear in fluctuations, for pair k. */
  int linear(int k) {
    return mixedFourth(couples.map(Multisets::size).orElse(0)) + k;
  }

  /** The component of ΔG⁽⁴⁾_iijj, i ≠ j, for multiset k of two pairs. */
  int mixedFourth(int k) {
    return (sixth ? connectedSixth(sextuples.size()) : deviation(6, 0)) + k;
  }
}
