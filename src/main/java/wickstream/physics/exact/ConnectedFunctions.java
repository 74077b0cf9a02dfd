package wickstream.physics.exact;

import wickstream.physics.Ball;

/**
 * Connected four- and six-point functions with the width factored out.
 *
 * @param fourth N·G_c⁽⁴⁾ for each multiset of four points
 * @param sixth N²·G_c⁽⁶⁾ for each multiset of six points, or empty
 */
public record ConnectedFunctions(Ball[] fourth, Ball[] sixth) {}
