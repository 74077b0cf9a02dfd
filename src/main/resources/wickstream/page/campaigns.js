// The list of campaigns, in the daemon's order: running, queued, paused, ended newest first.

import { element, setAttribute, setText, show, byId } from './dom.js';
import { duration, short } from './format.js';
import { CAMPAIGN_STATES } from './physics.js';

export const isAtRest = ({ state }) => !['queued', 'running', 'pausing', 'cancelling'].includes(state);

const RANK = { running: 0, pausing: 0, cancelling: 0, queued: 1, paused: 2 };
const rank = (campaign) => RANK[campaign.state] ?? 3;

/** The changes that arrive one by one say nothing of the order, so that it is made here. */
export function inOrder(campaigns) {
  return [...campaigns].sort((a, b) => rank(a) - rank(b)
    || (a.position ?? 0) - (b.position ?? 0)
    || String(b.endedAt ?? '').localeCompare(String(a.endedAt ?? ''))
    || String(a.startedAt ?? a.submittedAt).localeCompare(String(b.startedAt ?? b.submittedAt))
    || a.name.localeCompare(b.name));
}

const KNOWN = {
  converged: ['converged', 'good'],
  heavyTailed: ['heavy-tailed', 'warn'],
  posteriorUnreachable: ['posterior unreachable', 'warn'],
  unresolved: ['unresolved', 'warn'],
  budgetExhausted: ['out of budget', 'warn'],
  contradicted: ['contradicted', 'bad'],
  failed: ['failed', 'bad'],
  cancelled: ['cancelled', 'calm'],
};
const UNDER_WAY = ['total', 'waiting', 'running'];

const words = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** How many shards stand where: each verdict, also one this page does not know, and those at work. */
export function parts(shards) {
  const others = Object.keys(shards).filter((key) => !(key in KNOWN) && !UNDER_WAY.includes(key));
  return [
    ...Object.entries(KNOWN).map(([key, [label, tone]]) => ({ label, tone, shards: shards[key] ?? 0 })),
    ...others.map((key) => ({ label: words(key), tone: 'warn', shards: shards[key] })),
    { label: 'running', tone: 'busy', shards: shards.running },
  ];
}

export const ended = (shards) => shards.total - shards.waiting - shards.running;

/** "6 of 18 shards ended: 5 converged, 1 heavy-tailed; 2 running, 10 waiting" */
export function progressText(shards) {
  const verdicts = parts(shards).slice(0, -1).filter((part) => part.shards > 0).map((part) => `${part.shards} ${part.label}`);
  const others = ['running', 'waiting'].filter((key) => shards[key] > 0).map((key) => `${shards[key]} ${key}`);
  const first = `${ended(shards)} of ${shards.total} shards ended${verdicts.length ? `: ${verdicts.join(', ')}` : ''}`;
  return [first, others.join(', ')].filter(Boolean).join('; ');
}

/** A bar of one segment a verdict; its label says the same in words. */
export function renderBar(bar, shards) {
  const all = parts(shards);
  if (bar.childElementCount !== all.length) {
    bar.replaceChildren(...all.map(({ tone }) => element('span', { class: `tone-${tone}` })));
  }
  all.forEach((part, at) => {
    const grow = String(part.shards / Math.max(1, shards.total));
    if (bar.children[at].style.flexGrow !== grow) bar.children[at].style.flexGrow = grow;
  });
  setAttribute(bar, 'aria-label', progressText(shards));
}

/** Mark, tone and words for where a campaign stands: to have finished is no success where shards have not converged. */
export function campaignState({ state, shards }) {
  const known = { mark: '·', tone: 'calm', ...CAMPAIGN_STATES[state], label: state };
  if (state !== 'finished' || shards.converged === shards.total) return known;
  const isBad = parts(shards).some((part) => part.tone === 'bad' && part.shards > 0);
  return { mark: '⚠', tone: isBad ? 'bad' : 'warn', label: `finished, ${converged(shards)}` };
}

const converged = (shards) => `${shards.converged} of ${shards.total} converged`;

/** State as mark and words: those of campaignState, unless there is no room for them. */
export function renderState(badge, campaign, words) {
  const { mark, tone, label } = campaignState(campaign);
  const text = ` ${words ?? label}`;
  setAttribute(badge, 'class', `badge tone-${tone}`);
  badge.dataset.state = campaign.state;
  if (badge.textContent !== mark + text) badge.replaceChildren(element('span', { 'aria-hidden': 'true', class: 'mark' }, mark), text);
}

function meta(campaign) {
  const { shards } = campaign;
  const words = [campaign.state === 'finished' ? converged(shards) : `${ended(shards)}/${shards.total} shards`];
  if (campaign.position !== null) words.push(`number ${campaign.position} in the queue`);
  if (campaign.networksPerSecond) words.push(`${short(campaign.networksPerSecond)} networks/s`);
  if (campaign.etaSeconds !== null) words.push(`${duration(campaign.etaSeconds)} left`);
  if (campaign.priority !== 0) words.push(`priority ${String(campaign.priority).replace('-', '−')}`);
  return words.join(' · ');
}

export class CampaignList {
  #list = byId('campaigns');
  #items = new Map();

  render(campaigns, selected) {
    const ordered = inOrder(campaigns.values());
    for (const [name, item] of this.#items) {
      if (!campaigns.has(name)) {
        item.row.remove();
        this.#items.delete(name);
      }
    }
    ordered.forEach((campaign, at) => {
      const item = this.#items.get(campaign.name) ?? this.#add(campaign.name);
      // Moving only what is out of place keeps the focus where it is.
      if (this.#list.children[at] !== item.row) this.#list.insertBefore(item.row, this.#list.children[at] ?? null);
      setAttribute(item.link, 'aria-current', campaign.name === selected ? 'true' : null);
      renderState(item.badge, campaign, campaign.state);
      renderBar(item.bar, campaign.shards);
      setText(item.meta, meta(campaign));
    });
    setText(byId('campaigns-count'), ordered.length ? String(ordered.length) : '');
    show(byId('campaigns-none'), ordered.length === 0);
  }

  #add(name) {
    const badge = element('span', { class: 'badge' });
    const bar = element('span', { class: 'bar', role: 'img' });
    const line = element('span', { class: 'meta' });
    const link = element('a', { href: `#/campaigns/${encodeURIComponent(name)}`, 'data-campaign': name },
      element('span', { class: 'name' }, name), badge, bar, line);
    const row = element('li', {}, link);
    const item = { row, link, badge, bar, meta: line };
    this.#items.set(name, item);
    return item;
  }
}
