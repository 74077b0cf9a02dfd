/*
 * What Wickstream's hidden-unit loop does, in C: gauss, one hidden layer, six equally spaced points. How near it the loop in Java comes.
 *
 *   cc -O3 -march=native -ffp-contract=fast -o yardstick yardstick.c -lm
 *   ./yardstick [N ...]     CPU nanoseconds per network and hidden unit, the least of five repetitions
 *   ./yardstick --worker    answers requests, one a line, as `wickstream bench` makes them:
 *     plain 1000                       CPU nanoseconds per network and hidden unit of one repetition
 *     means plain 10 0.3 200000 1      for N = 10, sigma_b = 0.3, so many networks and a seed: the means of the 126 contributions to
 *                                      G - G0, then their standard errors
 *
 * The algorithm is that of the Java code: one network a lane, xoshiro256++ in every lane, a ziggurat whose layers lie under the curve
 * (McFarland 2016), an exponential by a polynomial of degree 11, a recurrence along the points or, conditional and wide, sums of powers.
 * Vectors are those of GCC and Clang, as long as a register of the processor it is compiled for.
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__AVX512F__)
enum { LANES = 8 };
#elif defined(__AVX2__)
enum { LANES = 4 };
#else
enum { LANES = 2 };
#endif

enum { POINTS = 6, PAIRS = 21, SUMS = 11, POWERS = 13, PIECE = 104, PARTS = 4096, QUADRUPLES = 126, WIDE = 24 };

typedef double real __attribute__((vector_size(8 * LANES)));
typedef uint64_t bits __attribute__((vector_size(8 * LANES)));

static const double STEP = 0.004, FIRST = -0.01, SIGMA_W = 1;

/* ---- random numbers ------------------------------------------------------------------------------------------------------------- */

typedef struct { bits s0, s1, s2, s3; } stream;

static double edge[PARTS], height[PARTS], scale[PARTS], outside_area[PARTS + 1];
static int boxes;

