package wickstream.numeric.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
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
import wickstream.numeric.Log;
import wickstream.numeric.NearOne;
import wickstream.numeric.SinCos;
import wickstream.numeric.Tanh;

/**
 * As many entries at once as a vector register holds, by the operations of the scalar functions in
 * their order. Each method is one loop, out of which the compiler takes the constants. Used by one
 * thread.
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
    DoubleVector factorX = of(a);
    DoubleVector factorY = of(b);
    DoubleVector constant = of(c);
    DoubleVector inverse = of(Exp.INVERSE_LN2);
    DoubleVector rounder = of(Exp.ROUNDER);
    DoubleVector ln2High = of(-Exp.LN2_HIGH);
    DoubleVector ln2Low = of(-Exp.LN2_LOW);
    DoubleVector ordinary = of(-Exp.LOWEST);
    DoubleVector half = of(0.5);
    DoubleVector one = of(1.0);
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
      DoubleVector low = line(Exp.C5, Exp.C6, r).fma(r2, line(Exp.C3, Exp.C4, r));
      DoubleVector high = of(Exp.C11).fma(r2, line(Exp.C9, Exp.C10, r));
      DoubleVector middle = high.fma(r2, line(Exp.C7, Exp.C8, r));
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
    DoubleVector factor = of(scale);
    DoubleVector one = of(1.0);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector r = factor.mul(DoubleVector.fromArray(SPECIES, x, i));
      DoubleVector s = r.mul(r);
      DoubleVector s2 = s.mul(s);
      DoubleVector evenHigh =
          line(NearOne.P4, NearOne.P5, s).fma(s2, line(NearOne.P2, NearOne.P3, s));
      DoubleVector even = s.mul(evenHigh.fma(s2, line(NearOne.P0, NearOne.P1, s)));
      DoubleVector oddHigh =
          line(NearOne.Q4, NearOne.Q5, s).fma(s2, line(NearOne.Q2, NearOne.Q3, s));
      DoubleVector odd = r.mul(s).fma(oddHigh.fma(s2, line(NearOne.Q0, NearOne.Q1, s)), r);
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
    DoubleVector saturation = of(Tanh.SATURATION);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, x, i).abs();
      DoubleVector a = size.blend(saturation, size.compare(GT, saturation));
      a.add(a).intoArray(exponents, i);
    }
  }

  /** Both forms of tanh, each where it belongs. */
  private static void tanhVectors(double[] x, double[] exponentials, int end) {
    DoubleVector join = of(Tanh.JOIN);
    DoubleVector one = of(1.0);
    DoubleVector two = of(2.0);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector z = v.mul(v);
      DoubleVector z2 = z.mul(z);
      DoubleVector z4 = z2.mul(z2);
      DoubleVector q0 = line(Tanh.P2, Tanh.P3, z).fma(z2, line(Tanh.P0, Tanh.P1, z));
      DoubleVector q4 = line(Tanh.P6, Tanh.P7, z).fma(z2, line(Tanh.P4, Tanh.P5, z));
      DoubleVector q8 = line(Tanh.P10, Tanh.P11, z).fma(z2, line(Tanh.P8, Tanh.P9, z));
      DoubleVector q12 = line(Tanh.P14, Tanh.P15, z).fma(z2, line(Tanh.P12, Tanh.P13, z));
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
    sine(x, 1, n);
  }

  @Override
  public void sin(double[] x, int n) {
    sine(x, 0, n);
  }

  /** x = sin(x + quarterTurns π/2). */
  private static void sine(double[] x, long quarterTurns, int n) {
    int end = SPECIES.loopBound(n);
    sineVectors(x, quarterTurns, end);
    for (int i = end; i < n; i++) {
      x[i] = SinCos.of(x[i], quarterTurns);
    }
  }

  private static void sineVectors(double[] x, long quarterTurns, int end) {
    LongVector turns = LongVector.broadcast(LONGS, quarterTurns);
    DoubleVector twoOverPi = of(SinCos.TWO_OVER_PI);
    DoubleVector rounder = of(Exp.ROUNDER);
    DoubleVector minusHalfPi1 = of(-SinCos.HALF_PI_1);
    DoubleVector halfPi2 = of(SinCos.HALF_PI_2);
    DoubleVector halfPi3 = of(SinCos.HALF_PI_3);
    DoubleVector one = of(1.0);
    DoubleVector minusHalf = of(-0.5);
    DoubleVector largest = of(SinCos.LARGEST);
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
      DoubleVector sines =
          line(SinCos.S5, SinCos.S6, z)
              .fma(z4, line(SinCos.S3, SinCos.S4, z).fma(z2, line(SinCos.S1, SinCos.S2, z)));
      DoubleVector tails = tail.mul(z).fma(minusHalf, tail);
      DoubleVector sine = r.add(z.mul(r).fma(sines, tails));
      DoubleVector cosines =
          line(SinCos.C5, SinCos.C6, z)
              .fma(z4, line(SinCos.C3, SinCos.C4, z).fma(z2, line(SinCos.C1, SinCos.C2, z)));
      DoubleVector lead = z.fma(minusHalf, one);
      DoubleVector leadError = z.fma(minusHalf, one.sub(lead));
      DoubleVector cosine = lead.add(z2.fma(cosines, r.neg().fma(tail, leadError)));
      LongVector quadrant = rounded.reinterpretAsLongs().add(turns);
      VectorMask<Long> odd = quadrant.and(oneBit).compare(EQ, oneBit);
      DoubleVector value = sine.blend(cosine, odd.cast(SPECIES));
      LongVector sign = quadrant.and(twoBit).lanewise(LSHL, 62);
      value.reinterpretAsLongs().lanewise(XOR, sign).reinterpretAsDoubles().intoArray(x, i);
      if (!v.abs().compare(LE, largest).allTrue()) {
        v.intoArray(x, i);
        sineOneByOne(x, quarterTurns, i, i + SPECIES.length());
      }
    }
  }

  /** Where some argument may be too large, or not a number. */
  private static void sineOneByOne(double[] x, long quarterTurns, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = SinCos.of(x[i], quarterTurns);
    }
  }

  @Override
  public void log(double[] x, int n) {
    int end = SPECIES.loopBound(n);
    logVectors(x, end);
    logOneByOne(x, end, n);
  }

  private static void logVectors(double[] x, int end) {
    LongVector smallest = LongVector.broadcast(LONGS, Log.SMALLEST_SIGNIFICAND);
    LongVector rounder = LongVector.broadcast(LONGS, Double.doubleToRawLongBits(Exp.ROUNDER));
    DoubleVector least = of(Double.MIN_NORMAL);
    DoubleVector largest = of(Double.MAX_VALUE);
    DoubleVector one = of(1.0);
    DoubleVector two = of(2.0);
    DoubleVector half = of(0.5);
    DoubleVector ln2High = of(Log.LN2_HIGH);
    DoubleVector ln2Low = of(Log.LN2_LOW);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      LongVector bits = v.reinterpretAsLongs();
      LongVector exponent = bits.sub(smallest).lanewise(ASHR, 52);
      DoubleVector f = bits.sub(exponent.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(one);
      DoubleVector k = exponent.add(rounder).reinterpretAsDoubles().sub(of(Exp.ROUNDER));
      DoubleVector s = f.div(two.add(f));
      DoubleVector z = s.mul(s);
      DoubleVector z2 = z.mul(z);
      DoubleVector low = line(Log.R3, Log.R4, z).fma(z2, line(Log.R1, Log.R2, z));
      DoubleVector high = of(Log.R7).fma(z2, line(Log.R5, Log.R6, z));
      DoubleVector remainder = z.mul(high.fma(z2.mul(z2), low));
      DoubleVector halfSquare = half.mul(f).mul(f);
      DoubleVector correction = s.fma(halfSquare.add(remainder), k.mul(ln2Low));
      k.fma(ln2High, f.sub(halfSquare.sub(correction))).intoArray(x, i);
      if (!v.compare(GE, least).and(v.compare(LE, largest)).allTrue()) {
        v.intoArray(x, i);
        logOneByOne(x, i, i + SPECIES.length());
      }
    }
  }

  /** Where some argument may be subnormal, or have no finite logarithm. */
  private static void logOneByOne(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Log.of(x[i]);
    }
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
    DoubleVector saturation = of(Erf.SATURATION);
    DoubleVector one = of(1.0);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, x, i).abs();
      DoubleVector a = size.blend(saturation, size.compare(GT, saturation));
      DoubleVector u = a.sub(one);
      DoubleVector u2 = u.mul(u);
      DoubleVector u4 = u2.mul(u2);
      DoubleVector q0 = line(Erf.Q2, Erf.Q3, u).fma(u2, line(Erf.Q0, Erf.Q1, u));
      DoubleVector q4 = line(Erf.Q6, Erf.Q7, u).fma(u2, line(Erf.Q4, Erf.Q5, u));
      DoubleVector q8 = line(Erf.Q10, Erf.Q11, u).fma(u2, line(Erf.Q8, Erf.Q9, u));
      DoubleVector q12 = line(Erf.Q14, Erf.Q15, u).fma(u2, line(Erf.Q12, Erf.Q13, u));
      DoubleVector q16 = line(Erf.Q16, Erf.Q17, u);
      DoubleVector q = q16.fma(u4, q12).fma(u4, q8);
      a.neg().fma(a, q.fma(u4, q4).fma(u4, q0)).intoArray(exponents, i);
    }
  }

  /** Both forms of erf, each where it belongs. */
  private static void erfVectors(double[] x, double[] exponentials, int end) {
    DoubleVector join = of(Erf.JOIN);
    DoubleVector one = of(1.0);
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector z = v.mul(v);
      DoubleVector z2 = z.mul(z);
      DoubleVector z4 = z2.mul(z2);
      DoubleVector low = line(Erf.P2, Erf.P3, z).fma(z2, line(Erf.P0, Erf.P1, z));
      DoubleVector middle = line(Erf.P6, Erf.P7, z).fma(z2, line(Erf.P4, Erf.P5, z));
      DoubleVector high = line(Erf.P10, Erf.P11, z).fma(z2, line(Erf.P8, Erf.P9, z));
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

  private static DoubleVector of(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }

  /** a + b x, with one rounding. */
  private static DoubleVector line(double a, double b, DoubleVector x) {
    return of(b).fma(x, of(a));
  }
}
