// How far measured values are from theory to leading order in 1/N: measured = theory (1 + r/N). The
// remainder r is the same for all widths, up to terms of relative order 1/N.

/** Whether theory is all there is beside the values. */
export const isBesideTheory = (shards) => shards.every(({ exact }) => exact === null) && shards.some(({ theory }) => theory !== null);

/** Mean and covariance of trained networks do not vanish for N → ∞, and have no such remainder. */
const hasLimit = (observable) => /^(mean|covariance)@/.test(observable ?? '');

/** r = N (measured/theory − 1) of one shard with its error; null where there is none. */
export function remainder({ width, value, standardError, theory, observable }) {
  if (value === null || !standardError || !theory || hasLimit(observable)) return null;
  return { value: width * (value / theory - 1), error: Math.abs(width * standardError / theory) };
}

/**
 * (measured − theory (1 + r/N))/error, with r from the other widths at the same σ_W, whose error is
 * included; null for fewer than three widths whose errors can be believed.
 */
export function theoryPull(shard, shards) {
  const own = remainder(shard);
  const others = shards.filter((other) => other.shard !== shard.shard && other.sigmaW === shard.sigmaW && !other.heavy)
    .map(remainder).filter((r) => r !== null);
  if (own === null || shard.heavy || others.length < 2) return null;
  const weights = others.reduce((sum, { error }) => sum + 1 / error ** 2, 0);
  const mean = others.reduce((sum, { value, error }) => sum + value / error ** 2, 0) / weights;
  return (own.value - mean) / Math.hypot(own.error, 1 / Math.sqrt(weights));
}
