// The numbers of the page, each formatter at the places where the number of digits or the unit changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as format from './format.js';
import { shardName, sigma } from './physics.js';

const THIN = '\u202f';
const readable = (text) => text.replaceAll(THIN, ' ').replaceAll('−', '-');

/** What a reader takes a text such as "1.23·10⁻⁴", "50 k" or "3 %" for. */
function read(text) {
  const plain = readable(text);
  const raised = /^(.*?)(?:·)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(plain);
  if (raised) {
    const exponent = [...raised[2]].map((c) => ('⁻' === c ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
    return Number(`${raised[1] === '' ? 1 : raised[1]}e${exponent}`);
  }
  const [, number, unit] = /^([-+]?[\d. ]*\d) ?([kMGTP%]?)$/.exec(plain);
  const power = { '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, '%': -2 }[unit];
  return Number(`${number.replaceAll(' ', '')}e${power}`);
}

/** Numbers of all sizes, among them those that round to the next power of ten. */
function numbers(least, most) {
  const found = [];
  for (let exponent = least; exponent <= most; exponent++) {
    for (const factor of ['1', '1.5', '2', '5', '7', '9.5', '9.949', '9.994', '9.996', '9.9995']) found.push(Number(`${factor}e${exponent}`));
  }
  return found;
}

const near = (text, x, within) => {
  assert.ok(Math.abs(read(text) - x) <= within * Math.abs(x), `${x} is written as ${text}`);
};

test('round numbers on an axis in short', () => {
  const cases = {
    1: '1', 20: '20', 100: '100', 500: '500', 1000: '1 k', 2000: '2 k', 5000: '5 k', 7000: '7 k', 10000: '10 k', 20000: '20 k',
    100000: '100 k', 200000: '200 k', 1e6: '1 M', 2e6: '2 M', 5e6: '5 M', 1e7: '10 M', 3e8: '300 M', 2e9: '2 G', 1e12: '1 T',
  };
  for (const [x, text] of Object.entries(cases)) assert.equal(readable(format.axisCount(Number(x))), text);
  for (let exponent = 0; exponent <= 17; exponent++) {
    for (const factor of [1, 2, 3, 5, 7]) {
      const x = Number(`${factor}e${exponent}`);
      assert.equal(read(format.axisCount(x)), x, `${x} is written as ${format.axisCount(x)}`);
    }
  }
});

test('every other number on an axis', () => {
  for (let exponent = -12; exponent <= 12; exponent++) {
    for (const factor of [1, 2, 3, 5, 7]) {
      const x = Number(`${factor}e${exponent}`);
      assert.equal(read(format.plain(x)), x, `${x} is written as ${format.plain(x)}`);
    }
  }
});

test('large numbers in short', () => {
  for (const x of numbers(0, 17)) near(format.short(x), x, 0.00501);
  assert.equal(readable(format.short(51_249)), '51.2 k');
  assert.equal(readable(format.short(999.6)), '1.00 k');
  assert.equal(readable(format.short(99_960)), '100 k');
  assert.equal(readable(format.short(0.0042)), '0.0042');
  assert.equal(readable(format.short(0)), '0');
  assert.equal(format.short(null), '–');
});

test('significant digits', () => {
  for (const digits of [2, 3, 4, 5]) {
    for (const x of numbers(-9, 12)) {
      near(format.significant(x, digits), x, 0.501 * 10 ** (1 - digits));
      near(format.significant(-x, digits), -x, 0.501 * 10 ** (1 - digits));
    }
  }
  assert.equal(readable(format.significant(9.9996e-4, 3)), '0.00100');
  assert.equal(readable(format.significant(9.9996e7, 3)), '1.00·10⁸');
  assert.equal(format.significant(99.96, 3), '100');
  assert.equal(format.significant(0, 3), '0.00');
  assert.equal(readable(format.significant(5e-324, 2)), '4.9·10⁻³²⁴');
});

test('zeros that say nothing are dropped, those before the point are not', () => {
  for (const [text, wanted] of [
    ['100', '100'], ['2000', '2000'], ['100.0', '100'], ['10.50', '10.5'], ['0.050', '0.05'], ['2.00 k', '2 k'], ['1.00·10²⁰', '1·10²⁰'], ['1.05 %', '1.05 %'], ['–', '–'],
  ]) assert.equal(format.trimmed(text), wanted);
  assert.equal(readable(format.roundPercent(0.01)), '1 %');
  assert.equal(readable(format.roundPercent(0.0125)), '1.25 %');
  assert.equal(readable(format.roundPercent(1)), '100 %');
  assert.equal(readable(format.roundPercent(10)), '1000 %');
  assert.equal(readable(format.roundPercent(1e-6)), '1·10⁻⁴ %');
});

test('percent', () => {
  for (const x of numbers(-7, 5)) near(format.percent(x).replace(/\u202f%$/, ''), 100 * x, 0.00501);
  assert.equal(format.percent(null), '–');
  assert.equal(format.percent(Infinity), '–');
});

test('a confidence is not rounded to certainty', () => {
  for (const [fraction, text] of [[0.95, '95'], [0.99, '99'], [0.9999, '99.99'], [0.99995, '99.995'], [0.683, '68.3'], [0.57, '57']]) {
    assert.equal(format.exactPercent(fraction), `${text}${THIN}%`);
  }
});

test('a shard is called what its row says', () => {
  for (const [x, text] of [[1, '1'], [1.5, '1.5'], [10, '10'], [20, '20'], [100, '100'], [1000, '1000'], [2000, '2000'], [0.05, '0.05'], [1.23456, '1.23456'], [1e-6, '10⁻⁶'], [2.5e-7, '2.5·10⁻⁷']]) {
    assert.equal(sigma(x), text);
    assert.equal(shardName({ width: 5, sigmaW: x }), `N = 5, σ_W = ${text}`);
  }
});

test('value and error to the same place', () => {
  assert.equal(readable(format.measured(-1.28296, 0.0603)), '-1.283 ± 0.060');
  assert.equal(readable(format.measured(1234.4, 56.2)), '1234 ± 56');
  assert.equal(readable(format.measured(1.283e-6, 2.4e-8)), '(1.283 ± 0.024)·10⁻⁶');
  assert.equal(readable(format.measured(0.9996, 0.0999)), '1.00 ± 0.10');
  assert.equal(readable(format.measured(0.5, 3e-17)), '0.500000000000000 ± 3.0·10⁻¹⁷');
  assert.equal(readable(format.measured(0.5, 0)), '0.5000');
  assert.equal(readable(format.concise(0.8307, 0.006)), '0.8307(60)');
  assert.equal(readable(format.concise(12.34, 1.2)), '12.3(1.2)');
  assert.equal(readable(format.concise(1.283e-6, 2.4e-8)), '1.283(24)·10⁻⁶');
  assert.equal(readable(format.concise(0.5, 3e-17)), '0.500000000000000 ± 3.0·10⁻¹⁷');
});

test('intervals', () => {
  assert.equal(readable(format.interval(-1.3012, -1.2634)), '[-1.301, -1.263]');
  assert.equal(readable(format.interval(-2e-6, 1.5e-6)), '[-2.0, 1.5]·10⁻⁶');
  assert.equal(readable(format.interval(0.00123, 0.00123)), '[0.001230, 0.001230]');
  assert.equal(format.interval(null, 1), '–');
});

test('pulls, durations, bytes', () => {
  assert.equal(readable(format.pull(1.5)), '+1.50');
  assert.equal(readable(format.pull(-1e3)), '-1000');
  assert.equal(readable(format.pull(-5e16)), '-5.0·10¹⁶');
  for (const [seconds, text] of [[0, '0.0 s'], [9.94, '9.9 s'], [9.96, '10 s'], [59.4, '59 s'], [59.6, '1 min'], [61, '1 min 1 s'], [3599.9, '1 h'], [5400, '1 h 30 min'],
    [86399, '1 d'], [90000, '1 d 1 h'], [1e9, '32 years']]) {
    assert.equal(readable(format.duration(seconds)), text);
  }
  assert.equal(readable(format.bytes(512)), '512 B');
  assert.equal(readable(format.bytes(51_249)), '51.2 kB');
  assert.equal(readable(format.count(1234567)), '1 234 567');
});
