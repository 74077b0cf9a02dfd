package wickstream.numeric.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.Erf;
import wickstream.numeric.Exp;
import wickstream.numeric.NearOne;
import wickstream.numeric.SinCos;
import wickstream.numeric.Tanh;

/**
 * As many entries at once as a vector register holds, by the operations of the scalar functions in
 * their order. Each method is one loop with its constants in locals: only so does the compiler keep
 * all vectors in registers. Used by one thread.
 */
public final class VectorFunctions implements ArrayFunctions {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = SPECIES.withLanes(long.class);

  private double[] exponents = new double[0];
  private double[] zeros = new double[0];

  @Override
  public void exp(double[] x, int n) {
    if (zeros.length < n) {
      zeros = new double[n];
    }
    exp(1, x, 0, zeros, 0, x, n);
  }

  @Override
  public void exp(double a, double[] x, double b, double[] y, double c, double[] into, int n) {
    int end = SPECIES.loopBound(n);
    expVectors(a, x, b, y, c, into, end);
    for (int i = end; i < n; i++) {
      into[i] = Exp.of(Math.fma(a, x[i], Math.fma(b, y[i], c)));
    }
  }

  private static void expVectors(
      double a, double[] x, double b, double[] y, double c, double[] into, int end) {
    DoubleVector factorX = DoubleVector.broadcast(SPECIES, a);
    DoubleVector factorY = DoubleVector.broadcast(SPECIES, b);
    DoubleVector constant = DoubleVector.broadcast(SPECIES, c);
    DoubleVector inverse = DoubleVector.broadcast(SPECIES, Exp.INVERSE_LN2);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, Exp.ROUNDER);
    DoubleVector ln2High = DoubleVector.broadcast(SPECIES, -Exp.LN2_HIGH);
    DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, -Exp.LN2_LOW);
    DoubleVector ordinary = DoubleVector.broadcast(SPECIES, -Exp.LOWEST);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, Exp.C3);
    DoubleVector c4 = DoubleVector.broadcast(SPECIES, Exp.C4);
    DoubleVector c5 = DoubleVector.broadcast(SPECIES, Exp.C5);
    DoubleVector c6 = DoubleVector.broadcast(SPECIES, Exp.C6);
    DoubleVector c7 = DoubleVector.broadcast(SPECIES, Exp.C7);
    DoubleVector c8 = DoubleVector.broadcast(SPECIES, Exp.C8);
    DoubleVector c9 = DoubleVector.broadcast(SPECIES, Exp.C9);
    DoubleVector c10 = DoubleVector.broadcast(SPECIES, Exp.C10);
    DoubleVector c11 = DoubleVector.broadcast(SPECIES, Exp.C11);
    DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector inner = factorY.fma(DoubleVector.fromArray(SPECIES, y, i), constant);
      DoubleVector v = factorX.fma(DoubleVector.fromArray(SPECIES, x, i), inner);
      DoubleVector rounded = v.fma(inverse, rounder);
      DoubleVector k = rounded.sub(rounder);
      DoubleVector leading = k.fma(ln2High, v);
      DoubleVector rest = k.mul(ln2Low);
      DoubleVector r = leading.add(rest);
      DoubleVector r2 = r.mul(r);
      DoubleVector r4 = r2.mul(r2);
      DoubleVector low = c6.fma(r, c5).fma(r2, c4.fma(r, c3));
      DoubleVector high = c11.fma(r2, c10.fma(r, c9));
      DoubleVector middle = high.fma(r2, c8.fma(r, c7));
      DoubleVector cubic = middle.fma(r4, low);
      DoubleVector e = one.add(leading.add(cubic.fma(r, half).fma(r2, rest)));
      LongVector exponent = rounded.reinterpretAsLongs().lanewise(LSHL, 52);
      e.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().intoArray(into, i);
      if (!v.abs().compare(LE, ordinary).allTrue()) {
        v.intoArray(into, i);
        expOneByOne(into, i, i + SPECIES.length());
      }
    }
  }

  /** Where some result may be 0, infinite or not a number. */
  private static void expOneByOne(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Exp.of(x[i]);
    }
  }

  @Override
  public void expBothWays(double scale, double[] x, double[] up, double[] down, int n) {
    int end = SPECIES.loopBound(n);
    bothWays(scale, x, up, down, end);
    for (int i = end; i < n; i++) {
      double r = scale * x[i];
      up[i] = NearOne.up(r);
      down[i] = NearOne.down(r);
    }
  }

  private static void bothWays(double scale, double[] x, double[] up, double[] down, int end) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, NearOne.P0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, NearOne.P1);
    DoubleVector p2 = DoubleVector.broadcast(SPECIES, NearOne.P2);
    DoubleVector p3 = DoubleVector.broadcast(SPECIES, NearOne.P3);
    DoubleVector p4 = DoubleVector.broadcast(SPECIES, NearOne.P4);
    DoubleVector p5 = DoubleVector.broadcast(SPECIES, NearOne.P5);
    DoubleVector q0 = DoubleVector.broadcast(SPECIES, NearOne.Q0);
    DoubleVector q1 = DoubleVector.broadcast(SPECIES, NearOne.Q1);
    DoubleVector q2 = DoubleVector.broadcast(SPECIES, NearOne.Q2);
    DoubleVector q3 = DoubleVector.broadcast(SPECIES, NearOne.Q3);
    DoubleVector q4 = DoubleVector.broadcast(SPECIES, NearOne.Q4);
    DoubleVector q5 = DoubleVector.broadcast(SPECIES, NearOne.Q5);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector r = factor.mul(DoubleVector.fromArray(SPECIES, x, i));
      DoubleVector s = r.mul(r);
      DoubleVector s2 = s.mul(s);
      DoubleVector evenHigh = p5.fma(s, p4).fma(s2, p3.fma(s, p2));
      DoubleVector even = s.mul(evenHigh.fma(s2, p1.fma(s, p0)));
      DoubleVector oddHigh = q5.fma(s, q4).fma(s2, q3.fma(s, q2));
      DoubleVector odd = r.mul(s).fma(oddHigh.fma(s2, q1.fma(s, q0)), r);
      one.add(odd.add(even)).intoArray(up, i);
      one.add(even.sub(odd)).intoArray(down, i);
    }
  }

  @Override
  public void tanh(double[] x, int n) {
    int end = SPECIES.loopBound(n);
    if (exponents.length < end) {
      exponents = new double[end];
    }
    tanhExponents(x, exponents, end);
    exp(exponents, end);
    tanhVectors(x, exponents, end);
    for (int i = end; i < n; i++) {
      x[i] = Tanh.of(x[i]);
    }
  }

  /** The argument of the exponential in the form of tanh for |x| of at least 1. */
  private static void tanhExponents(double[] x, double[] exponents, int end) {
    DoubleVector saturation = DoubleVector.broadcast(SPECIES, Tanh.SATURATION);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, x, i).abs();
      DoubleVector a = size.blend(saturation, size.compare(GT, saturation));
      a.add(a).intoArray(exponents, i);
    }
  }

  /** Both forms of tanh, each where it belongs. */
  private static void tanhVectors(double[] x, double[] exponentials, int end) {
    DoubleVector join = DoubleVector.broadcast(SPECIES, Tanh.JOIN);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    DoubleVector two = DoubleVector.broadcast(SPECIES, 2.0);
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, Tanh.P0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, Tanh.P1);
    DoubleVector p2 = DoubleVector.broadcast(SPECIES, Tanh.P2);
    DoubleVector p3 = DoubleVector.broadcast(SPECIES, Tanh.P3);
    DoubleVector p4 = DoubleVector.broadcast(SPECIES, Tanh.P4);
    DoubleVector p5 = DoubleVector.broadcast(SPECIES, Tanh.P5);
    DoubleVector p6 = DoubleVector.broadcast(SPECIES, Tanh.P6);
    DoubleVector p7 = DoubleVector.broadcast(SPECIES, Tanh.P7);
    DoubleVector p8 = DoubleVector.broadcast(SPECIES, Tanh.P8);
    DoubleVector p9 = DoubleVector.broadcast(SPECIES, Tanh.P9);
    DoubleVector p10 = DoubleVector.broadcast(SPECIES, Tanh.P10);
    DoubleVector p11 = DoubleVector.broadcast(SPECIES, Tanh.P11);
    DoubleVector p12 = DoubleVector.broadcast(SPECIES, Tanh.P12);
    DoubleVector p13 = DoubleVector.broadcast(SPECIES, Tanh.P13);
    DoubleVector p14 = DoubleVector.broadcast(SPECIES, Tanh.P14);
    DoubleVector p15 = DoubleVector.broadcast(SPECIES, Tanh.P15);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector z = v.mul(v);
      DoubleVector z2 = z.mul(z);
      DoubleVector z4 = z2.mul(z2);
      DoubleVector q0 = p3.fma(z, p2).fma(z2, p1.fma(z, p0));
      DoubleVector q4 = p7.fma(z, p6).fma(z2, p5.fma(z, p4));
      DoubleVector q8 = p11.fma(z, p10).fma(z2, p9.fma(z, p8));
      DoubleVector q12 = p15.fma(z, p14).fma(z2, p13.fma(z, p12));
      DoubleVector p = q12.fma(z4, q8).fma(z4, q4).fma(z4, q0);
      DoubleVector central = v.fma(z.mul(p), v);
      LongVector sign = v.reinterpretAsLongs().and(Long.MIN_VALUE);
      DoubleVector grown = DoubleVector.fromArray(SPECIES, exponentials, i).add(one);
      DoubleVector outer = one.sub(two.div(grown));
      DoubleVector value = outer.blend(central, v.abs().compare(LT, join));
      value.reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(x, i);
    }
  }

  @Override
  public void cos(double[] x, int n) {
    int end = SPECIES.loopBound(n);
    cosVectors(x, end);
    for (int i = end; i < n; i++) {
      x[i] = SinCos.of(x[i], 1);
    }
  }

  private static void cosVectors(double[] x, int end) {
    DoubleVector twoOverPi = DoubleVector.broadcast(SPECIES, SinCos.TWO_OVER_PI);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, Exp.ROUNDER);
    DoubleVector minusHalfPi1 = DoubleVector.broadcast(SPECIES, -SinCos.HALF_PI_1);
    DoubleVector halfPi2 = DoubleVector.broadcast(SPECIES, SinCos.HALF_PI_2);
    DoubleVector halfPi3 = DoubleVector.broadcast(SPECIES, SinCos.HALF_PI_3);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    DoubleVector minusHalf = DoubleVector.broadcast(SPECIES, -0.5);
    DoubleVector s1 = DoubleVector.broadcast(SPECIES, SinCos.S1);
    DoubleVector s2 = DoubleVector.broadcast(SPECIES, SinCos.S2);
    DoubleVector s3 = DoubleVector.broadcast(SPECIES, SinCos.S3);
    DoubleVector s4 = DoubleVector.broadcast(SPECIES, SinCos.S4);
    DoubleVector s5 = DoubleVector.broadcast(SPECIES, SinCos.S5);
    DoubleVector s6 = DoubleVector.broadcast(SPECIES, SinCos.S6);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, SinCos.C1);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, SinCos.C2);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, SinCos.C3);
    DoubleVector c4 = DoubleVector.broadcast(SPECIES, SinCos.C4);
    DoubleVector c5 = DoubleVector.broadcast(SPECIES, SinCos.C5);
    DoubleVector c6 = DoubleVector.broadcast(SPECIES, SinCos.C6);
    DoubleVector largest = DoubleVector.broadcast(SPECIES, SinCos.LARGEST);
    LongVector oneBit = LongVector.broadcast(LONGS, 1);
    LongVector twoBit = LongVector.broadcast(LONGS, 2);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector rounded = v.fma(twoOverPi, rounder);
      DoubleVector k = rounded.sub(rounder);
      DoubleVector first = k.fma(minusHalfPi1, v);
      DoubleVector product = k.mul(halfPi2);
      DoubleVector productError = k.fma(halfPi2, product.neg());
      DoubleVector difference = first.sub(product);
      DoubleVector taken = first.sub(difference);
      DoubleVector differenceError = first.sub(difference.add(taken)).add(taken.sub(product));
      DoubleVector rest = differenceError.sub(k.fma(halfPi3, productError));
      DoubleVector r = difference.add(rest);
      DoubleVector tail = difference.sub(r).add(rest);
      DoubleVector z = r.mul(r);
      DoubleVector z2 = z.mul(z);
      DoubleVector z4 = z2.mul(z2);
      DoubleVector sines = s6.fma(z, s5).fma(z4, s4.fma(z, s3).fma(z2, s2.fma(z, s1)));
      DoubleVector tails = tail.mul(z).fma(minusHalf, tail);
      DoubleVector sine = r.add(z.mul(r).fma(sines, tails));
      DoubleVector cosines = c6.fma(z, c5).fma(z4, c4.fma(z, c3).fma(z2, c2.fma(z, c1)));
      DoubleVector lead = z.fma(minusHalf, one);
      DoubleVector leadError = z.fma(minusHalf, one.sub(lead));
      DoubleVector cosine = lead.add(z2.fma(cosines, r.neg().fma(tail, leadError)));
      LongVector quadrant = rounded.reinterpretAsLongs().add(oneBit);
      VectorMask<Long> odd = quadrant.and(oneBit).compare(EQ, oneBit);
      DoubleVector value = sine.blend(cosine, odd.cast(SPECIES));
      LongVector sign = quadrant.and(twoBit).lanewise(LSHL, 62);
      value.reinterpretAsLongs().lanewise(XOR, sign).reinterpretAsDoubles().intoArray(x, i);
      if (!v.abs().compare(LE, largest).allTrue()) {
        v.intoArray(x, i);
        cosOneByOne(x, i, i + SPECIES.length());
      }
    }
  }

  /** Where some argument may be too large, or not a number. */
  private static void cosOneByOne(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = SinCos.of(x[i], 1);
    }
  }

  @Override
  public int lanes() {
    return SPECIES.length();
  }

  @Override
  public void erf(double[] x, int n) {
    int end = SPECIES.loopBound(n);
    if (exponents.length < end) {
      exponents = new double[end];
    }
    erfExponents(x, exponents, end);
    exp(exponents, end);
    erfVectors(x, exponents, end);
    for (int i = end; i < n; i++) {
      x[i] = Erf.of(x[i]);
    }
  }

  /** The argument of the exponential in the form of erf for |x| of at least 1. */
  private static void erfExponents(double[] x, double[] exponents, int end) {
    DoubleVector saturation = DoubleVector.broadcast(SPECIES, Erf.SATURATION);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, Erf.Q0);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, Erf.Q1);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, Erf.Q2);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, Erf.Q3);
    DoubleVector c4 = DoubleVector.broadcast(SPECIES, Erf.Q4);
    DoubleVector c5 = DoubleVector.broadcast(SPECIES, Erf.Q5);
    DoubleVector c6 = DoubleVector.broadcast(SPECIES, Erf.Q6);
    DoubleVector c7 = DoubleVector.broadcast(SPECIES, Erf.Q7);
    DoubleVector c8 = DoubleVector.broadcast(SPECIES, Erf.Q8);
    DoubleVector c9 = DoubleVector.broadcast(SPECIES, Erf.Q9);
    DoubleVector c10 = DoubleVector.broadcast(SPECIES, Erf.Q10);
    DoubleVector c11 = DoubleVector.broadcast(SPECIES, Erf.Q11);
    DoubleVector c12 = DoubleVector.broadcast(SPECIES, Erf.Q12);
    DoubleVector c13 = DoubleVector.broadcast(SPECIES, Erf.Q13);
    DoubleVector c14 = DoubleVector.broadcast(SPECIES, Erf.Q14);
    DoubleVector c15 = DoubleVector.broadcast(SPECIES, Erf.Q15);
    DoubleVector c16 = DoubleVector.broadcast(SPECIES, Erf.Q16);
    DoubleVector c17 = DoubleVector.broadcast(SPECIES, Erf.Q17);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, x, i).abs();
      DoubleVector a = size.blend(saturation, size.compare(GT, saturation));
      DoubleVector u = a.sub(one);
      DoubleVector u2 = u.mul(u);
      DoubleVector u4 = u2.mul(u2);
      DoubleVector q0 = c3.fma(u, c2).fma(u2, c1.fma(u, c0));
      DoubleVector q4 = c7.fma(u, c6).fma(u2, c5.fma(u, c4));
      DoubleVector q8 = c11.fma(u, c10).fma(u2, c9.fma(u, c8));
      DoubleVector q12 = c15.fma(u, c14).fma(u2, c13.fma(u, c12));
      DoubleVector q16 = c17.fma(u, c16);
      DoubleVector q = q16.fma(u4, q12).fma(u4, q8);
      a.neg().fma(a, q.fma(u4, q4).fma(u4, q0)).intoArray(exponents, i);
    }
  }

  /** Both forms of erf, each where it belongs. */
  private static void erfVectors(double[] x, double[] exponentials, int end) {
    DoubleVector join = DoubleVector.broadcast(SPECIES, Erf.JOIN);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    DoubleVector p0 = DoubleVector.broadcast(SPECIES, Erf.P0);
    DoubleVector p1 = DoubleVector.broadcast(SPECIES, Erf.P1);
    DoubleVector p2 = DoubleVector.broadcast(SPECIES, Erf.P2);
    DoubleVector p3 = DoubleVector.broadcast(SPECIES, Erf.P3);
    DoubleVector p4 = DoubleVector.broadcast(SPECIES, Erf.P4);
    DoubleVector p5 = DoubleVector.broadcast(SPECIES, Erf.P5);
    DoubleVector p6 = DoubleVector.broadcast(SPECIES, Erf.P6);
    DoubleVector p7 = DoubleVector.broadcast(SPECIES, Erf.P7);
    DoubleVector p8 = DoubleVector.broadcast(SPECIES, Erf.P8);
    DoubleVector p9 = DoubleVector.broadcast(SPECIES, Erf.P9);
    DoubleVector p10 = DoubleVector.broadcast(SPECIES, Erf.P10);
    DoubleVector p11 = DoubleVector.broadcast(SPECIES, Erf.P11);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector z = v.mul(v);
      DoubleVector z2 = z.mul(z);
      DoubleVector z4 = z2.mul(z2);
      DoubleVector low = p3.fma(z, p2).fma(z2, p1.fma(z, p0));
      DoubleVector middle = p7.fma(z, p6).fma(z2, p5.fma(z, p4));
      DoubleVector high = p11.fma(z, p10).fma(z2, p9.fma(z, p8));
      DoubleVector central = v.fma(high.fma(z4, middle).fma(z4, low), v);
      LongVector sign = v.reinterpretAsLongs().and(Long.MIN_VALUE);
      DoubleVector outer =
          one.sub(DoubleVector.fromArray(SPECIES, exponentials, i))
              .reinterpretAsLongs()
              .or(sign)
              .reinterpretAsDoubles();
      outer.blend(central, v.abs().compare(LT, join)).intoArray(x, i);
    }
  }
}
