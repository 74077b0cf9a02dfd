// Which shards are shown, in which order, and with which numbers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distance, rows } from './comparing.js';
import { withValues } from './quantities.js';
import { arranged, nextSort, search } from './shard-order.js';
import { isDoubtful } from './trust.js';

globalThis.window = { matchMedia: () => ({}) };
const { scaleOf } = await import('./heat-map.js');
const { READINGS } = await import('./readings.js');

const shard = (id, width, sigmaW, more) => ({
  shard: id, width, sigmaW, phase: 'ended', verdict: 'converged', value: -1, standardError: 0.01, low: -1.03, high: -0.97, tolerance: 0.02,
  exact: -1.01, theory: null, pull: 1, networks: 1000, trustworthy: true, why: null, tailShape: 0.1, observable: 'u4', ...more,
});
const all = [
  shard('a', 5, 1, { pull: -3, value: -2 }),
  shard('b', 50, 1, { pull: 1, value: null, standardError: null, phase: 'running', verdict: null }),
  shard('c', 5, 2, { pull: 2, verdict: 'heavy-tailed', trustworthy: false, why: 'a heavy tail' }),
  shard('d', 500, 2.5, { pull: null }),
];
const ids = (options) => arranged(all, { show: 'all', find: '', sort: 'grid', ...options }, ({ pull }) => pull).map(({ shard: id }) => id).join('');

test('the grid gives the order until a column does', () => {
  assert.equal(ids({}), 'abcd');
  assert.equal(ids({ sort: 'width' }), 'acbd');
  assert.equal(ids({ sort: '-width' }), 'dbac');
  assert.equal(ids({ sort: 'nonsense' }), 'abcd');
});

test('pulls are sorted by their size, and what is not there comes last either way', () => {
  assert.equal(ids({ sort: 'pull' }), 'bcad');
  assert.equal(ids({ sort: '-pull' }), 'acbd');
  assert.equal(ids({ sort: 'value' }), 'acdb');
  assert.equal(ids({ sort: '-value' }), 'cdab');
});

test('a column is sorted up, down, and not at all', () => {
  assert.equal(nextSort('grid', 'pull'), 'pull');
  assert.equal(nextSort('pull', 'pull'), '-pull');
  assert.equal(nextSort('-pull', 'pull'), 'grid');
  assert.equal(nextSort('-width', 'pull'), 'pull');
});

test('a search finds parameters and words, all of them together', () => {
  const found = (text) => all.filter(search(text)).map(({ shard: id }) => id).join('');
  assert.equal(found('N=5'), 'ac');
  assert.equal(found('N = 5 σ_W > 1'), 'c');
  assert.equal(found('sigma-w>=2'), 'cd');
  assert.equal(found('heavy'), 'c');
  assert.equal(found('running'), 'b');
  assert.equal(found('N=5 running'), '');
  assert.equal(found(''), 'abcd');
});

test('kinds of shards', () => {
  assert.equal(ids({ show: 'doubtful' }), 'c');
  assert.equal(ids({ show: 'running' }), 'b');
  assert.equal(ids({ show: 'missed' }), 'c');
});

test('another quantity has its own doubts, not those of the target', () => {
  const value = { value: 2, standardError: 0.1, low: 1.8, high: 2.2, exact: 2, theory: null, pull: 0, why: null };
  assert.equal(isDoubtful(all[2]), true);
  assert.equal(isDoubtful(withValues(all[2], 'm4', value)), false);
  assert.equal(isDoubtful(withValues(all[0], 'm4', { ...value, why: 'a heavy tail' })), true);
  const none = withValues(all[0], 'm4', undefined);
  assert.deepEqual([none.value, none.exact, isDoubtful(none)], [null, null, false]);
});

test('readings are what they say, or nothing', () => {
  assert.equal(READINGS.value.number(all[0]), 2);
  assert.equal(READINGS.ratio.number(all[0]), 2 / 1.01);
  assert.deepEqual(READINGS.ratio.bar(all[0]).map((x) => x.toFixed(4)), ['0.9604', '1.0198']);
  assert.equal(READINGS.excess.number(all[0]), 0.5);
  for (const reading of Object.values(READINGS)) assert.equal(reading.number(all[1]) === null || reading === READINGS.pull, true);
});

test('a scale reaches as far to one side of its centre as to the other', () => {
  assert.deepEqual(scaleOf(all, READINGS.pull), { from: -3, to: 3, isLog: false, centre: 0 });
  const { from, to } = scaleOf([shard('x', 1, 1, { standardError: 0.04 })], READINGS.excess);
  assert.deepEqual([from, to], [0.5, 2]);
  assert.equal(scaleOf([all[1]], READINGS.value), null);
});

test('two campaigns are compared where both have a number to be trusted', () => {
  const other = [shard('e', 5, 1, { value: -2.05 }), shard('f', 5, 2), shard('g', 7, 1)];
  const table = rows([all, other]);
  assert.deepEqual(table.map(({ width, sigmaW }) => [width, sigmaW]), [[5, 1], [7, 1], [50, 1], [5, 2], [500, 2.5]]);
  assert.equal(table[0].apart.toFixed(6), (0.05 / Math.hypot(0.01, 0.01)).toFixed(6));
  assert.deepEqual(table.slice(1).map(({ apart }) => apart), [null, null, null, null]);
  assert.equal(distance(all[0], undefined), null);
});
