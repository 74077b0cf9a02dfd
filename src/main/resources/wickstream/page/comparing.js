// How numbers of several campaigns stand to each other.

import { isDoubtful } from './trust.js';

const place = ({ width, sigmaW }) => `${width} ${sigmaW}`;

/** How far two independent numbers are apart, in standard errors of their difference; null if either cannot be believed. */
export function distance(a, b) {
  if (!a || !b || a.value === null || b.value === null || isDoubtful(a) || isDoubtful(b)) return null;
  const error = Math.hypot(a.standardError, b.standardError);
  return error > 0 ? (a.value - b.value) / error : null;
}

/** One row a place of the grids: {width, sigmaW, of: [shard of each campaign or undefined], apart}. */
export function rows(columns) {
  const all = new Map();
  columns.forEach((shards, at) => {
    for (const shard of shards) {
      const key = place(shard);
      if (!all.has(key)) all.set(key, { width: shard.width, sigmaW: shard.sigmaW, of: columns.map(() => undefined) });
      all.get(key).of[at] = shard;
    }
  });
  return [...all.values()]
    .map((row) => ({ ...row, apart: row.of.length === 2 ? distance(row.of[0], row.of[1]) : null }))
    .sort((a, b) => a.sigmaW - b.sigmaW || a.width - b.width);
}
