// The table of shards: sorted, searched and filtered as the address says. Only the rows that are seen are in
// the document, so that thousands of shards cost no more than a screenful.

import { byId, element, setAttribute, setText, show } from './dom.js';
import { NONE, concise, count, duration, exactPercent, interval, measured, percent, pull, roundPercent, significant } from './format.js';
import { networksNeeded, plainSymbol, shardName, shardState, sigma, symbol } from './physics.js';
import { arranged } from './shard-order.js';
import { isBesideTheory, remainder, theoryPull } from './theory.js';
import { termLink } from './explain.js';
import { isDoubtful, isPending } from './trust.js';

const ALL_IN_DOCUMENT = 60; // so few rows are not worth leaving any out
const BEYOND = 12; // rows above and below those that are seen

// What a card on a small screen calls the cells that have no column heading there.
const LABELS = {
  net: 'Networks', value: 'Value', rel: 'Error / target', int: 'Interval', exact: 'Exact', pull: 'Pull', tail: 'Tail shape', eta: 'Time left',
};

function errorAgainstTarget({ value, standardError, tolerance }) {
  if (value === null || standardError === null) return NONE;
  const size = Math.abs(value);
  if (size === 0) return tolerance ? `${significant(standardError / tolerance, 2)} × target` : NONE;
  if (tolerance === null) return percent(standardError / size);
  return `${percent(standardError / size).replace(/\u202f%$/, '')} / ${roundPercent(tolerance / size)}`;
}

export class ShardTable {
  #body = byId('shards').tBodies[0];
  #scroll = byId('shards-scroll');
  #above = element('tr', { class: 'spacer', 'aria-hidden': 'true' });
  #below = element('tr', { class: 'spacer', 'aria-hidden': 'true' });
  #rows = new Map(); // those in the document, by id
  #shards = new Map();
  #order = []; // ids of those that are shown, in order
  #pulls = () => null;
  #besideTheory = false;
  #chosen = null;
  #focused = null; // the row that the keyboard is at
  #rowHeight = 0;
  #onChoose;
  #onSort;

