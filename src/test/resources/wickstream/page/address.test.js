// What the address says is what is shown, and back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULTS, format, parse } from './address.js';

const options = (changes) => ({ ...DEFAULTS, ...changes });

test('an address and what it says are the same thing', () => {
  for (const address of [
    { view: 'campaign', name: 'figure2', options: options({}) },
    { view: 'campaign', name: 'a.b-c_d', options: options({ observable: 'connected4@10', sort: '-pull', find: 'N>=50 σ=1.5 & "x"', show: 'doubtful' }) },
    { view: 'campaign', name: 'x', options: options({ as: 'pull', against: 'both', shard: '0123abcd' }) },
    { view: 'compare', name: null, options: options({ campaigns: 'a,b' }) },
    { view: 'new', name: null, options: options({ from: 'a' }) },
  ]) {
    assert.deepEqual(parse(format(address)), address);
  }
});

test('what is as it always begins is left out', () => {
  assert.equal(format({ view: 'campaign', name: 'figure2', options: options({}) }), '#/campaigns/figure2');
  assert.equal(format({ view: 'compare', options: options({ campaigns: 'a,b', observable: 'u6' }) }), '#/compare?observable=u6&campaigns=a,b');
});

test('an address that leads nowhere says so', () => {
  assert.equal(parse('').view, 'home');
  assert.equal(parse('#/').view, 'home');
  for (const hash of ['#/nothing', '#/campaigns', '#/campaigns/', '#/campaigns/a/b', '#/campaigns/%E0%A4%A']) {
    assert.equal(parse(hash).view, 'unknown', hash);
  }
  assert.equal(parse('#/campaigns/a?unknown=1&sort=pull').options.sort, 'pull');
  assert.equal('unknown' in parse('#/campaigns/a?unknown=1').options, false);
});
