// What the page says of shards and campaigns that ended in one way or another.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignState, parts, progressText } from './campaigns.js';
import { networksNeeded, shardState } from './physics.js';
import { isDoubtful, isPending, trustLine } from './trust.js';

const shards = (counts) => ({ waiting: 0, running: 0, converged: 0, heavyTailed: 0, budgetExhausted: 0, cancelled: 0, failed: 0, ...counts,
  total: Object.values(counts).reduce((a, b) => a + b, 0) });
const finished = (counts) => campaignState({ state: 'finished', shards: shards(counts) });
const shard = (more) => ({ width: 5, sigmaW: 1, value: -1.2, phase: 'ended', verdict: 'converged', trustworthy: true, why: null, heavy: false, ...more });
const running = (more) => shard({ phase: 'running', verdict: 'continue', ...more });
const ended = (verdict, more) => shard({ verdict, trustworthy: false, why: 'a reason', ...more });

test('finished is green only where every shard converged', () => {
  assert.deepEqual(finished({ converged: 2 }), { mark: '✓', tone: 'good', label: 'finished' });
  assert.deepEqual(finished({ heavyTailed: 2 }), { mark: '⚠', tone: 'warn', label: 'finished, 0 of 2 converged' });
  assert.deepEqual(finished({ converged: 1, budgetExhausted: 1 }), { mark: '⚠', tone: 'warn', label: 'finished, 1 of 2 converged' });
  assert.deepEqual(finished({ converged: 1, unresolved: 1 }), { mark: '⚠', tone: 'warn', label: 'finished, 1 of 2 converged' });
  assert.equal(finished({ converged: 1, contradicted: 1 }).tone, 'bad');
  assert.equal(finished({ converged: 1, failed: 1 }).tone, 'bad');
  assert.equal(finished({ converged: 1, somethingNew: 1 }).tone, 'warn');
  assert.equal(campaignState({ state: 'running', shards: shards({ converged: 1, running: 1 }) }).label, 'running');
});

test('every way to end is counted', () => {
  assert.equal(progressText(shards({ converged: 1, contradicted: 2, unresolved: 1, somethingNew: 1, running: 1, waiting: 4 })),
    '5 of 10 shards ended: 1 converged, 1 unresolved, 2 contradicted, 1 something-new; 1 running, 4 waiting');
  const all = parts(shards({ converged: 1, contradicted: 2, somethingNew: 1, running: 1, waiting: 4 }));
  assert.deepEqual(all.filter(({ shards: n }) => n > 0).map(({ label, shards: n, tone }) => [label, n, tone]),
    [['converged', 1, 'good'], ['contradicted', 2, 'bad'], ['something-new', 1, 'warn'], ['running', 1, 'busy']]);
});

test('a verdict has its colour, an unknown one that of doubt', () => {
  for (const [verdict, tone] of [['converged', 'good'], ['heavy-tailed', 'warn'], ['budget-exhausted', 'warn'], ['unresolved', 'warn'],
    ['contradicted', 'bad'], ['failed', 'bad'], ['cancelled', 'calm'], ['something-new', 'warn']]) {
    assert.equal(shardState(ended(verdict)).tone, tone, verdict);
    assert.equal(shardState(ended(verdict)).label, verdict.replace('budget-', 'budget '));
  }
});

test('no finite number of networks is not an unknown one', () => {
  assert.equal(networksNeeded(ended('heavy-tailed', { networksNeeded: null, networksNeededIs: null })), null);
  assert.equal(networksNeeded(ended('heavy-tailed', { networksNeeded: null, networksNeededIs: 'exact-value' })), 'no finite number');
  assert.equal(networksNeeded(ended('heavy-tailed', { networksNeeded: 2.5e12, networksNeededIs: 'lower-bound' })), '2.5·10¹² (at least)');
});

test('a running shard whose sample cannot vouch for its error says so, whatever the reason', () => {
  assert.equal(shardState(running({ heavy: true })).label, 'running, error in doubt');
  assert.equal(shardState(running()).label, 'running');
});

test('no verdict but converged is trusted, whatever the daemon says beside it', () => {
  for (const verdict of ['heavy-tailed', 'budget-exhausted', 'unresolved', 'contradicted', 'failed', 'cancelled', 'something-new']) {
    assert.ok(isDoubtful(shard({ verdict })), verdict);
  }
  assert.ok(!isDoubtful(shard()));
  assert.ok(isDoubtful(shard({ trustworthy: false })));
  assert.ok(!isDoubtful(ended('failed', { value: null })));
});

test('a running shard is not yet trusted, nor distrusted without a reason', () => {
  assert.ok(isPending(running()));
  assert.ok(!isDoubtful(running()));
  assert.ok(isDoubtful(running({ trustworthy: false })));
  assert.ok(!isPending(running({ trustworthy: false })));
  assert.ok(!isPending(shard()));
  assert.ok(!isPending(running({ value: null })));
});

test('only numbers that have ended can be trusted', () => {
  assert.deepEqual(trustLine([shard(), shard()], true), { tone: 'good', text: '✓ All 2 numbers can be trusted: no error bar gives reason to doubt it.' });
  assert.deepEqual(trustLine([shard()], true), { tone: 'good', text: '✓ The one number can be trusted: no error bar gives reason to doubt it.' });
  assert.deepEqual(trustLine([running(), running()], false),
    { tone: 'calm', text: 'No number can be trusted yet: no shard has reached its target.' });
  assert.deepEqual(trustLine([shard(), running(), running({ value: null })], false),
    { tone: 'calm', text: '1 of 2 numbers can be trusted; the other is not final yet.' });
  assert.deepEqual(trustLine([shard(), running(), running()], false),
    { tone: 'calm', text: '1 of 3 numbers can be trusted; the others are not final yet.' });
  assert.deepEqual(trustLine([shard(), ended('contradicted'), running()], false), { tone: 'warn', text: '⚠ 1 of 3 numbers cannot be trusted yet, 1 is not final:' });
  assert.deepEqual(trustLine([shard(), ended('contradicted'), ended('unresolved')], true), { tone: 'warn', text: '⚠ 2 of 3 numbers cannot be trusted:' });
  assert.equal(trustLine([running({ value: null })], false), null);
});
