// Which numbers cannot be trusted, and why, in one place above them all.

import { byId, element, setText, show } from './dom.js';
import { shardName } from './physics.js';

const SHOWN = 4;

const hasConverged = (shard) => shard.phase === 'ended' && shard.verdict === 'converged';

/** Whether a shard has ended with its target missed; of other quantities that says nothing. */
const hasMissed = (shard) => shard.isTarget !== false && shard.phase === 'ended' && !hasConverged(shard);

/** Whether there is a number with a reason against it: the daemon's, or that its shard has ended without converging. */
export const isDoubtful = (shard) => shard.value !== null && (!shard.trustworthy || hasMissed(shard));

/** Whether there is a number with nothing against it but that its shard has not reached its target yet. */
export const isPending = (shard) => shard.value !== null && shard.phase !== 'ended' && !isDoubtful(shard);

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

/** What to say above them all, with its tone; null while there is no number. */
export function trustLine(shards, atRest) {
  const all = shards.filter((shard) => shard.value !== null).length;
  if (all === 0) return null;
  const doubtful = shards.filter(isDoubtful).length;
  const pending = shards.filter(isPending).length;
  if (doubtful > 0) {
    const rest = pending > 0 ? `, ${pending} ${pending === 1 ? 'is' : 'are'} not final` : '';
    return { tone: 'warn', text: `⚠ ${doubtful} of ${all} numbers cannot be trusted${atRest ? '' : ' yet'}${rest}:` };
  }
  if (pending === all) return { tone: 'calm', text: 'No number can be trusted yet: no shard has reached its target.' };
  if (pending > 0) {
    const rest = pending === 1 ? 'the other is' : 'the others are';
    return { tone: 'calm', text: `${all - pending} of ${all} numbers can be trusted; ${rest} not final yet.` };
  }
  return { tone: 'good', text: `✓ ${all === 1 ? 'The one number' : `All ${all} numbers`} can be trusted: no error bar gives reason to doubt it.` };
}

export function renderTrust(shards, atRest) {
  const doubtful = shards.filter(isDoubtful);
  const box = byId('trust');
  const line = trustLine(shards, atRest);
  show(box, line !== null);
  if (line === null) return;
  box.dataset.tone = line.tone;
  setText(byId('trust-line'), line.text);
  const groups = grouped(doubtful);
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
