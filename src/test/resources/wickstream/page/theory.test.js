// Values beside theory where nothing is known exactly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBesideTheory, remainder, theoryPull } from './theory.js';

/** Of which r = N (measured/theory − 1) and its error are these. */
const shard = (width, r, error, more) => ({
  shard: String(width), width, sigmaW: 1, heavy: false, exact: null, theory: -2, value: -2 * (1 + r / width), standardError: 2 * error / width, ...more,
});
const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} instead of ${expected}`);

test('theory stands where no value is known exactly', () => {
  assert.ok(isBesideTheory([shard(8, 1, 1), shard(16, 1, 1, { theory: null })]));
  assert.ok(!isBesideTheory([shard(8, 1, 1), shard(16, 1, 1, { exact: -2 })]));
  assert.ok(!isBesideTheory([shard(8, 1, 1, { theory: null })]));
});

test('a shard tells its distance from theory in units of 1/N', () => {
  const r = remainder(shard(8, 3, 0.5));
  near(r.value, 3);
  near(r.error, 0.5);
  for (const missing of [{ value: null }, { standardError: null }, { theory: null }, { theory: 0 }]) {
    assert.equal(remainder(shard(8, 3, 0.5, missing)), null);
  }
});

test('a pull is against the other widths at the same sigma_W', () => {
  const [one, two, three] = [shard(8, 1, 1), shard(16, 2, 2), shard(32, 4, 1)];
  near(theoryPull(one, [one, two, three]), -2.6 / Math.sqrt(1.8));
  assert.equal(theoryPull(one, [one, two]), null);
  assert.equal(theoryPull(one, [one, two, { ...three, sigmaW: 2 }]), null);
  assert.equal(theoryPull(one, [one, two, { ...three, heavy: true }]), null);
  assert.equal(theoryPull({ ...one, heavy: true }, [one, two, three]), null);
});
