// The chart of a quantity over the grid: against σ_W, against N, or as a map of both.

import { addTools } from './chart-tools.js';
import { Chart, colours } from './charts.js';
import { MOST_IN_LEGEND, couplingChart, couplingSummary, families, familyName, naturalAxis } from './coupling-chart.js';
import { byId, element, fillSelect, setText, show } from './dom.js';
import { heatMap, rampOf, scaleOf, scaleText } from './heat-map.js';
import { plainSymbol, symbol } from './physics.js';
import { READINGS } from './readings.js';

const MANY = 400; // more shards are better seen as a map

function asText(shards, reading, isMap) {
  const signed = reading === READINGS.value && shards.some((shard) => shard.value < 0);
  const words = [signed ? 'Absolute values; the sign is in the table.' : ''];
  if (isMap) words.push('A cross, or grey where there is no room for one: not to be trusted.');
  else {
    if (reading.bar !== READINGS.pull.bar && shards.some((shard) => reading.bar(shard))) words.push('Bars: intervals.');
    words.push(dashed(shards, reading), 'Hollow and grey: not to be trusted.');
  }
  return words.filter(Boolean).join(' ');
}

function dashed(shards, reading) {
  if (!shards.some((shard) => reading.beside(shard) !== null)) return '';
  if (reading === READINGS.error || reading === READINGS.excess) return 'Dashed: target.';
  return shards.some(({ exact }) => exact !== null) ? 'Dashed: exact.' : 'Dashed: theory.';
}

export class GridChart {
  #chart = new Chart(byId('chart-coupling'));
  #tools;
  #shown = '';

  /** name(): what a saved picture is called. */
  constructor(name) {
    this.#tools = addTools(this.#chart, byId('chart-coupling'), name);
  }

  clear() {
    this.#tools.reset();
    this.#chart.clear();
    this.#shown = '';
  }

  /**
   * shards: with the numbers of the observable; options: what the address says, and whether the numbers have
   * yet to come; names: all observables there are; target: that which is asked for.
   */
  draw(shards, { observable, as, against, isAwaited }, names, target) {
    const reading = READINGS[as] ?? READINGS.value;
    const by = against ?? (shards.length > MANY ? 'both' : naturalAxis(shards));
    this.#controls(observable, names, target, as, by);
    const what = `${observable} ${as} ${by}`;
    const isChanged = what !== this.#shown;
    if (isChanged) this.#tools.reset();
    this.#shown = what;
    const isMap = by === 'both';
    setText(byId('coupling-note'), isAwaited ? 'The numbers are being read …' : asText(shards, reading, isMap));
    byId('chart-coupling').setAttribute('aria-label', couplingSummary(shards, observable, reading));
    this.#key(shards, reading, by);
    const hasNumbers = shards.some((shard) => reading.number(shard) !== null);
    this.#chart.draw((zoom) => (isMap ? heatMap(shards, observable, reading, zoom) : couplingChart(shards, observable, by, reading, zoom)),
      hasNumbers, isChanged);
  }

  #controls(observable, names, target, as, by) {
    const title = byId('coupling-title');
    if (title.dataset.observable !== observable) {
      title.dataset.observable = observable;
      title.replaceChildren(...symbol(observable));
    }
    fillSelect(byId('coupling-observable'), names.map((name) => [name, plainSymbol(name)]), observable);
    const readings = Object.entries(READINGS).filter(([key]) => key !== 'excess' || observable === target);
    fillSelect(byId('coupling-as'), readings.map(([key, { label }]) => [key, label]), as);
    byId('coupling-axis').value = by;
  }

  /** What the colours mean, where a legend would be too long or there is none. */
  #key(shards, reading, by) {
    const scale = by === 'both' ? scaleOf(shards, reading) : null;
    const values = by === 'both' ? [] : families(shards, by);
    const isLong = values.length > MOST_IN_LEGEND;
    const box = byId('coupling-key');
    show(box, scale !== null || isLong);
    if (box.hidden) return;
    const ends = scale ? scaleText(scale) : [familyName(values[0], by), familyName(values.at(-1), by)];
    const ramp = scale ? rampOf(scale, colours()) : colours().ramp;
    box.replaceChildren(...ends.map((text) => element('span', {}, text)));
    box.style.setProperty('--key', `linear-gradient(to right, ${ramp.join(', ')})`);
  }
}
