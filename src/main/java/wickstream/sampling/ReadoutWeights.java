package wickstream.sampling;

import java.util.function.LongToDoubleFunction;
import wickstream.physics.Readout;
import wickstream.random.LaneStreams;
import wickstream.random.SymmetricVariates;

/** Draws readout weights of variance 1, one word of a stream each. Used by one thread. */
final class ReadoutWeights {
  private final Readout law;
  private final long[] words;

  ReadoutWeights(Readout law) {
    this.law = law;
    this.words = new long[law == Readout.NORMAL ? 0 : HiddenUnits.LENGTH];
  }

  /** The next {@code rows} weights of every lane, at most {@link HiddenUnits#MAX_UNITS}. */
  void draw(LaneStreams stream, double[] into, int rows) {
    switch (law) {
      case NORMAL -> stream.normals(into, rows);
      case UNIFORM -> draw(stream, into, rows, SymmetricVariates::uniform);
      case RADEMACHER -> draw(stream, into, rows, SymmetricVariates::rademacher);
      case LAPLACE -> draw(stream, into, rows, SymmetricVariates::laplace);
    }
  }

  private void draw(LaneStreams stream, double[] into, int rows, LongToDoubleFunction variate) {
    stream.words(words, rows);
    for (int i = 0; i < rows * LaneStreams.LANES; i++) {
      into[i] = variate.applyAsDouble(words[i]);
    }
  }
}
