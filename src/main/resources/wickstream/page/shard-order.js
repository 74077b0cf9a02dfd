// Which shards are shown, and in which order.

import { shardName, shardState } from './physics.js';
import { isDoubtful } from './trust.js';

const KINDS = {
  all: () => true,
  running: (shard) => shard.phase === 'running',
  doubtful: isDoubtful,
  missed: (shard) => shard.phase === 'ended' && shard.verdict !== 'converged',
};

/** What each column is sorted by; null, where there is nothing, always comes last. */
const COLUMNS = {
  width: ({ width }) => width,
  sigmaW: ({ sigmaW }) => sigmaW,
  state: (shard) => shardState(shard).label,
  networks: ({ networks }) => networks,
  value: ({ value }) => value,
  error: ({ value, standardError, tolerance }) => (standardError === null || !value ? null : standardError / (tolerance ?? Math.abs(value))),
  known: ({ exact, theory }) => exact ?? theory,
  pull: null, // depends on the others where theory is all there is
  tail: ({ tailShape }) => tailShape,
  eta: ({ phase, etaSeconds }) => (phase === 'running' ? etaSeconds : null),
};

/** Ascending, then descending, then as the grid is. */
export const nextSort = (sort, column) => ({ [column]: `-${column}`, [`-${column}`]: 'grid' }[sort] ?? column);

const SIGMA = /^(?:σ|σ_?w|s|sigma|sigma[_-]?w)$/;

/** What one word of a search asks for: N=50, σ_W=1.5, or a part of what the row says. */
function condition(word) {
  const match = /^([a-zσ_-]+)(<=|>=|=|<|>)(-?[\d.]+(?:e[-+]?\d+)?)$/.exec(word);
  const key = match && (match[1] === 'n' ? 'width' : SIGMA.test(match[1]) ? 'sigmaW' : null);
  if (!key) {
    return (shard) => `${shardName(shard)} ${shardState(shard).label} ${shard.shard} ${shard.why ?? ''} ${shard.reason ?? ''}`.toLowerCase().includes(word);
  }
  const number = Number(match[3]);
  const holds = { '=': (x) => x === number, '<': (x) => x < number, '>': (x) => x > number, '<=': (x) => x <= number, '>=': (x) => x >= number }[match[2]];
  return (shard) => holds(shard[key]);
}

/** All conditions of a search, which a shard must meet together. */
export function search(text) {
  // "N = 50" is one word.
  const words = text.toLowerCase().replace(/\s*([<>]?=|[<>])\s*/g, '$1').split(/\s+/).filter(Boolean);
  const conditions = words.map(condition);
  return (shard) => conditions.every((holds) => holds(shard));
}

const isThere = (x) => x !== null && x !== undefined;

const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b) : a - b);

/** Those of the shards, which come in the order of the grid, that are shown; pulls(shard): its pull. */
export function arranged(shards, { show, find, sort }, pulls) {
  const finds = search(find);
  const shown = shards.filter((shard) => (KINDS[show] ?? KINDS.all)(shard) && finds(shard));
  const column = sort.replace(/^-/, '');
  if (!(column in COLUMNS)) return shown;
  const key = column === 'pull' ? (shard) => absolute(pulls(shard)) : COLUMNS[column];
  const way = sort.startsWith('-') ? -1 : 1;
  return shown.map((shard) => [key(shard), shard])
    .sort(([a], [b]) => (isThere(a) && isThere(b) ? way * compare(a, b) : isThere(b) - isThere(a)))
    .map(([, shard]) => shard);
}

const absolute = (x) => (x === null ? null : Math.abs(x));
