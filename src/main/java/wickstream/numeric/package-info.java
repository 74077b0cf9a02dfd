/**
 * Elementary functions whose bits are the same on every machine.
 *
 * <p>{@link java.lang.Math} leaves the last bit of {@code exp} or {@code sin} to the JDK and the
 * processor, and offers no {@code erf}. A simulation that promises the same result from the same
 * seed needs functions that promise it too: those in {@link wickstream.numeric.Elementary} are
 * fixed sequences of correctly rounded IEEE 754 operations (+, -, *, /, fused multiply-add) and of
 * integer operations on the raw bits. The same sequence, lane by lane, gives the same bits in
 * vector registers.
 */
package wickstream.numeric;
