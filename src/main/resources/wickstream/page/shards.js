// The table of shards. Thousands of rows are cheap: a row is touched only if its shard has changed.

import { byId, element, setAttribute, setText, show } from './dom.js';
import { NONE, concise, count, duration, exactPercent, interval, measured, percent, pull, roundPercent, significant } from './format.js';
import { networksNeeded, plainSymbol, shardName, shardState, sigma, symbol } from './physics.js';
import { isBesideTheory, remainder, theoryPull } from './theory.js';
import { isDoubtful, isPending } from './trust.js';

const KINDS = {
  all: () => true,
  running: (shard) => shard.phase === 'running',
  doubtful: isDoubtful,
  missed: (shard) => shard.phase === 'ended' && shard.verdict !== 'converged',
};

// What a card on a small screen calls the cells that have no column heading there.
const LABELS = {
  net: 'Networks', value: 'Value', rel: 'Error / target', int: 'Interval', exact: 'Exact', pull: 'Pull', tail: 'Tail shape', eta: 'Time left',
};

function errorAgainstTarget({ value, standardError, tolerance }) {
  if (value === null || standardError === null) return NONE;
  const size = Math.abs(value);
  if (size === 0) return tolerance ? `${significant(standardError / tolerance, 2)} × target` : NONE;
  const target = tolerance === null ? NONE : roundPercent(tolerance / size);
  return `${percent(standardError / size).replace(/\u202f%$/, '')} / ${target}`;
}

export class ShardTable {
  #body = byId('shards').tBodies[0];
  #rows = new Map();
  #filter = 'all';
  #chosen = null;
  #onChoose;

  constructor(onChoose) {
    this.#onChoose = onChoose;
    this.#body.addEventListener('click', (event) => {
      const row = event.target.closest('tr');
      if (row) this.#onChoose(row.dataset.shard);
    });
    this.#body.addEventListener('keydown', (event) => this.#move(event));
  }

  get filter() {
    return this.#filter;
  }

  setFilter(filter) {
    this.#filter = filter;
  }

  clear() {
    this.#rows.clear();
    this.#body.replaceChildren();
  }

  /** Headings follow what is measured and with which confidence. */
  head(campaign) {
    const heading = byId('value-heading');
    if (heading.dataset.observable !== campaign.observable) {
      heading.dataset.observable = campaign.observable;
      heading.replaceChildren(...symbol(campaign.observable), ' (error)');
    }
    setText(byId('interval-heading'), `${exactPercent(campaign.confidence)} interval`);
  }

  /** shards: all of them, by id, in order; changed: ids of those that differ from last time, null: all. */
  render(shards, changed) {
    const all = [...shards.values()];
    const besideTheory = isBesideTheory(all);
    setText(byId('known-heading'), besideTheory ? 'Theory' : 'Exact');
    for (const id of changed ?? shards.keys()) {
      const shard = shards.get(id);
      if (!shard) continue;
      if (!this.#rows.has(id)) this.#add(shard);
      this.#update(this.#rows.get(id), shard);
    }
    let shown = 0;
    const lines = new Map();
    for (const shard of besideTheory ? all : []) lines.set(shard.sigmaW, [...(lines.get(shard.sigmaW) ?? []), shard]);
    for (const [id, entry] of this.#rows) {
      const shard = shards.get(id);
      this.#compare(entry.cells, shard, besideTheory ? theoryPull(shard, lines.get(shard.sigmaW)) : shard.pull, besideTheory);
      const visible = KINDS[this.#filter](shard);
      show(entry.row, visible);
      if (visible) shown++;
    }
    show(byId('shards-none'), shown === 0 && shards.size > 0);
    setText(byId('shards-count'), shown === shards.size ? String(shards.size) : `${shown} of ${shards.size}`);
    this.#keepOneTabStop();
  }

  choose(id) {
    for (const each of [this.#chosen, id]) {
      const entry = this.#rows.get(each);
      if (entry) {
        entry.row.classList.toggle('chosen', each === id);
        entry.button.setAttribute('aria-pressed', String(each === id));
        entry.button.tabIndex = each === id ? 0 : -1;
      }
    }
    this.#chosen = id;
    this.#rows.get(id)?.row.scrollIntoView({ block: 'nearest' });
    this.#keepOneTabStop();
  }

  #add(shard) {
    const button = element('button', { type: 'button', class: 'choose', tabindex: '-1', 'aria-pressed': 'false' }, String(shard.width));
    button.setAttribute('aria-label', `${shardName(shard)}: details`);
    const cell = (name, ...content) => element('td', { class: `c-${name}`, role: 'cell', 'data-label': LABELS[name] ?? null }, ...content);
    const cells = Object.fromEntries(Object.keys(LABELS).map((name) => [name, cell(name)]));
    const mark = element('span', { class: 'mark', 'aria-hidden': 'true' });
    const label = element('span');
    const why = element('span', { class: 'why' });
    const state = cell('state', element('span', { class: 'verdict' }, mark, ' ', label), why);
    const value = element('span');
    const doubt = element('span', { class: 'doubt', hidden: '' }, '⚠ not trusted');
    cells.value.append(value, doubt);
    const row = element('tr', { 'data-shard': shard.shard, role: 'row' },
      element('th', { scope: 'row', role: 'rowheader', class: 'c-n' }, button),
      element('td', { class: 'c-s', role: 'cell' }, element('span', { class: 'card-only' }, ...symbol('sigmaW'), ' = '), sigma(shard.sigmaW)),
      state, ...Object.values(cells));
    this.#body.append(row);
    this.#rows.set(shard.shard, { row, button, cells, state, mark, label, why, value, doubt });
  }

  #update(entry, shard) {
    const { cells } = entry;
    const state = shardState(shard);
    const doubtful = isDoubtful(shard);
    setText(entry.mark, state.mark);
    setText(entry.label, state.label);
    setText(entry.why, doubtful ? shard.why ?? '' : shard.verdict === 'failed' ? shard.reason ?? '' : '');
    setAttribute(entry.row, 'data-state', shard.phase === 'ended' ? shard.verdict : shard.phase);
    setAttribute(entry.row, 'data-tone', state.tone);
    setAttribute(entry.row, 'data-trustworthy', String(!doubtful));
    show(entry.doubt, doubtful);
    setText(cells.net, count(shard.networks));
    setText(entry.value, concise(shard.value, shard.standardError));
    setText(cells.rel, errorAgainstTarget(shard));
    setText(cells.int, interval(shard.low, shard.high));
    setText(cells.tail, significant(shard.tailShape, 2));
    setText(cells.eta, shard.phase === 'running' ? duration(shard.etaSeconds) : NONE);
  }

  // With what is known: where that is theory, the pull of a shard depends on all others.
  #compare(cells, shard, distance, besideTheory) {
    setText(cells.exact, significant(besideTheory ? shard.theory : shard.exact, 5));
    setAttribute(cells.exact, 'data-label', besideTheory ? 'Theory' : LABELS.exact);
    setText(cells.pull, pull(distance));
    setAttribute(cells.pull, 'data-far', Math.abs(distance ?? 0) > 5 ? 'true' : null);
  }

  // One tab stop for the whole table; arrows move among the rows.
  #keepOneTabStop() {
    const rows = this.#visible();
    if (rows.some((row) => this.#buttonOf(row).tabIndex === 0)) return;
    if (rows.length > 0) this.#buttonOf(rows[0]).tabIndex = 0;
  }

  #visible() {
    return [...this.#body.rows].filter((row) => !row.hidden);
  }

  #buttonOf(row) {
    return this.#rows.get(row.dataset.shard).button;
  }

  #move(event) {
    const rows = this.#visible();
    const at = rows.indexOf(event.target.closest('tr'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
    this.#buttonOf(rows[at]).tabIndex = -1;
    this.#buttonOf(next).tabIndex = 0;
    this.#buttonOf(next).focus();
  }
}

