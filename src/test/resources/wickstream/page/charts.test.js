// When a chart is drawn: its numbers at once when there are any for the first time, later ones as seldom
// as drawing is dear.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

let now;
let timers;
let frames;
let drawings;
const COST = 500; // milliseconds that each drawing takes

globalThis.performance = { now: () => now };
globalThis.setTimeout = (act, wait = 0) => timers.push({ act, at: now + wait });
globalThis.requestAnimationFrame = (act) => frames.push(act);
globalThis.ResizeObserver = class { observe() {} };
globalThis.document = { hidden: false };
globalThis.window = {
  matchMedia: () => ({ addEventListener() {} }),
  echarts: { init: () => ({ on() {}, clear() {}, setOption: (option) => drawings.push({ ...option, at: now }) }) },
};
const { Chart } = await import('./charts.js');

beforeEach(() => {
  now = 0;
  timers = [];
  frames = [];
  drawings = [];
});

/** Lets so many milliseconds pass. */
function pass(milliseconds) {
  const end = now + milliseconds;
  for (;;) {
    if (frames.length > 0) {
      now += COST;
      frames.splice(0).forEach((act) => act());
    }
    timers.sort((a, b) => a.at - b.at);
    if (timers.length === 0 || timers[0].at > end) break;
    const { act, at } = timers.shift();
    now = Math.max(now, at);
    act();
  }
  now = Math.max(now, end);
}

const chart = () => new Chart({ clientWidth: 100 });
const numbers = () => drawings.filter(({ what }) => what !== 'nothing').map(({ what, at }) => [what, at]);

test('numbers that come after an empty drawing are drawn at once', () => {
  const drawn = chart();
  drawn.draw(() => ({ what: 'nothing' }), false);
  pass(100);
  drawn.draw(() => ({ what: 'first' }), true);
  const asked = now;
  pass(10);
  assert.deepEqual(numbers(), [['first', asked]]);
});

test('drawing takes at most a hundredth of the time', () => {
  const drawn = chart();
  drawn.draw(() => ({ what: 'first' }), true);
  pass(1000);
  drawn.draw(() => ({ what: 'second' }), true);
  pass(8000);
  assert.deepEqual(numbers().map(([what]) => what), ['first']);
  pass(2000);
  assert.deepEqual(numbers().map(([what]) => what), ['first', 'second']);
});

test('another campaign is drawn at once', () => {
  const drawn = chart();
  drawn.draw(() => ({ what: 'first' }), true);
  pass(1000);
  drawn.draw(() => ({ what: 'old news' }), true);
  drawn.clear();
  drawn.draw(() => ({ what: 'other' }), true);
  pass(10);
  assert.deepEqual(numbers().map(([what]) => what), ['first', 'other']);
});

test('the time in which nobody looked is not the time that drawing took', () => {
  const drawn = chart();
  document.hidden = true;
  drawn.draw(() => ({ what: 'first' }), true);
  pass(0);
  document.hidden = false;
  pass(0);
  drawn.draw(() => ({ what: 'second' }), true);
  pass(1001);
  assert.deepEqual(numbers().map(([what]) => what), ['first', 'second']);
});
