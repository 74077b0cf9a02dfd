package wickstream.random;

/** Steps one lane after the other. */
final class ScalarLanes implements LaneGenerator {
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void words(long[][] state, long[] into, int rows) {
    for (int lane = 0; lane < LANES; lane++) {
      Xoshiro generator = Xoshiro.of(state, lane);
      for (int i = lane; i < LANES * rows; i += LANES) {
        into[i] = generator.next();
      }
      generator.store(state, lane);
    }
  }

  @Override
  public void normals(long[][] state, double[] into, int rows) {
    for (int lane = 0; lane < LANES; lane++) {
      Xoshiro generator = Xoshiro.of(state, lane);
      for (int i = lane; i < LANES * rows; i += LANES) {
        into[i] = Ziggurat.normal(generator.next());
      }
      generator.store(state, lane);
    }
  }
}
