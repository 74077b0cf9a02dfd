// The names of quantities, typeset, and what the API's words mean to a reader.

import { element } from './dom.js';
import { count, plain, significant } from './format.js';

const RAISED = { 3: '⁽³⁾', 4: '⁽⁴⁾', 6: '⁽⁶⁾' };
const POWERS = { 2: '²', 3: '³' };

const italic = (text) => element('i', {}, text);

/** What is measured of trained networks, and for how long they have been: connected4@10. */
const ofTraining = (name) => /^(mean|covariance|connected[34]|kurtosis)@(.+)$/.exec(name);

/** A time of training: a number, also as text, or infinity. */
export const trainingTime = (time) => (time === 'infinity' ? '∞' : plain(Number(time)));

const afterTraining = (time) => ` at τ = ${trainingTime(time)}`;

/** A function of trained networks as nodes: mean, G_c⁽⁴⁾, … */
export function trainedFunction(name) {
  const connected = /^connected(\d)$/.exec(name);
  return connected ? [italic('G'), element('sub', {}, 'c'), element('sup', {}, `(${connected[1]})`)] : [name];
}

/** A coupling in units of powers of Z₀: u4Canonical is u₄/Z₀², u6Canonical u₆/Z₀³. */
function ofCanonical(name) {
  const match = /^(u(\d))Canonical$/.exec(name);
  return match && { base: match[1], power: String(Number(match[2]) / 2) };
}

/** The symbol as nodes: N, σ_W, u₄, … */
export function symbol(name) {
  const trained = ofTraining(name);
  if (trained) return [...trainedFunction(trained[1]), afterTraining(trained[2])];
  if (name === 'width') return [italic('N')];
  if (name === 'sigmaW') return [italic('σ'), element('sub', {}, 'W')];
  if (name === 'sigmaB') return [italic('σ'), element('sub', {}, 'b')];
  const canonical = ofCanonical(name);
  if (canonical) return [...symbol(canonical.base), '/', italic('Z'), element('sub', {}, '0'), element('sup', {}, canonical.power)];
  if (/^connected\d$/.test(name)) return trainedFunction(name);
  const parts = /^([a-z]+)(\d+)$/.exec(name);
  return parts ? [italic(parts[1]), element('sub', {}, parts[2])] : [name];
}

/** The symbol in the markup of a chart's rich text; `{b|…}` is a subscript there. */
export function chartSymbol(name) {
  if (name === 'width') return '{a|N}';
  if (name === 'sigmaW') return '{a|σ}{b|W}';
  const trained = ofTraining(name);
  if (trained) {
    const connected = /^connected(\d)$/.exec(trained[1]);
    return `${connected ? `{a|G}{b|c}{p|${RAISED[connected[1]]}}` : `{p|${trained[1]}}`}{p|${afterTraining(trained[2])}}`;
  }
  const canonical = ofCanonical(name);
  if (canonical) return `${chartSymbol(canonical.base)}{p|/}{a|Z}{b|0}{p|${POWERS[canonical.power]}}`;
  const connected = /^connected(\d)$/.exec(name);
  if (connected) return `{a|G}{b|c}{p|${RAISED[connected[1]]}}`;
  const parts = /^([a-z]+)(\d+)$/.exec(name);
  return parts ? `{a|${parts[1]}}{b|${parts[2]}}` : `{a|${name.replace(/[{}|]/g, '')}}`;
}

const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

/** The symbol where only plain text can be had. */
export function plainSymbol(name) {
  const trained = ofTraining(name);
  const words = (text) => text.replace(/connected(\d)/, (_, order) => `G_c${RAISED[order]}`);
  if (trained) return `${words(trained[1])}${afterTraining(trained[2])}`;
  const canonical = ofCanonical(name);
  if (canonical) return `${plainSymbol(canonical.base)}/Z₀${POWERS[canonical.power]}`;
  if (/^connected\d$/.test(name)) return words(name);
  return name.replace(/\d/g, (digit) => LOWERED[digit]);
}

export const sigma = plain;

export const shardName = (shard) => `N = ${shard.width}, σ_W = ${sigma(shard.sigmaW)}`;

/** Each with a mark of its own shape, since colour alone says nothing to some. */
export const CAMPAIGN_STATES = {
  queued: { mark: '◷', tone: 'calm' },
  running: { mark: '▶', tone: 'busy' },
  pausing: { mark: '❙❙', tone: 'busy' },
  paused: { mark: '❙❙', tone: 'calm' },
  cancelling: { mark: '■', tone: 'busy' },
  cancelled: { mark: '■', tone: 'calm' },
  finished: { mark: '✓', tone: 'good' },
  failed: { mark: '✕', tone: 'bad' },
};

/** A verdict that is not among them is one of doubt. */
const SHARD_STATES = {
  waiting: { mark: '·', tone: 'calm', label: 'waiting' },
  running: { mark: '▶', tone: 'busy', label: 'running' },
  converged: { mark: '✓', tone: 'good', label: 'converged' },
  contradicted: { mark: '✕', tone: 'bad', label: 'contradicted' },
  'heavy-tailed': { mark: '⚠', tone: 'warn', label: 'heavy-tailed' },
  'posterior-unreachable': { mark: '⚠', tone: 'warn', label: 'posterior unreachable' },
  'budget-exhausted': { mark: '◔', tone: 'warn', label: 'budget exhausted' },
  cancelled: { mark: '■', tone: 'calm', label: 'cancelled' },
  failed: { mark: '✕', tone: 'bad', label: 'failed' },
};

/** What to say of a shard: its verdict once it has ended, how it fares before. */
export function shardState(shard) {
  if (shard.phase === 'ended') {
    return SHARD_STATES[shard.verdict] ?? { mark: '⚠', tone: 'warn', label: shard.verdict ?? 'ended' };
  }
  const state = SHARD_STATES[shard.phase] ?? SHARD_STATES.waiting;
  return shard.heavy ? { ...state, label: `${state.label}, error in doubt` } : state;
}

const NEEDED = {
  'exact-value': 'computed from the exact value',
  'measured-spread': 'from the spread measured so far',
  'lower-bound': 'at least',
};

export function networksNeeded(shard) {
  if (shard.networksNeeded === null) return shard.networksNeededIs ? 'no finite number' : null;
  const basis = NEEDED[shard.networksNeededIs];
  const amount = shard.networksNeeded < 1e9 ? count(shard.networksNeeded) : significant(shard.networksNeeded, 2);
  return basis ? `${amount} (${basis})` : amount;
}
