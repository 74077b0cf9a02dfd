// What is drawn of trained networks.

import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.window = { matchMedia: () => ({ addEventListener() {} }) };
globalThis.document = { documentElement: {} };
globalThis.getComputedStyle = () => ({ getPropertyValue: () => '#102030' });
const { dataAt, heights, placed, timeText, trainingChart, trainingSummary } = await import('./training-chart.js');
const { chartSymbol, plainSymbol, trainingTime } = await import('./physics.js');

const LINE = { isLine: true, dIn: 1, points: [2, -1, 0.5], data: [[-1, 3], [7, -2]] };
const SPACE = { isLine: false, dIn: 2, points: [[0, 1], [1, 1]], data: [[1, 1, 5, 6], [9, 9, 7, 8]] };

const number = (value, standardError = 0.01, theory = null) => ({ value, standardError, theory });
const entry = (time, point, mean, variance, output = 0) => ({ time, output, point, mean, variance });
const ENTRIES = [
  entry(1, 0, number(0.2, 0.01, 0.21), number(0.25, 0.01, 0.36)), entry(1, 1, number(-0.4), number(0.04)),
  entry(1, 2, number(0.1), number(-1e-20)), entry('infinity', 0, number(3), number(1)),
];
const at1 = ENTRIES.filter(({ time }) => time === 1);

test('points stand at their inputs, or at their numbers', () => {
  assert.deepEqual(placed(LINE, at1).map(({ x }) => x), [-1, 0.5, 2]);
  assert.deepEqual(placed(SPACE, at1.slice(0, 2)).map(({ x }) => x), [0, 1]);
});

test('a bar is the root of the variance, with its error', () => {
  const [, exact, last] = placed(LINE, at1);
  assert.equal(last.deviation, 0.5);
  assert.ok(Math.abs(last.deviationError - 0.01) < 1e-15);
  assert.equal(last.theoryDeviation, 0.6);
  assert.equal(exact.deviation, 0); // all networks agree, to rounding
  assert.equal(exact.deviationError, null);
  assert.equal(exact.theory, null);
});

test('data stand at their inputs; among numbered points only those of the points', () => {
  assert.deepEqual(dataAt(LINE, 0), [{ x: -1, y: 3 }, { x: 7, y: -2 }]);
  assert.deepEqual(dataAt(SPACE, 0), [{ x: 1, y: 5 }]);
  assert.deepEqual(dataAt(SPACE, 1), [{ x: 1, y: 6 }]);
});

test('the height is that of all times and data, so that nothing jumps', () => {
  const [low, high] = heights(LINE, ENTRIES, 0);
  assert.ok(low < -2 && low > -3);
  assert.ok(high > 4 && high < 5);
  assert.deepEqual(heights({ ...LINE, data: [] }, [], 0), [-1, 1]);
});

test('one time and output is drawn', () => {
  const chart = trainingChart(LINE, ENTRIES, 1, 0);
  const series = (name) => chart.series.filter((each) => each.name === name);
  assert.deepEqual(series('networks')[0].data.map(({ value }) => value), [[-1, -0.4], [0.5, 0.1], [2, 0.2]]);
  assert.deepEqual(series('bars')[0].data.at(-1), [2, -0.3, 0.7]);
  assert.deepEqual(series('theory')[0].data, [[2, 0.21]]);
  assert.equal(series('data')[0].data.length, 2);
  assert.ok(chart.xAxis.max > 7);
  assert.equal(trainingChart(LINE, ENTRIES, 1, 1).series.find(({ name }) => name === 'networks').data.length, 0);
});

test('the same is said in a sentence', () => {
  assert.match(trainingSummary(LINE, ENTRIES, 1, 0), /τ = 1 at 3 points: means from −0.400 to 0.200, standard deviations from 0.00 to 0.500/);
  assert.match(trainingSummary(LINE, ENTRIES, 'infinity', 0), /τ = ∞ at 1 points/);
  assert.match(trainingSummary(LINE, [], 1, 0), /nothing has been saved/);
  assert.equal(timeText({ isPosterior: true }, 0), 'prior');
  assert.equal(timeText({ isPosterior: true }, 'infinity'), 'posterior');
});

test('names say for how long networks have been trained', () => {
  assert.equal(trainingTime('infinity'), '∞');
  assert.equal(trainingTime(0.3), '0.3');
  assert.equal(plainSymbol('connected4@10'), 'G_c⁽⁴⁾ at τ = 10');
  assert.equal(plainSymbol('mean@infinity'), 'mean at τ = ∞');
  assert.equal(plainSymbol('u4'), 'u₄');
  assert.equal(chartSymbol('connected3@1.0E-5'), '{a|G}{b|c}{p|⁽³⁾}{p| at τ = 10⁻⁵}');
  assert.equal(chartSymbol('u4'), '{a|u}{b|4}');
});
