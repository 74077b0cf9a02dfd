package wickstream.random;

/**
 * Steps the eight xoshiro256++ generators of a bag. The state is four arrays of eight words: word w
 * of lane l is {@code state[w][l]}.
 */
public interface LaneGenerator {
  /** One lane after the other: the reference for all others. */
  LaneGenerator SCALAR = new ScalarLanes();

  /** The next {@code rows} words of every lane, entry 8 r + l the r-th of lane l. */
  void words(long[][] state, long[] into, int rows);

  /** The next {@code rows} standard normals of every lane, likewise. */
  void normals(long[][] state, double[] into, int rows);
}