static uint64_t splitmix(uint64_t *x) {
  uint64_t z = (*x += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void seed(stream *s, uint64_t *x) {
  for (int lane = 0; lane < LANES; lane++) {
    s->s0[lane] = splitmix(x);
    s->s1[lane] = splitmix(x);
    s->s2[lane] = splitmix(x);
    s->s3[lane] = splitmix(x);
  }
}

static inline bits next(stream *s) {
  bits sum = s->s0 + s->s3;
  bits word = ((sum << 23) | (sum >> 41)) + s->s0;
  bits t = s->s1 << 17;
  s->s2 ^= s->s0;
  s->s3 ^= s->s1;
  s->s1 ^= s->s2;
  s->s0 ^= s->s3;
  s->s2 ^= t;
  s->s3 = (s->s3 << 45) | (s->s3 >> 19);
  return word;
}

static double density(double x) { return exp(-0.5 * x * x); }

/* Stacks boxes of equal area under the curve, each as wide as it allows, until no more fits; the rest is drawn by rejection. */
static void stack_boxes(void) {
  double area = sqrt(acos(-1) / 2) / PARTS, below = 6, floor_ = 0;
  for (boxes = 0; boxes < PARTS; boxes++) {
    double low = 0, high = below < 1 ? below : 1; /* where x (f(x) - floor) is largest */
    for (int i = 0; i < 200; i++) {
      double x = 0.5 * (low + high);
      if ((1 - x * x) * density(x) > floor_) low = x; else high = x;
    }
    if (low * (density(low) - floor_) < area) break;
    for (high = below; high - low > 1e-16 * high;) {
      double x = 0.5 * (low + high);
      if (x <= low || x >= high) break;
      if (x * (density(x) - floor_) >= area) low = x; else high = x;
    }
    edge[boxes] = below = low;
    height[boxes] = floor_ += area / low;
    scale[boxes] = 2 * low;
  }
  double beside = 0;
  for (int region = 1; region <= boxes; region++) {
    double inner = region < boxes ? edge[region] : 0, outer = edge[region - 1], step = (outer - inner) / 64, sum = 0;
    for (int i = 0; i <= 64; i++) {
      double x = inner + i * step;
      sum += (i == 0 || i == 64 ? 1 : i % 2 ? 4 : 2) * height[region - 1] * expm1(0.5 * (outer - x) * (outer + x));
    }
    outside_area[region] = sum * step / 3;
    beside += outside_area[region];
  }
  outside_area[0] = area * (PARTS - boxes) - beside;
  for (int region = 1; region <= boxes; region++) outside_area[region] += outside_area[region - 1];
}

static double uniform(uint64_t *x) { return ((splitmix(x) >> 12) + 0.5) * 0x1p-52; }

static double outside(uint64_t x) {
  double sign = splitmix(&x) >> 63 ? -1 : 1, area = uniform(&x) * outside_area[boxes];
  int region = 0;
  for (int above = boxes; region < above;) {
    int middle = (region + above) / 2;
    if (outside_area[middle] < area) region = middle + 1; else above = middle;
  }
  for (;;) {
    if (region == 0) {
      double a = -log(uniform(&x)) / edge[0], b = -log(uniform(&x));
      if (2 * b > a * a) return sign * (edge[0] + a);
    } else {
      double inner = region < boxes ? edge[region] : 0, top = region < boxes ? height[region] : 1;
      double a = inner + (edge[region - 1] - inner) * uniform(&x);
      double b = height[region - 1] + (top - height[region - 1]) * uniform(&x);
      if (b < density(a)) return sign * a;
    }
  }
}

/* So many rows after its word was drawn a scale is looked up, and so many later its normal is computed: the scalar loads go between the
   vector operations. Gathering instructions are slower on many processors. */
enum { LAG = 4 };

static inline real normal(const uint64_t *word, const double *factor) {
  real unit = (real)((*(const bits *)word >> 12) | 0x3ff0000000000001u);
  return (unit - 1.5) * *(const real *)factor;
}

/* The scales of a row; remembers where some are outside the boxes. */
static inline int look_up(const uint64_t *words, double *scales, int row, int *strays, int found) {
  for (int i = LANES * row; i < LANES * row + LANES; i++) {
    uint64_t part = words[i] & (PARTS - 1);
    scales[i] = scale[part];
    if (__builtin_expect(part >= (uint64_t)boxes, 0)) strays[found++] = i;
  }
  return found;
}

#if defined(__GNUC__) && !defined(__clang__)
__attribute__((optimize("no-tree-slp-vectorize")))
#endif
static void normals(stream *s, real *into, int rows) {
  static _Alignas(64) uint64_t words[(PIECE + 2 * LAG) * LANES];
  static _Alignas(64) double scales[(PIECE + 2 * LAG) * LANES];
  static int strays[PIECE * LANES];
  stream local = *s;
  int found = 0;
  for (int row = 0; row < rows; row++) {
    *(bits *)(words + LANES * row) = next(&local);
    if (row >= LAG) found = look_up(words, scales, row - LAG, strays, found);
    if (row >= 2 * LAG) into[row - 2 * LAG] = normal(words + LANES * (row - 2 * LAG), scales + LANES * (row - 2 * LAG));
  }
  *s = local;
  for (int row = rows < LAG ? 0 : rows - LAG; row < rows; row++) found = look_up(words, scales, row, strays, found);
  for (int row = rows < 2 * LAG ? 0 : rows - 2 * LAG; row < rows; row++) into[row] = normal(words + LANES * row, scales + LANES * row);
  for (int i = 0; i < found; i++) ((double *)into)[strays[i]] = outside(words[strays[i]]);
}

/* ---- functions: the polynomials of numeric/Exp.java and NearOne.java -------------------------------------------------------------- */

static inline real exponential(real x) {
  real rounded = x * 0x1.71547652b82fep0 + 0x1.8p52;
  real n = rounded - 0x1.8p52;
  real leading = x - n * 0x1.62e42fefa39efp-1, rest = n * -0x1.abc9e3b39803fp-56;
  real r = leading + rest, r2 = r * r, r4 = r2 * r2;
  real low = (0x1.6c16c17cc2e19p-10 * r + 0x1.1111111128997p-7) * r2 + (0x1.5555555553207p-5 * r + 0x1.5555555555501p-3);
  real high = 0x1.ad1e5343b76c5p-26 * r2 + (0x1.289f89013f9d7p-22 * r + 0x1.71df5647dfd4cp-19);
  real middle = high * r2 + (0x1.a019ab2eb9d29p-16 * r + 0x1.a01a011bb88d8p-13);
  real cubic = middle * r4 + low;
  real e = 1 + (leading + ((cubic * r + 0.5) * r2 + rest));
  return (real)((bits)e + ((bits)rounded << 52)); /* |x| is far below 700 here */
}

static inline void near_one(real r, real *even, real *odd) {
  real s = r * r, s2 = s * s;
  real high = (0x1.20a2aa394624cp-29 * s + 0x1.27e39916b9af2p-22) * s2 + (0x1.a01a02a8d1113p-16 * s + 0x1.6c16c16bbd64fp-10);
  *even = s * (high * s2 + (0x1.55555555556b6p-5 * s + 0.5));
  high = (0x1.62f678e4e1d8fp-33 * s + 0x1.ae62dca8d4910p-26) * s2 + (0x1.71de3ae289400p-19 * s + 0x1.a01a019fea5f2p-13);
  *odd = r * s * (high * s2 + (0x1.111111111116fp-7 * s + 0x1.5555555555555p-3)) + r;
}

/* ---- sums over hidden units ------------------------------------------------------------------------------------------------------- */

typedef struct {
  int width, conditional;
  double sigma_b;
  stream w0, b0, w1, b1;
} sampler;

static sampler new_sampler(int conditional, int width, double sigma_b, uint64_t x) {
  sampler s = {.width = width, .conditional = conditional, .sigma_b = sigma_b};
  seed(&s.w0, &x);
  seed(&s.b0, &x);
  seed(&s.w1, &x);
  seed(&s.b1, &x);
  return s;
}

/* value = exp(power (b - sigma_b^2) + W x) of each unit. */
static void values(const real *w, const real *b, double power, double x, double sigma_b, real *value, int units) {
  double slope = SIGMA_W * x, factor = power * sigma_b, constant = -power * sigma_b * sigma_b;
  for (int j = 0; j < units; j++) value[j] = exponential(slope * w[j] + (factor * b[j] + constant));
}

static void climb(const real *w, const real *value, const real *w1, int units, real sums[POINTS]) {
  real s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], s4 = sums[4], s5 = sums[5];
  for (int j = 0; j < units; j++) {
    real even, odd, v = value[j] * w1[j];
    near_one(SIGMA_W * STEP * w[j], &even, &odd);
    real q = 1 + (odd + even);
    s0 += v; v *= q; s1 += v; v *= q; s2 += v; v *= q; s3 += v; v *= q; s4 += v; v *= q; s5 += v;
  }
  sums[0] = s0; sums[1] = s1; sums[2] = s2; sums[3] = s3; sums[4] = s4; sums[5] = s5;
}

static void climb_both_ways(const real *w, const real *value, int units, real sums[SUMS]) {
  real s[SUMS];
  memcpy(s, sums, sizeof s);
  for (int j = 0; j < units; j++) {
    real even, odd, v = value[j], u = v;
    near_one(SIGMA_W * STEP * w[j], &even, &odd);
    real q = 1 + (odd + even), p = 1 + (even - odd);
    s[5] += v;
    v *= q; s[6] += v; u *= p; s[4] += u;
    v *= q; s[7] += v; u *= p; s[3] += u;
    v *= q; s[8] += v; u *= p; s[2] += u;
    v *= q; s[9] += v; u *= p; s[1] += u;
    v *= q; s[10] += v; u *= p; s[0] += u;
  }
  memcpy(sums, s, sizeof s);
}

static void add_powers(const real *w, const real *value, int units, real powers[POWERS]) {
  real s[POWERS];
  memcpy(s, powers, sizeof s);
  for (int j = 0; j < units; j++) {
    real r = SIGMA_W * STEP * w[j], u = value[j], t = u * r, q = r * r;
    s[0] += u; u *= q; s[1] += t; t *= q; s[2] += u; u *= q; s[3] += t; t *= q; s[4] += u; u *= q; s[5] += t; t *= q;
    s[6] += u; u *= q; s[7] += t; t *= q; s[8] += u; u *= q; s[9] += t; t *= q; s[10] += u; u *= q; s[11] += t; s[12] += u;
  }
  memcpy(powers, s, sizeof s);
}

static void from_powers(const real powers[POWERS], real sums[SUMS]) {
  sums[5] = powers[0];
  for (int m = 1; m < POINTS; m++) {
    double a[POWERS] = {1};
    for (int k = 1; k < POWERS; k++) a[k] = a[k - 1] * m / k;
    real even = a[12] * powers[12], odd = a[11] * powers[11];
    for (int k = 10; k > 0; k -= 2) {
      even += a[k] * powers[k];
      odd += a[k - 1] * powers[k - 1];
    }
    even += powers[0];
    sums[5 + m] = even + odd;
    sums[5 - m] = even - odd;
  }
}

/* So many networks of each lane are drawn together, so that narrow ones fill a piece as well. */
static int together(const sampler *s) { return s->width < PIECE ? PIECE / s->width : 1; }

/* The sums of some networks of each lane. */
static void draw(sampler *s, real sums[][SUMS]) {
  static real powers[PIECE][POWERS];
  static real w[PIECE], b[PIECE + 8], w1[PIECE + 16], value[PIECE + 24]; /* of unequal lengths, as their places in a page should be */
  int networks = together(s), taylor = s->conditional && s->width >= WIDE;
  memset(sums, 0, networks * sizeof *sums);
  memset(powers, 0, networks * sizeof *powers);
  for (int done = 0; done < s->width; done += PIECE) {
    int units = s->width - done < PIECE ? s->width - done : PIECE, all = networks * units;
    normals(&s->w0, w, all);
    normals(&s->b0, b, all);
    if (s->conditional) {
      values(w, b, 2, 0, s->sigma_b, value, all);
    } else {
      normals(&s->w1, w1, all);
      values(w, b, 1, FIRST, s->sigma_b, value, all);
    }
    for (int n = 0, at = 0; n < networks; n++, at += units) {
      if (taylor) add_powers(w + at, value + at, units, powers[n]);
      else if (s->conditional) climb_both_ways(w + at, value + at, units, sums[n]);
      else climb(w + at, value + at, w1 + at, units, sums[n]);
    }
  }
  for (int n = 0; taylor && n < networks; n++) from_powers(powers[n], sums[n]);
}

static double normalisers[POINTS], kernels[POINTS]; /* exp(-(sigma_w x)^2) at each point; K_W of points so many steps apart */

static void prepare_points(void) {
  for (int a = 0; a < POINTS; a++) {
    double wx = SIGMA_W * (FIRST + a * STEP), d = SIGMA_W * STEP * a;
    normalisers[a] = exp(-wx * wx);
    kernels[a] = SIGMA_W * SIGMA_W * exp(-0.5 * d * d);
  }
}

/* f_a of each network. */
static void fields(sampler *s, const real sums[SUMS], real f[POINTS]) {
  real b1;
  normals(&s->b1, &b1, 1);
  for (int a = 0; a < POINTS; a++) f[a] = SIGMA_W / sqrt(s->width) * normalisers[a] * sums[a] + s->sigma_b * b1;
}

static double kernel(int a, int b) { return kernels[a < b ? b - a : a - b]; }

/* D_ab of each network. */
static void deviations(const sampler *s, const real sums[SUMS], real d[POINTS][POINTS]) {
  for (int a = 0; a < POINTS; a++) {
    for (int b = a; b < POINTS; b++) {
      d[a][b] = d[b][a] = SIGMA_W * SIGMA_W / s->width * normalisers[a] * normalisers[b] * sums[a + b] - kernel(a, b);
    }
  }
}

/* ---- requests ----------------------------------------------------------------------------------------------------------------------- */

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static volatile double kept;

static double nanoseconds(sampler *s) {
  static real sums[PIECE][SUMS];
  int networks = together(s), pieces = 1 + 100000 / (networks * s->width);
  double began = cpu(), taken, drawn = 0;
  do {
    for (int i = 0; i < pieces; i++) {
      draw(s, sums);
      for (int n = 0; n < networks; n++) {
        real d[POINTS][POINTS], f[POINTS];
        if (s->conditional) deviations(s, sums[n], d); else fields(s, sums[n], f);
        kept = s->conditional ? d[0][1][0] : f[5][0];
      }
    }
    drawn += pieces * networks;
    taken = cpu() - began;
  } while (taken < 0.2);
  return taken / (drawn * LANES * s->width) * 1e9;
}

static void means(sampler *s, long networks) {
  static double sum[QUADRUPLES], square[QUADRUPLES];
  memset(sum, 0, sizeof sum);
  memset(square, 0, sizeof square);
  long drawn = 0;
  for (int next = together(s); drawn < networks; drawn += LANES) {
    static real sums[PIECE][SUMS];
    real f[POINTS], d[POINTS][POINTS];
    if (next == together(s)) {
      draw(s, sums);
      next = 0;
    }
    if (s->conditional) deviations(s, sums[next], d); else fields(s, sums[next], f);
    next++;
    int k = 0;
    for (int a = 0; a < POINTS; a++)
      for (int b = a; b < POINTS; b++)
        for (int c = b; c < POINTS; c++)
          for (int e = c; e < POINTS; e++, k++) {
            real y = s->conditional ? d[a][b] * d[c][e] + d[a][c] * d[b][e] + d[a][e] * d[b][c] : f[a] * f[b] * f[c] * f[e];
            for (int lane = 0; lane < LANES; lane++) {
              sum[k] += y[lane];
              square[k] += y[lane] * y[lane];
            }
          }
  }
  double error[QUADRUPLES], v = s->sigma_b * s->sigma_b;
  int k = 0;
  for (int a = 0; a < POINTS; a++)
    for (int b = a; b < POINTS; b++)
      for (int c = b; c < POINTS; c++)
        for (int e = c; e < POINTS; e++, k++) {
          double mean = sum[k] / drawn;
          double free = (v + kernel(a, b)) * (v + kernel(c, e)) + (v + kernel(a, c)) * (v + kernel(b, e)) + (v + kernel(a, e)) * (v + kernel(b, c));
          error[k] = sqrt((square[k] / drawn - mean * mean) / (drawn - 1));
          printf("%.17g ", s->conditional ? mean : mean - free);
        }
  for (k = 0; k < QUADRUPLES; k++) printf("%.17g%c", error[k], k + 1 < QUADRUPLES ? ' ' : '\n');
}

static void work(void) {
  char line[200], name[100];
  printf("cc %s, vectors of %d bits\n", __VERSION__, 64 * LANES);
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    int width;
    double sigma_b;
    long networks;
    unsigned long long start;
    if (sscanf(line, "means %99s %d %lf %ld %llu", name, &width, &sigma_b, &networks, &start) == 5) {
      sampler s = new_sampler(!strcmp(name, "conditional"), width, sigma_b, start);
      means(&s, networks);
    } else if (sscanf(line, "%99s %d", name, &width) == 2) {
      sampler s = new_sampler(!strcmp(name, "conditional"), width, 1, 1);
      printf("%.17g\n", nanoseconds(&s));
    }
    fflush(stdout);
  }
}

static void table(int width) {
  double least[2] = {1e9, 1e9};
  for (int i = 0; i < 10; i++) {
    sampler s = new_sampler(i % 2, width, 1, 1);
    double cost = nanoseconds(&s);
    if (cost < least[i % 2]) least[i % 2] = cost;
  }
  printf("N = %6d   plain %6.2f   conditional %6.2f\n", width, least[0], least[1]);
}

int main(int count, char **arguments) {
  stack_boxes();
  prepare_points();
  if (count == 2 && !strcmp(arguments[1], "--worker")) {
    work();
    return 0;
  }
  static const int usual[] = {2, 10, 100, 1000};
  for (int i = 0; i < (count > 1 ? count - 1 : 4); i++) {
    int width = count > 1 ? atoi(arguments[i + 1]) : usual[i];
    if (width < 1) {
      fprintf(stderr, "N must be whole numbers of at least 1\n");
      return 2;
    }
    table(width);
  }
}