  /** onChoose(id), onSort(column): what the reader asks for. */
  constructor(onChoose, onSort) {
    this.#onChoose = onChoose;
    this.#onSort = onSort;
    this.#body.replaceChildren(this.#above, this.#below);
    this.#body.addEventListener('click', (event) => {
      const row = event.target.closest('tr[data-shard]');
      if (row) this.#onChoose(row.dataset.shard);
    });
    this.#body.addEventListener('keydown', (event) => this.#move(event));
    this.#body.addEventListener('focusin', (event) => { this.#focused = event.target.closest('tr')?.dataset.shard ?? null; });
    let frame = 0;
    this.#scroll.addEventListener('scroll', () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        this.#fill();
      });
    });
    new ResizeObserver(() => {
      this.#rowHeight = 0;
      this.#fill();
    }).observe(this.#scroll);
    for (const heading of document.querySelectorAll('#shards th[data-sort] button')) {
      heading.addEventListener('click', () => this.#onSort(heading.closest('th').dataset.sort));
    }
  }

  clear() {
    for (const { row } of this.#rows.values()) row.remove();
    this.#rows.clear();
    this.#shards = new Map();
    this.#order = [];
    this.#scroll.scrollTop = 0;
  }

  /** Headings follow what is shown and with which confidence. */
  head(campaign, observable) {
    const heading = byId('value-heading');
    if (heading.dataset.observable !== observable) {
      heading.dataset.observable = observable;
      heading.replaceChildren(...symbol(observable), ' (error)');
    }
    setText(byId('interval-heading'), `${exactPercent(campaign.confidence)} interval`);
    setText(byId('relative-heading'), observable === campaign.observable ? 'Error / target' : 'Relative error');
  }

  /** shards: all of them, by id; changed: ids of those that differ from last time, null: all; options: what is shown, in which order. */
  render(shards, changed, { show: kind, find, sort }) {
    const all = [...shards.values()];
    this.#shards = shards;
    this.#besideTheory = isBesideTheory(all);
    setText(byId('known-heading'), this.#besideTheory ? 'Theory' : 'Exact');
    const lines = new Map();
    for (const shard of this.#besideTheory ? all : []) lines.set(shard.sigmaW, [...(lines.get(shard.sigmaW) ?? []), shard]);
    this.#pulls = (shard) => (this.#besideTheory ? theoryPull(shard, lines.get(shard.sigmaW)) : shard.pull);
    this.#order = arranged(all, { show: kind, find, sort }, this.#pulls).map(({ shard }) => shard);
    for (const [id, entry] of this.#rows) {
      if (shards.has(id) && (changed === null || changed.has(id) || this.#besideTheory)) this.#update(entry, shards.get(id));
    }
    this.#headings(sort);
    const shown = this.#order.length;
    show(byId('shards-none'), shown === 0 && shards.size > 0);
    setText(byId('shards-count'), shown === shards.size ? String(shards.size) : `${shown} of ${shards.size}`);
    setAttribute(byId('shards'), 'aria-rowcount', shown + 1);
    this.#fill();
  }

  #headings(sort) {
    for (const heading of document.querySelectorAll('#shards th[data-sort]')) {
      const column = heading.dataset.sort;
      const way = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : null;
      setAttribute(heading, 'aria-sort', way);
    }
  }

  choose(id) {
    const before = this.#chosen;
    this.#chosen = id;
    for (const each of [before, id]) {
      const entry = this.#rows.get(each);
      if (entry) this.#mark(entry, each);
    }
  }

  /** Scrolls to a shard, if it is among those that are shown. */
  reveal(id) {
    const at = this.#order.indexOf(id);
    if (at >= 0) this.#scrollTo(at);
  }

  #mark(entry, id) {
    entry.row.classList.toggle('chosen', id === this.#chosen);
    entry.button.setAttribute('aria-pressed', String(id === this.#chosen));
  }

  /** Puts the rows that are seen into the document, and takes the others out. */
  #fill() {
    const focused = this.#body.contains(document.activeElement) ? document.activeElement : null;
    const [first, last] = this.#window();
    const wanted = this.#order.slice(first, last);
    const kept = new Set(wanted);
    // The row with the focus stays: it must not vanish under a keyboard.
    for (const [id, { row }] of this.#rows) {
      if (!kept.has(id) && !(id === this.#focused && row.contains(document.activeElement) && this.#order.includes(id))) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    let next = this.#above.nextElementSibling;
    wanted.forEach((id, at) => {
      const entry = this.#rows.get(id) ?? this.#add(this.#shards.get(id));
      setAttribute(entry.row, 'aria-rowindex', first + at + 2);
      if (entry.row === next) next = next.nextElementSibling;
      else this.#body.insertBefore(entry.row, next);
    });
    // A row that is moved loses the focus.
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    this.#space(this.#above, first);
    this.#space(this.#below, this.#order.length - last);
    this.#keepOneTabStop(wanted);
    if (this.#rowHeight === 0 && wanted.length > 0) {
      this.#rowHeight = this.#rows.get(wanted[0]).row.getBoundingClientRect().height;
      if (this.#rowHeight > 0 && this.#order.length > ALL_IN_DOCUMENT) this.#fill();
    }
  }

  #window() {
    const length = this.#order.length;
    if (length <= ALL_IN_DOCUMENT) return [0, length];
    if (this.#rowHeight === 0) return [0, Math.min(length, BEYOND)];
    const seen = Math.ceil(this.#scroll.clientHeight / this.#rowHeight);
    const at = Math.floor(this.#scroll.scrollTop / this.#rowHeight);
    const first = Math.max(0, Math.min(at, length - seen) - BEYOND);
    return [first, Math.min(length, first + seen + 2 * BEYOND)];
  }

  #space(spacer, rows) {
    const height = `${rows * this.#rowHeight}px`;
    if (spacer.style.height !== height) spacer.style.height = height;
    show(spacer, rows > 0);
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
    const entry = { row, button, cells, mark, label, why, value, doubt };
    this.#rows.set(shard.shard, entry);
    this.#mark(entry, shard.shard);
    this.#update(entry, shard);
    return entry;
  }

  #update(entry, shard) {
    const { cells } = entry;
    const state = shardState(shard);
    const doubtful = isDoubtful(shard);
    const why = doubtful ? shard.why ?? '' : shard.verdict === 'failed' ? shard.reason ?? '' : '';
    setText(entry.mark, state.mark);
    setText(entry.label, state.label);
    setText(entry.why, why);
    setAttribute(entry.why, 'title', why || null);
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
    const distance = this.#pulls(shard);
    setText(cells.exact, significant(this.#besideTheory ? shard.theory : shard.exact, 5));
    setAttribute(cells.exact, 'data-label', this.#besideTheory ? 'Theory' : LABELS.exact);
    setText(cells.pull, pull(distance));
    setAttribute(cells.pull, 'data-far', Math.abs(distance ?? 0) > 5 ? 'true' : null);
  }

  // One tab stop for the whole table; arrows move among the rows.
  #keepOneTabStop(wanted) {
    const stop = wanted.includes(this.#focused) ? this.#focused : wanted.includes(this.#chosen) ? this.#chosen : wanted[0];
    for (const [id, { button }] of this.#rows) {
      const index = id === stop ? 0 : -1;
      if (button.tabIndex !== index) button.tabIndex = index;
    }
  }

  #move(event) {
    const at = this.#order.indexOf(event.target.closest('tr')?.dataset.shard);
    const last = this.#order.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(last, to));
    this.#focused = this.#order[next];
    this.#scrollTo(next);
    this.#rows.get(this.#focused).button.focus({ preventScroll: true });
  }

  #scrollTo(at) {
    const box = this.#scroll;
    const head = byId('shards').tHead.getBoundingClientRect().height;
    const top = at * this.#rowHeight;
    const room = box.clientHeight - head;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + this.#rowHeight > box.scrollTop + room) box.scrollTop = top + this.#rowHeight - room;
    this.#fill();
  }
}

function trust(shard) {
  if (shard.value === null) return 'there is no number yet';
  if (isDoubtful(shard)) return `⚠ ${shard.why ?? 'not to be trusted'}`;
  return isPending(shard) ? 'not yet: it has not ended' : 'no reason for doubt';
}

/** Everything about the chosen shard that has no column: [term, words, page that explains it]. */
function factsOf(shard) {
  const facts = [
    ['Shard', `${shardName(shard)} (${shard.shard})`, 'shard'],
    ['Verdict', shard.verdict ? `${shard.verdict}${shard.reason ? `: ${shard.reason}` : ''}` : 'not judged yet', shard.verdict ?? 'verdict'],
    ['Trust', trust(shard), 'verdict'],
    [plainSymbol(shard.observable), measured(shard.value, shard.standardError), shard.observable.replace(/@.*/, '')],
    ['Networks', `${count(shard.networks)} of ${count(shard.granted)} granted, ${shard.bagsInFlight} bags in flight`, 'grant'],
    ['Networks needed', networksNeeded(shard) ?? NONE, 'networks-needed'],
    ['Effective sample size', count(shard.effectiveSampleSize), 'effective-sample-size'],
    ['Variance of variance', significant(shard.varianceOfVariance, 2), 'variance-of-variance'],
    ['Crashes', String(shard.crashes), null],
  ];
  const r = remainder(shard);
  if (shard.exact === null && r !== null) {
    facts.push(['Theory, order 1/N', `${significant(shard.theory, 5)}; N(measured/theory − 1) = ${measured(r.value, r.error)}`, 'theory']);
  }
  if (shard.u4 && shard.observable !== 'u4') {
    facts.push(['u₄', `${measured(shard.u4.value, shard.u4.standardError)}, interval ${interval(shard.u4.low, shard.u4.high)}, exact ${significant(shard.u4.exact, 5)}`, 'u4']);
  }
  return facts;
}

export function renderShard(shard) {
  const box = byId('shard');
  show(box, shard !== undefined);
  if (!shard) return;
  const facts = factsOf(shard);
  const key = facts.map(([name, , term]) => `${name} ${term}`).join();
  if (box.dataset.key !== key) {
    box.dataset.key = key;
    box.replaceChildren(...facts.map(([name, , term]) => element('div', {}, element('dt', {}, term ? termLink(term, name) : name), element('dd'))));
  }
  facts.forEach(([, text], at) => setText(box.children[at].children[1], text));
}

