// Which numbers cannot be trusted, and why, in one place above them all.

import { byId, element, setText, show } from './dom.js';
import { shardName } from './physics.js';

const SHOWN = 4;

export const isDoubtful = (shard) => shard.value !== null && !shard.trustworthy;

/** Reasons that differ in their numbers only are one reason. */
function grouped(doubtful) {
  const groups = new Map();
  for (const shard of doubtful) {
    const why = shard.why ?? 'The daemon gives no reason.';
    const kind = why.replace(/[-−+]?\d+([.,]\d+)*(e[-+]?\d+)?/gi, '#');
    if (!groups.has(kind)) groups.set(kind, { why, shards: [] });
    groups.get(kind).shards.push(shard);
  }
  return [...groups.values()].sort((a, b) => b.shards.length - a.shards.length);
}

function sentence({ why, shards }) {
  if (shards.length === 1) return `${shardName(shards[0])}: ${why}`;
  const named = shards.slice(0, 3).map(shardName).join('; ');
  const more = shards.length > 3 ? ` and ${shards.length - 3} more` : '';
  return `${shards.length} of them (${named}${more}), such as: ${why}`;
}

export function renderTrust(shards, atRest) {
  const numbers = shards.filter((shard) => shard.value !== null);
  const doubtful = numbers.filter(isDoubtful);
  const box = byId('trust');
  show(box, numbers.length > 0);
  if (numbers.length === 0) return;
  box.dataset.doubtful = String(doubtful.length);
  const all = numbers.length === 1 ? 'The one number' : `All ${numbers.length} numbers`;
  const groups = grouped(doubtful);
  setText(byId('trust-line'), doubtful.length === 0
    ? `✓ ${all} can be trusted: no error bar gives reason to doubt it.`
    : `⚠ ${doubtful.length} of ${numbers.length} numbers cannot be trusted${atRest ? '' : ' yet'}:`);
  const lines = groups.slice(0, SHOWN).map(sentence);
  if (groups.length > SHOWN) lines.push(`and for ${groups.length - SHOWN} other reasons; see the table`);
  const list = byId('trust-why');
  if (list.dataset.shown !== lines.join('\n')) {
    list.dataset.shown = lines.join('\n');
    list.replaceChildren(...lines.map((line) => element('li', {}, line)));
  }
  show(list, lines.length > 0);
  show(byId('trust-show'), doubtful.length > 0);
}
