package wickstream.sampling.vector;

import java.util.function.Supplier;
import wickstream.numeric.vector.VectorFunctions;
import wickstream.random.vector.VectorLanes;
import wickstream.sampling.LaneOps;

/** All loops in their vector versions: the one way to them, loaded by name where vectors are. */
public final class VectorLaneOps implements Supplier<LaneOps> {
  @Override
  public LaneOps get() {
    return new LaneOps(
        new VectorFunctions(),
        new VectorLanes(),
        new VectorUnitLoops(),
        new VectorLayerLoops(),
        new VectorProductLoops());
  }
}
