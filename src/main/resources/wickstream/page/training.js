// The card of campaigns that train their networks: what a shard's networks are after a chosen time.

import { campaignPath, get } from './api.js';
import { Chart } from './charts.js';
import { byId, element, setAttribute, setText, show } from './dom.js';
import { NONE, concise, measured, plain, significant } from './format.js';
import { plainSymbol, shardName, trainedFunction } from './physics.js';
import { placed, timeText, trainingChart, trainingSummary } from './training-chart.js';

// The daemon computes points at most every few seconds for all who ask.
const LEAST_INTERVAL = 5000;

const FUNCTIONS = ['mean', 'covariance', 'connected3', 'connected4', 'kurtosis'];

/** What the chart needs of a configuration; null if it has no training. */
export function setupOf({ campaign }) {
  if (!campaign.training) return null;
  const dIn = campaign.ensemble['d-in'];
  const times = campaign.training.times ?? [0, 'infinity']; // a prior and its posterior have no others
  const isLine = dIn === 1;
  return {
    dIn,
    isLine,
    points: isLine ? campaign.points.map((point) => [point].flat()[0]) : campaign.points,
    outputs: campaign.ensemble['d-out'],
    data: campaign.training.data,
    times,
    isOfAllLayers: campaign.training.layers === 'all',
    isPosterior: campaign.training.layers === 'posterior',
    firstTime: campaign.stop['at-time'] ?? times.at(-1),
  };
}

export class Training {
  #name = null;
  #setup = null;
  #shards = [];
  #state = '';
  #entries = [];
  #shown = null; // whose points these are, and as of when
  #askedAt = 0;
  #timer = 0;
  #chart = new Chart(byId('chart-training'));

