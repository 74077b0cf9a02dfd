package wickstream.sampling.vector;

import java.util.function.Supplier;
import jdk.incubator.vector.DoubleVector;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.vector.VectorFunctions;
import wickstream.random.LaneGenerator;
import wickstream.random.vector.VectorLanes;
import wickstream.sampling.LaneOps;

/** All loops in their vector versions: the one way to them, loaded by name where vectors are. */
public final class VectorLaneOps implements Supplier<LaneOps> {
  private static final int WIDTH = DoubleVector.SPECIES_PREFERRED.length();

  /**
   * Compilers have no instructions for comparing vectors of two numbers, which are objects then:
   * normals three and functions ten times slower than one at a time.
   */
  private static final boolean CAN_COMPARE = WIDTH > 2;

  @Override
  public LaneOps get() {
    return new LaneOps(
        WIDTH,
        CAN_COMPARE ? new VectorFunctions() : ArrayFunctions.SCALAR,
        CAN_COMPARE ? new VectorLanes() : LaneGenerator.SCALAR,
        new VectorUnitLoops(),
        new VectorLayerLoops(),
        new VectorProductLoops());
  }
}
