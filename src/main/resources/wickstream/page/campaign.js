// The chosen campaign: what it measures, how far it is, and what can be done with it.

import { campaignPath, patch, post, remove, send, token } from './api.js';
import { campaignState, progressText, renderBar, renderState } from './campaigns.js';
import { announce, byId, element, setAttribute, setText, show } from './dom.js';
import { NONE, count, duration, moment, roundPercent, short, significant } from './format.js';
import { sigma, symbol } from './physics.js';

const ALLOWED = {
  pause: ['queued', 'running'],
  resume: ['paused', 'cancelled', 'failed'],
  extend: ['finished', 'cancelled', 'paused'],
  cancel: ['queued', 'running', 'pausing', 'paused'],
  delete: ['paused', 'cancelled', 'finished', 'failed'],
};

function target(campaign) {
  if (campaign.jointTarget) return campaign.jointTarget.words;
  const words = [];
  if (campaign.targetRelativeError !== null) words.push(roundPercent(campaign.targetRelativeError));
  if (campaign.targetAbsoluteError !== null) words.push(`${significant(campaign.targetAbsoluteError, 2)} absolute`);
  return words.join(' or ');
}

function facts(campaign) {
  const separator = ' · ';
  return [
    campaign.activation, separator, ...symbol('sigmaB'), ` = ${sigma(campaign.sigmaB)}`, separator, `${campaign.estimator} estimator`, separator,
    ...(campaign.jointTarget ? [] : [...symbol(campaign.observable), ' to ']), target(campaign), separator, `seed ${campaign.seed}`, separator,
    `submitted ${moment(campaign.submittedAt)}`, ...(campaign.endedAt ? [separator, `ended ${moment(campaign.endedAt)}`] : []),
  ];
}

export class CampaignView {
  #campaign = null;
  #onChanged;