function trust(shard) {
  if (shard.value === null) return 'there is no number yet';
  if (isDoubtful(shard)) return `⚠ ${shard.why ?? 'not to be trusted'}`;
  return isPending(shard) ? 'not yet: it has not ended' : 'no reason for doubt';
}

/** Everything about the chosen shard that has no column. */
export function renderShard(shard) {
  const box = byId('shard');
  show(box, shard !== undefined);
  if (!shard) return;
  const facts = [
    ['Shard', `${shardName(shard)} (${shard.shard})`],
    ['Verdict', shard.verdict ? `${shard.verdict}${shard.reason ? `: ${shard.reason}` : ''}` : 'not judged yet'],
    ['Trust', trust(shard)],
    [plainSymbol(shard.observable), measured(shard.value, shard.standardError)],
    ['Networks', `${count(shard.networks)} of ${count(shard.granted)} granted, ${shard.bagsInFlight} bags in flight`],
    ['Networks needed', networksNeeded(shard) ?? NONE],
    ['Effective sample size', count(shard.effectiveSampleSize)],
    ['Variance of variance', significant(shard.varianceOfVariance, 2)],
    ['Crashes', String(shard.crashes)],
  ];
  const r = remainder(shard);
  if (shard.exact === null && r !== null) {
    facts.push(['Theory, order 1/N', `${significant(shard.theory, 5)}; N(measured/theory − 1) = ${measured(r.value, r.error)}`]);
  }
  if (shard.u4 && shard.observable !== 'u4') {
    facts.push(['u₄', `${measured(shard.u4.value, shard.u4.standardError)}, interval ${interval(shard.u4.low, shard.u4.high)}, exact ${significant(shard.u4.exact, 5)}`]);
  }
  if (box.childElementCount !== facts.length) {
    box.replaceChildren(...facts.map(() => element('div', {}, element('dt'), element('dd'))));
  }
  facts.forEach(([name, text], at) => {
    setText(box.children[at].children[0], name);
    setText(box.children[at].children[1], text);
  });
}
