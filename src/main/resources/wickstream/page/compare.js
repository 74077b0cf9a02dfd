// Several campaigns beside each other: one chart, one table.

import { campaignPath, get } from './api.js';
import { inOrder } from './campaigns.js';
import { addTools } from './chart-tools.js';
import { Chart, colours, styles, tooltip } from './charts.js';
import { rows } from './comparing.js';
import { OTHER, families, family, hint, legend, naturalAxis, readingAxes } from './coupling-chart.js';
import { byId, element, fillSelect, setText, show } from './dom.js';
import { NONE, concise, pull, significant } from './format.js';
import { plainSymbol, sigma, symbol } from './physics.js';
import { withValues } from './quantities.js';
import { READINGS } from './readings.js';
import { isDoubtful } from './trust.js';

export const MOST_COMPARED = 6;
const MOST_ROWS = 500;
const REFRESH = 10_000;
const NOTHING = { quantities: [], values: [] };

/** A value that all who have one agree on; null where they do not. */
function common(shards, key) {
  const values = shards.map((shard) => shard?.[key] ?? null).filter((value) => value !== null);
  const [first] = values;
  return values.length > 0 && values.every((value) => Math.abs(value - first) <= 1e-12 * Math.abs(first)) ? first : null;
}

export class Comparison {
  #chart = new Chart(byId('chart-compare'));
  #tools = addTools(this.#chart, byId('chart-compare'), () => `compared-${this.#observable}`);
  #options = {};
  #campaigns = [];
  #known = new Map(); // name → {version, observable, shards, quantities, at}; without shards where they could not be had
  #asking = new Set();
  #drawn = ''; // what the chart and the table show
  #zoomed = ''; // what the part of the axes was chosen of
  #timer = 0;
  #onChange;