  constructor() {
    byId('training-time').addEventListener('input', () => this.#draw(true));
    byId('training-output').addEventListener('change', () => this.#draw(true));
    byId('training-shard').addEventListener('change', () => this.#changeShard());
    byId('training-values').addEventListener('toggle', () => this.#draw());
  }

  /** Another campaign is shown: nothing of the one before may stay. */
  async open(name) {
    clearTimeout(this.#timer);
    this.#name = name;
    this.#setup = null;
    this.#shards = [];
    this.#timer = 0;
    this.#forget();
    this.#show(false);
    byId('training-shard').replaceChildren();
    if (name === null) return;
    try {
      const { configuration } = await get(campaignPath(name));
      if (name !== this.#name) return;
      this.#setup = setupOf(configuration);
    } catch {
      return; // the streams of events say what is wrong, and open again
    }
    if (!this.#setup) return;
    this.#show(true);
    const { times, outputs, firstTime } = this.#setup;
    const slider = byId('training-time');
    slider.max = times.length - 1;
    slider.value = Math.max(0, times.indexOf(firstTime));
    slider.disabled = times.length === 1;
    byId('training-output').replaceChildren(...Array.from({ length: outputs }, (_, i) => element('option', { value: i }, String(i))));
    show(byId('training-output-label'), outputs > 1);
    this.#update();
  }

  /** shards: all of them as they are now; state: of the campaign; isJudged: whether a shard was judged anew. */
  update(shards, state, isJudged) {
    this.#shards = shards;
    this.#state = state;
    if (isJudged) this.#update();
    else if (this.#setup) this.#askSoon();
  }

  /** A shard is chosen in the table. */
  choose(id) {
    if (!this.#setup || !this.#shards.some(({ shard }) => shard === id)) return;
    byId('training-shard').value = id;
    this.#changeShard();
  }

  #show(visible) {
    show(byId('training-section'), visible);
    show(byId('training-csv'), visible);
  }

  #forget() {
    this.#entries = [];
    this.#shown = null;
    this.#askedAt = 0;
    this.#chart.clear();
  }

  #changeShard() {
    this.#forget();
    this.#update();
  }

  #update() {
    if (!this.#setup) return;
    const select = byId('training-shard');
    const ids = this.#shards.map(({ shard }) => shard);
    if (ids.length !== select.length || ids.some((id, i) => select.options[i].value !== id)) {
      const chosen = select.value;
      select.replaceChildren(...this.#shards.map((shard) => element('option', { value: shard.shard }, shardName(shard))));
      if (ids.includes(chosen)) select.value = chosen;
    }
    this.#draw();
    this.#askSoon();
  }

  #shard() {
    return this.#shards.find(({ shard }) => shard === byId('training-shard').value);
  }

  /** Which points there should be: those of the last judgement, and then those of the end. */
  #wanted() {
    const shard = this.#shard();
    return shard && shard.networks > 0 ? [shard.shard, shard.history.length, shard.phase, this.#state].join() : null;
  }

  #askSoon() {
    const wanted = this.#wanted();
    if (wanted === null || wanted === this.#shown || this.#timer !== 0) return;
    this.#timer = setTimeout(() => this.#ask(), Math.max(0, this.#askedAt + LEAST_INTERVAL - Date.now()));
  }

  async #ask() {
    const name = this.#name;
    const wanted = this.#wanted();
    const { shard } = this.#shard();
    this.#askedAt = Date.now();
    let points = null;
    try {
      ({ points } = await get(campaignPath(name, `/training?shard=${encodeURIComponent(shard)}`)));
    } catch {
      // It will be asked again when the shard has been judged anew.
    }
    if (name !== this.#name) return;
    this.#timer = 0;
    if (this.#shard()?.shard === shard) {
      this.#shown = wanted;
      if (points) this.#entries = points;
      this.#draw();
    }
    this.#askSoon(); // more may have been judged meanwhile
  }

  #draw(atOnce = false) {
    if (!this.#setup) return;
    const at = Number(byId('training-time').value);
    const time = this.#setup.times[at];
    const output = Number(byId('training-output').value || 0);
    const [setup, entries] = [this.#setup, this.#entries];
    setText(byId('training-time-text'), timeText(setup, time));
    setAttribute(byId('training-time'), 'aria-valuetext', `${timeText(setup, time)}, ${at + 1} of ${setup.times.length}`);
    setAttribute(byId('chart-training'), 'aria-label', trainingSummary(setup, entries, time, output));
    this.#chart.draw(() => trainingChart(setup, entries, time, output), entries.length > 0, atOnce);
    this.#note(entries);
    this.#drawNumbers(time);
    if (byId('training-values').open) this.#drawValues(time, output);
  }

  #note(entries) {
    const theory = this.#setup.isOfAllLayers ? 'theory of infinite width' : 'theory to order 1/N';
    const lines = this.#setup.isLine ? `Dashed: ${theory}, dotted its standard deviation` : `Dashes: ${theory}, thin ones its standard deviation`;
    const bars = `Bars: one standard deviation of the networks, not an error. ${lines}. `;
    const away = this.#setup.isLine ? 0 : this.#setup.data.length - this.#setup.data.filter((row) => this.#isAtPoint(row)).length;
    const unseen = away === 0 ? '' : `${away} of ${this.#setup.data.length} data are at none of the points. `;
    setText(byId('training-note'), entries.length === 0 ? 'Nothing has been saved of this shard yet.' : `${bars}${unseen}As last saved.`);
  }

  #isAtPoint(row) {
    return this.#setup.points.some((point) => point.every((coordinate, i) => coordinate === row[i]));
  }

  /** The means over all points, as last judged. */
  #drawNumbers(time) {
    const trained = this.#shard()?.trained ?? [];
    const body = byId('training-numbers').tBodies[0];
    if (body.rows.length === 0) {
      body.append(...FUNCTIONS.map((name) => element('tr', { 'data-function': name },
        element('th', { scope: 'row' }, ...trainedFunction(name)), element('td'), element('td'))));
    }
    for (const row of body.rows) {
      const number = trained.find((each) => each.function === row.dataset.function && each.time === time);
      setText(row.cells[1], number ? measured(number.value, number.standardError) : NONE);
      setText(row.cells[2], significant(number?.theory, 4));
    }
    const shard = this.#shard();
    setText(byId('training-caption'), shard ? `${shardName(shard)}${plainSymbol('mean@' + time).replace('mean', '')}` : '');
  }

  #drawValues(time, output) {
    const { isLine, points } = this.#setup;
    const places = placed(this.#setup, this.#entries.filter((entry) => entry.time === time && entry.output === output));
    setText(byId('training-point-heading'), isLine ? 'x' : 'Point');
    byId('training-points').tBodies[0].replaceChildren(...places.map((at) => element('tr', {},
      element('th', { scope: 'row', title: isLine ? null : points[at.point].join(', ') }, isLine ? plain(Number(at.x.toPrecision(6))) : String(at.point)),
      ...[concise(at.mean, at.meanError), concise(at.deviation, at.deviationError), significant(at.theory, 4), significant(at.theoryDeviation, 4)]
        .map((text) => element('td', {}, text)))));
  }
}
