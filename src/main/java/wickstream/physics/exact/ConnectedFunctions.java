package wickstream.physics.exact;

import java.util.function.IntFunction;
import wickstream.physics.Ball;

/**
 * Connected four- and six-point functions of networks of any width.
 *
 * @param fourth A for each multiset of four points: N·G_c⁽⁴⁾ of one hidden layer
 * @param sixth C for each multiset of six points, N²·G_c⁽⁶⁾ of one hidden layer; or empty
 * @param scale what takes these to width N
 */
public record ConnectedFunctions(Ball[] fourth, Ball[] sixth, IntFunction<WidthScale> scale) {

  /** Of one hidden layer. */
  ConnectedFunctions(Ball[] fourth, Ball[] sixth) {
    this(fourth, sixth, WidthScale::ofOneLayer);
  }
}