  /** onChanged(campaign): the daemon has answered an action with this. */
  constructor(onChanged) {
    this.#onChanged = onChanged;
    for (const action of ['pause', 'resume']) {
      byId(action).addEventListener('click', () => this.#act(action));
    }
    byId('cancel').addEventListener('click', () => this.#cancel());
    byId('delete').addEventListener('click', () => this.#delete());
    byId('extend').addEventListener('click', () => this.#openExtend());
    byId('extend-no').addEventListener('click', () => byId('extend-dialog').close());
    byId('extend-form').addEventListener('submit', (event) => this.#extend(event));
    byId('priority-form').addEventListener('submit', (event) => this.#setPriority(event));
    for (const link of document.querySelectorAll('[data-file]')) {
      link.addEventListener('click', (event) => this.#download(event));
    }
  }

  /** Shows another campaign: nothing of the one before may stay. */
  open(campaign) {
    this.#campaign = campaign;
    show(byId('message'), false);
    byId('campaign-priority').value = campaign.priority;
    byId('again').href = `#/new?from=${encodeURIComponent(campaign.name)}`;
    byId('compare').href = `#/compare?campaigns=${encodeURIComponent(campaign.name)}`;
    for (const link of document.querySelectorAll('[data-file]')) {
      link.href = `api/v1${campaignPath(campaign.name, `/${link.dataset.file}`)}`;
      link.download = `${campaign.name}-${link.dataset.file}`;
    }
    this.render(campaign);
  }

  render(campaign) {
    const before = this.#campaign;
    this.#campaign = campaign;
    setText(byId('campaign-name'), campaign.name);
    renderState(byId('campaign-state'), campaign);
    setText(byId('campaign-reason'), campaign.reason ?? '');
    show(byId('campaign-reason'), Boolean(campaign.reason));
    byId('campaign-reason').dataset.state = campaign.state;
    this.#renderFacts(campaign);
    renderBar(byId('campaign-progress'), campaign.shards);
    setText(byId('campaign-progress-text'), progressText(campaign.shards));
    this.#renderReadouts(campaign);
    this.#renderActions(campaign);
    const field = byId('campaign-priority');
    if (before.priority !== campaign.priority && document.activeElement !== field) field.value = campaign.priority;
    if (before.name === campaign.name && before.state !== campaign.state) announce(`${campaign.name} is ${campaignState(campaign).label}`);
  }

  #renderFacts(campaign) {
    const box = byId('campaign-facts');
    const today = new Date().toDateString(); // of which times are told without their date
    const key = JSON.stringify([campaign.name, campaign.submittedAt, campaign.endedAt, target(campaign), today]);
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    box.replaceChildren(...facts(campaign));
  }

  #renderReadouts(campaign) {
    setText(byId('networks'), count(campaign.networks));
    setText(byId('rate'), campaign.networksPerSecond ? `${short(campaign.networksPerSecond)}/s` : NONE);
    setText(byId('rate-units'), campaign.hiddenUnitsPerSecond ? `${short(campaign.hiddenUnitsPerSecond)} hidden units/s` : '');
    setText(byId('eta'), duration(campaign.etaSeconds));
    const end = campaign.etaSeconds === null || campaign.etaSeconds > 1e7 ? '' : `at ${moment(new Date(Date.now() + 1000 * campaign.etaSeconds))}`;
    setText(byId('eta-clock'), end);
    setText(byId('elapsed'), duration(campaign.seconds));
    this.#renderCheckpoint(campaign.checkpoint);
  }

  #renderCheckpoint({ saves, failures, ageSeconds, failure }) {
    setText(byId('checkpoint-age'), ageSeconds === null ? '–' : `${duration(ageSeconds)} ago`);
    const health = failures > 0 ? `⚠ ${failures} of ${saves + failures} failed${failure ? `: ${failure}` : ''}` : `${count(saves)} times, none failed`;
    setText(byId('checkpoint-health'), health);
    setAttribute(byId('checkpoint'), 'data-failing', failure ? 'true' : null);
  }

  #renderActions(campaign) {
    const focused = document.activeElement;
    for (const [action, states] of Object.entries(ALLOWED)) {
      const disabled = !states.includes(campaign.state);
      if (byId(action).disabled !== disabled) byId(action).disabled = disabled;
    }
    // A button that goes out under the finger must not lose the reader's place.
    if (focused?.disabled && focused.parentElement?.classList.contains('actions')) {
      (byId('pause').disabled ? byId('resume').disabled ? byId('campaign-name') : byId('resume') : byId('pause')).focus();
    }
  }

  async #try(what) {
    const { name } = this.#campaign;
    show(byId('message'), false);
    try {
      await what();
    } catch (problem) {
      // Another campaign may be shown by now.
      setText(byId('message'), this.#campaign.name === name ? problem.message : `${name}: ${problem.message}`);
      show(byId('message'), true);
    }
  }

  #act(action) {
    const { name } = this.#campaign;
    return this.#try(async () => this.#onChanged(await post(campaignPath(name, `/${action}`))));
  }

  async #cancel() {
    const { name } = this.#campaign;
    const yes = await confirm(`Cancel ${name}?`, 'Its shards end with what has been measured so far. Pause it instead if it is to go on later.', 'Cancel it');
    if (yes) await this.#try(async () => this.#onChanged(await post(campaignPath(name, '/cancel'))));
  }

  async #delete() {
    const { name } = this.#campaign;
    const yes = await confirm(`Delete ${name}?`, 'The daemon forgets it.', 'Delete it', true);
    if (!yes) return;
    const files = byId('confirm-files').checked;
    await this.#try(async () => {
      await remove(campaignPath(name, `?files=${files}`));
      announce(`${name} is deleted`);
      this.#onChanged(null, name);
    });
  }

  #setPriority(event) {
    event.preventDefault();
    const { name } = this.#campaign;
    const priority = byId('campaign-priority').valueAsNumber;
    return this.#try(async () => {
      this.#onChanged(await patch(campaignPath(name), { priority }));
      announce(`Priority is ${priority}`);
    });
  }

  #openExtend() {
    const { name, targetRelativeError, jointTarget } = this.#campaign;
    const wanted = jointTarget?.error ?? targetRelativeError;
    setText(byId('extend-title'), `Extend ${name}`);
    show(byId('extend-problem'), false);
    byId('extend-relative-error').value = wanted === null ? 0.01 : Number((wanted / 2).toPrecision(3));
    setText(byId('extend-wanted'), jointTarget?.setting === 'error' ? 'Error of the power wanted' : 'Relative error wanted');
    byId('extend-dialog').showModal();
  }

  async #extend(event) {
    event.preventDefault();
    const setting = this.#campaign.jointTarget?.setting ?? 'relative-error';
    const overlay = { stop: { [setting]: byId('extend-relative-error').valueAsNumber } };
    try {
      const campaign = await post(campaignPath(this.#campaign.name, '/extend'), JSON.stringify(overlay), 'application/json');
      byId('extend-dialog').close();
      this.#onChanged(campaign);
    } catch (problem) {
      setText(byId('extend-problem'), problem.message);
      show(byId('extend-problem'), true);
    }
  }

  // A plain link cannot carry a token, and says nothing of what it takes long for or cannot have.
  async #download(event) {
    const link = event.currentTarget;
    const { file, made } = link.dataset;
    if (!token.get() && made === undefined) return;
    event.preventDefault();
    if (link.getAttribute('aria-busy')) return;
    const { name } = this.#campaign;
    setAttribute(link, 'aria-busy', 'true');
    await this.#try(async () => {
      const blob = await (await send(campaignPath(name, `/${file}`))).blob();
      const saved = element('a', { href: URL.createObjectURL(blob), download: `${name}-${file}` });
      saved.click();
      setTimeout(() => URL.revokeObjectURL(saved.href), 10_000);
    });
    setAttribute(link, 'aria-busy', null);
  }
}

/** Asks; the safe answer has the focus, and Escape gives it. */
function confirm(title, text, yes, files = false) {
  const dialog = byId('confirm');
  setText(byId('confirm-title'), title);
  setText(byId('confirm-text'), text);
  setText(byId('confirm-yes'), yes);
  byId('confirm-files').checked = false;
  show(byId('confirm-files-label'), files);
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
