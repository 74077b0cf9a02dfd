package wickstream.physics;

import java.util.Arrays;
import java.util.List;

/** Points of the real line. */
public final class Line {
  private Line() {}

  /** Distinct points of d_in = 1. */
  public static InputPoints of(double... xs) {
    return InputPoints.ofDimension(1, Arrays.stream(xs).mapToObj(x -> List.of(x)).toList());
  }
}
