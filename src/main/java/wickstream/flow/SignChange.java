package wickstream.flow;

/**
 * A coupling passes through zero.
 *
 * @param coupling which
 * @param k where, above 0
 * @param rising whether it is positive afterwards
 */
public record SignChange(FlowCoupling coupling, double k, boolean rising) {}
