// The quantities that a campaign measures beside the one its target is about. The daemon has them of the
// shards that have ended, and reads them at most every few seconds.

import { campaignPath, get } from './api.js';
import { ended } from './campaigns.js';

const LEAST_INTERVAL = 10_000;

/** A shard as the charts and the table know it, but with the numbers of another quantity. */
export function withValues(shard, quantity, value) {
  const numbers = value ?? { value: null, standardError: null, low: null, high: null, exact: null, theory: null, pull: null, why: null };
  return {
    ...shard, ...numbers, observable: quantity, isTarget: false, tolerance: null, tailShape: null, varianceOfVariance: null,
    trustworthy: numbers.why === null, heavy: numbers.why !== null,
  };
}

export class Quantities {
  #name = null;
  #names = [];
  #known = new Map();
  #asking = new Set();
  #timer = 0;
  #onLoaded;

  /** onLoaded(): there are values that have not been there before, or it is time to ask for them. */
  constructor(onLoaded) {
    this.#onLoaded = onLoaded;
  }

  open(name) {
    this.#name = name;
    this.#names = [];
    this.#known.clear();
    this.#asking.clear();
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** All that can be shown, and these. */
  names(...others) {
    return [...new Set([...this.#names, ...others])];
  }

  /** Whether numbers of a quantity have been asked for and have not come yet. */
  isAwaited(quantity) {
    return this.#asking.has(quantity) && !this.#known.has(quantity);
  }

  /** The shards with the numbers of a quantity, as far as these are known; asks for them if they are not. */
  of(shards, quantity, campaign) {
    if (ended(campaign.shards) > 0) this.#askIfDue(quantity, campaign);
    if (quantity === campaign.observable) return shards;
    const values = this.#known.get(quantity)?.values;
    return shards.map((shard) => withValues(shard, quantity, values?.get(shard.shard)));
  }

  #askIfDue(quantity, campaign) {
    // The target's own are in the shards: they are asked for once only, for the names of the others.
    const stampOf = (shards) => (quantity === campaign.observable ? 'names' : `${shards} ${campaign.submittedAt} ${campaign.endedAt}`);
    const known = this.#known.get(quantity);
    if (this.#asking.has(quantity) || known?.stamp === stampOf(ended(campaign.shards))) return;
    const wait = known ? known.at + LEAST_INTERVAL - Date.now() : 0;
    if (wait > 0) {
      // Nothing else may happen until then: the last shards may have ended.
      this.#timer ||= setTimeout(() => {
        this.#timer = 0;
        this.#onLoaded();
      }, wait);
      return;
    }
    this.#asking.add(quantity);
    this.#ask(this.#name, quantity, stampOf);
  }

  /** stampOf(shards): what tells values of so many shards from earlier and later ones. */
  async #ask(name, quantity, stampOf) {
    let answer = null;
    try {
      answer = await get(campaignPath(name, `/values?${new URLSearchParams({ quantity })}`));
    } catch {
      // There is no such quantity, or the daemon is away; it is asked again in a while.
    }
    if (name !== this.#name) return;
    this.#asking.delete(quantity);
    if (answer?.quantities.length > 0) this.#names = answer.quantities;
    const values = answer ? new Map(answer.values.map((value) => [value.shard, value])) : this.#known.get(quantity)?.values;
    this.#known.set(quantity, { values, stamp: answer && stampOf(answer.ended), at: Date.now() });
    this.#onLoaded();
  }
}
