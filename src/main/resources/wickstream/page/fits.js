// The powers with which couplings scale, as the daemon fits them to the shards.

import { campaignPath, get } from './api.js';
import { byId, element, setText, show } from './dom.js';
import { NONE, measured, significant, trimmed } from './format.js';
import { symbol } from './physics.js';

// The daemon computes them at most every few seconds for all who ask.
const LEAST_INTERVAL = 10_000;

function row(fit) {
  const numeric = (text) => element('td', {}, text);
  const doubtful = fit.probability !== null && fit.probability < 1e-3;
  const chi = fit.points === 0 ? NONE : `${significant(fit.chiSquare, 3)} / ${fit.degreesOfFreedom}${doubtful ? ' ⚠' : ''}`;
  return element('tr', { 'data-quantity': fit.quantity, 'data-variable': fit.variable },
    element('th', { scope: 'row' }, ...symbol(fit.quantity)),
    element('td', {}, ...symbol(fit.variable)),
    numeric(measured(fit.exponent, fit.standardError)),
    numeric(trimmed(significant(fit.predicted, 3))),
    numeric(significant(fit.exact, 5)),
    numeric(chi),
    numeric(fit.leftOut === 0 ? String(fit.points) : `${fit.points} of ${fit.points + fit.leftOut}`),
    element('td', { class: 'left' }, fit.statement));
}

export class Fits {
  #name = null;
  #ended = 0;
  #seen = null;
  #askedAt = 0;
  #timer = 0;

  /** Another campaign is shown: nothing of the one before may stay. */
  open(name) {
    clearTimeout(this.#timer);
    this.#name = name;
    this.#seen = null;
    this.#askedAt = 0;
    this.#timer = 0;
    this.#render([]);
  }

  /** ended: how many shards have; asks anew when that has changed, but not all the time. */
  update(ended) {
    this.#ended = ended;
    if (ended === 0 || ended === this.#seen || this.#timer !== 0) return;
    const wait = Math.max(0, this.#askedAt + LEAST_INTERVAL - Date.now());
    const name = this.#name;
    this.#timer = setTimeout(() => this.#ask(name, ended), wait);
  }

  async #ask(name, ended) {
    this.#askedAt = Date.now();
    try {
      const { fits } = await get(campaignPath(name, '/fits'));
      if (name !== this.#name) return;
      this.#seen = ended;
      this.#render(fits);
    } catch {
      // It will be asked again when the next shard has ended.
      if (name === this.#name) this.#seen = ended;
    } finally {
      if (name === this.#name) {
        this.#timer = 0;
        this.update(this.#ended); // more may have ended meanwhile
      }
    }
  }

  /** One row for each quantity and variable: of the whole grid, which comes first. */
  #render(fits) {
    const first = new Map();
    for (const fit of fits) {
      const key = `${fit.quantity} ${fit.variable}`;
      if (!first.has(key)) first.set(key, fit);
    }
    show(byId('fits-section'), first.size > 0);
    byId('fits').tBodies[0].replaceChildren(...[...first.values()].map(row));
    setText(byId('fits-note'), 'Fits of the whole grid: a common power, an amplitude for each N or each σ_W. '
      + `fits.csv has those of single lines too.${fits.some((fit) => fit.probability !== null && fit.probability < 1e-3) ? ' ⚠ no single power.' : ''}`);
  }
}
