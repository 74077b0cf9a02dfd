package wickstream.sampling;

import wickstream.random.LaneStreams;

/** What is summed over the hidden units, in the order of the units, for all networks of a batch. */
interface LayerSums {
  /** Back to the empty sum, for {@code n} networks. */
  void clear(int n);

  /** Adds one hidden unit of {@code n} networks. */
  void add(HiddenUnits units, int n);

  /** Turns the sums into the values of the batch; may draw what is left to draw of each network. */
  void finish(LaneStreams streams, int rows, double[][] values);
}