  /** onChange(options): the reader asks for something else. */
  constructor(onChange) {
    this.#onChange = onChange;
    byId('compare-list').addEventListener('change', () => {
      const names = [...byId('compare-list').querySelectorAll('input:checked')].map(({ value }) => value);
      this.#onChange({ campaigns: names.slice(0, MOST_COMPARED).join(',') });
    });
    byId('compare-observable').addEventListener('change', (event) => this.#onChange({ observable: event.target.value }));
    byId('compare-as').addEventListener('change', (event) => this.#onChange({ as: event.target.value }));
    byId('compare-axis').addEventListener('change', (event) => this.#onChange({ against: event.target.value }));
  }

  close() {
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  /** campaigns: all that the daemon has, by name. */
  update(campaigns, options) {
    this.#options = options;
    this.#campaigns = options.campaigns.split(',').map((name) => campaigns.get(name)).filter(Boolean);
    this.#list(campaigns);
    this.#load();
    this.#draw();
    this.#timer ||= setInterval(() => this.#load(), REFRESH);
  }

  #list(campaigns) {
    const chosen = new Set(this.#campaigns.map(({ name }) => name));
    const all = inOrder(campaigns.values());
    const key = JSON.stringify([all.map(({ name }) => name), [...chosen]]);
    const list = byId('compare-list');
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    const focused = document.activeElement?.value;
    list.replaceChildren(...all.map(({ name }) => {
      const box = element('input', { type: 'checkbox', value: name });
      box.checked = chosen.has(name);
      box.disabled = !box.checked && chosen.size >= MOST_COMPARED;
      return element('label', { class: 'check' }, box, ` ${name}`);
    }));
    if (focused) [...list.querySelectorAll('input')].find(({ value }) => value === focused)?.focus();
  }

  get #observable() {
    return this.#options.observable ?? this.#campaigns[0]?.observable ?? 'u4';
  }

  /** Asks for what is not known; for what has changed, or could not be had, in a while only. */
  #load() {
    const observable = this.#observable;
    for (const { name, version } of this.#campaigns) {
      const known = this.#known.get(name);
      const isSame = known?.observable === observable;
      const isKnown = isSame && known.version === version && known.shards;
      const question = `${name} ${observable}`;
      if (isKnown || this.#asking.has(question) || (isSame && Date.now() - known.at < REFRESH)) continue;
      this.#asking.add(question);
      this.#ask(name, version, observable).finally(() => this.#asking.delete(question));
    }
  }

  async #ask(name, version, observable) {
    const keep = (shards, quantities) => {
      if (observable !== this.#observable) return; // another has been chosen meanwhile
      this.#known.set(name, { version, observable, shards, quantities, at: Date.now() });
      this.#draw();
    };
    const before = this.#known.get(name)?.quantities ?? [];
    try {
      const { shards } = await get(campaignPath(name, '/shards'));
      const isTarget = shards.every((shard) => shard.observable === observable);
      if (isTarget) keep(shards, before);
      if (isTarget && before.length > 0) return;
      // Of the target only the names of the others are not known yet.
      const answer = await get(campaignPath(name, `/values?${new URLSearchParams({ quantity: observable })}`)).catch(() => NOTHING);
      const values = new Map(answer.values.map((value) => [value.shard, value]));
      const own = isTarget ? shards : shards.map((shard) => withValues(shard, observable, values.get(shard.shard)));
      keep(own, answer.quantities.length > 0 ? answer.quantities : before);
    } catch {
      keep(null, before);
    }
  }

  #draw() {
    const observable = this.#observable;
    const names = this.#campaigns.map(({ name }) => name);
    const loaded = names.map((name) => this.#known.get(name)).filter((known) => known?.observable === observable && known.shards);
    const columns = loaded.map(({ shards }) => shards);
    const all = columns.flat();
    show(byId('compare-none'), names.length < 2);
    show(byId('compare-numbers'), names.length > 0);
    const quantities = [...new Set([observable, ...names.flatMap((name) => this.#known.get(name)?.quantities ?? [])])];
    const { as } = this.#options;
    const axis = this.#options.against ?? naturalAxis(all);
    fillSelect(byId('compare-observable'), quantities.map((name) => [name, plainSymbol(name)]), observable);
    fillSelect(byId('compare-as'), Object.entries(READINGS).filter(([key]) => key !== 'excess').map(([key, { label }]) => [key, label]), as);
    byId('compare-axis').value = axis;
    const reading = READINGS[as] ?? READINGS.value;
    byId('compare-title').replaceChildren(...symbol(observable));
    if (columns.length < names.length) setText(byId('compare-note'), 'The numbers are being read …');
    if (columns.length < names.length || names.length === 0) return;
    const what = JSON.stringify([names, observable, as, axis]);
    if (what !== this.#zoomed) this.#tools.reset();
    this.#zoomed = what;
    const drawn = JSON.stringify([what, loaded.map(({ version, at }) => [version, at])]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#chart.draw((zoom) => this.#chartOption(names, columns, observable, axis, reading, zoom), all.length > 0, true);
    byId('chart-compare').setAttribute('aria-label', `${reading.label} of ${observable} of ${names.join(', ')}; the table below has the numbers.`);
    this.#table(columns);
  }

  #chartOption(names, columns, observable, axis, reading, zoom) {
    const palette = colours();
    const looks = styles(names, palette.ramp);
    const { grid, xAxis, yAxis } = readingAxes(columns.flat(), axis, reading, observable, palette, zoom);
    const series = columns.flatMap((shards, at) => families(shards, axis).flatMap((value) => {
      const member = shards.filter((shard) => shard[OTHER[axis]] === value).sort((a, b) => a[axis] - b[axis]);
      return family(member, looks.get(names[at]), palette, axis, reading, names[at], 8);
    }));
    return {
      grid: { left: 66, right: 14, top: 40, bottom: 46 },
      legend: legend(names.map((name) => ({ name, look: looks.get(name) })), palette),
      tooltip: tooltip(palette, ({ data, seriesName }) => (data?.about ? `${seriesName}\n${hint(data.about, reading)}` : '')),
      xAxis, yAxis, series: [...grid, ...series],
    };
  }

  #table(columns) {
    const table = byId('compare-table');
    const areTwo = columns.length === 2;
    table.tHead.replaceChildren(element('tr', {},
      element('th', { scope: 'col' }, element('i', {}, 'N')), element('th', { scope: 'col' }, ...symbol('sigmaW')),
      ...this.#campaigns.map((campaign) => element('th', { scope: 'col' }, element('a', { href: `#/campaigns/${campaign.name}` }, campaign.name),
        element('span', { class: 'about' }, `${campaign.activation}, σ_b = ${sigma(campaign.sigmaB)}, ${campaign.estimator}, seed ${campaign.seed}`))),
      element('th', { scope: 'col' }, 'Exact'), element('th', { scope: 'col' }, 'Theory'),
      ...(areTwo ? [element('th', { scope: 'col' }, 'Difference in errors')] : [])));
    const all = rows(columns);
    const isCut = all.length > MOST_ROWS;
    const shown = isCut ? [...all].sort((a, b) => Math.abs(b.apart ?? -1) - Math.abs(a.apart ?? -1)).slice(0, MOST_ROWS) : all;
    table.tBodies[0].replaceChildren(...shown.map((row) => this.#row(row, areTwo)));
    const apart = all.filter((row) => row.apart !== null);
    const chi = apart.reduce((sum, row) => sum + row.apart ** 2, 0);
    setText(byId('compare-note'), [
      areTwo && apart.length > 0 ? `χ² of the differences: ${significant(chi, 3)} for ${apart.length} places; about one a place if both campaigns measure the same, their errors are honest, and their seeds differ.` : '',
      isCut ? `The table has the ${MOST_ROWS} of ${all.length} places that differ most.` : '',
    ].filter(Boolean).join(' '));
  }

  #row({ width, sigmaW, of, apart }, areTwo) {
    const cell = (text, attributes = {}) => element('td', attributes, text);
    return element('tr', {},
      element('th', { scope: 'row' }, String(width)), cell(sigma(sigmaW)),
      ...of.map((shard) => cell(shard ? `${concise(shard.value, shard.standardError)}${isDoubtful(shard) ? ' ⚠' : ''}` : NONE,
        shard && isDoubtful(shard) ? { title: shard.why ?? 'not to be trusted' } : {})),
      cell(significant(common(of, 'exact'), 5)), cell(significant(common(of, 'theory'), 5)),
      ...(areTwo ? [cell(pull(apart), Math.abs(apart ?? 0) > 5 ? { 'data-far': 'true' } : {})] : []));
  }
}
