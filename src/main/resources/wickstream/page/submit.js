// The form that submits a campaign: a template to start from, what it will cost, what is wrong.

import { get, post } from './api.js';
import { announce, byId, element, setAttribute, setText, show } from './dom.js';
import { bytes, count, duration, short } from './format.js';

const PAUSE_BEFORE_ESTIMATE = 600;

export class SubmitForm {
  #templates = new Map();
  #timer = 0;
  #aborter = null;
  #isTaken;
  #onSubmitted;

  /** isTaken(name): whether a campaign has this name already. */
  constructor(isTaken, onSubmitted) {
    this.#isTaken = isTaken;
    this.#onSubmitted = onSubmitted;
    byId('template').addEventListener('change', () => this.#fill());
    byId('config').addEventListener('input', () => this.#estimateSoon());
    byId('estimate').addEventListener('click', () => this.#estimate());
    byId('submit-form').addEventListener('submit', (event) => this.#submit(event));
  }

  async load() {
    const templates = await get('/templates');
    this.#templates = new Map(templates.map(({ name, text }) => [name, text]));
    byId('template').replaceChildren(...templates.map(({ name }) => element('option', { value: name }, name)));
    if (templates.length > 0 && byId('config').value === '') this.#fill();
  }

  focus() {
    byId('new-section').scrollIntoView();
    byId('template').focus({ preventScroll: true });
  }

  #fill() {
    const template = byId('template').value;
    byId('config').value = this.#templates.get(template) ?? '';
    byId('name').value = this.#free(template);
    this.#estimate();
  }

  #free(name) {
    if (!this.#isTaken(name)) return name;
    for (let number = 2; ; number++) {
      if (!this.#isTaken(`${name}-${number}`)) return `${name}-${number}`;
    }
  }

  #estimateSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#estimate(), PAUSE_BEFORE_ESTIMATE);
  }

  async #estimate() {
    clearTimeout(this.#timer);
    this.#aborter?.abort(); // an answer about an older text is of no use
    this.#aborter = new AbortController();
    const box = byId('estimate-result');
    if (byId('config').value.trim() === '') return setText(box, '');
    box.setAttribute('aria-busy', 'true');
    try {
      const estimate = await post('/estimates', byId('config').value, undefined, this.#aborter.signal);
      this.#showProblem(null);
      this.#showEstimate(estimate);
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      box.replaceChildren();
      this.#showProblem(problem);
    }
    box.removeAttribute('aria-busy');
  }

  #showEstimate({ shards, networks, hiddenUnits, seconds, memoryBytes, note }) {
    const parts = [`${count(shards)} ${shards === 1 ? 'shard' : 'shards'}`];
    if (networks !== null) parts.push(`about ${short(networks)} networks`);
    if (hiddenUnits !== null) parts.push(`${short(hiddenUnits)} hidden units`);
    parts.push(seconds === null ? 'duration not known beforehand' : `${duration(seconds)} of sampling`);
    if (memoryBytes !== null) parts.push(`${bytes(memoryBytes)} of memory`);
    byId('estimate-result').replaceChildren(
      element('strong', {}, parts.join(' · ')), element('span', { class: 'quiet' }, note ?? ''));
  }

  async #submit(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    const query = new URLSearchParams({ priority: byId('priority').value || '0' });
    if (byId('name').value.trim()) query.set('name', byId('name').value.trim());
    byId('submit').disabled = true;
    try {
      const campaign = await post(`/campaigns?${query}`, byId('config').value);
      this.#showProblem(null);
      announce(`${campaign.name} is submitted`);
      this.#onSubmitted(campaign);
      byId('name').value = this.#free(byId('template').value || campaign.name);
    } catch (problem) {
      this.#showProblem(problem)?.focus();
    } finally {
      byId('submit').disabled = false;
    }
  }

  /** Says what is wrong and marks where; answers the field to mend. */
  #showProblem(problem) {
    const box = byId('problem');
    const fields = [byId('config'), byId('name'), byId('priority')];
    for (const field of fields) setAttribute(field, 'aria-invalid', null);
    show(box, problem !== null);
    if (problem === null) {
      box.replaceChildren();
      return null;
    }
    box.replaceChildren(element('p', {}, problem.message));
    if (problem.field !== null) {
      const line = element('p', { class: 'quiet' }, 'Field ', element('code', {}, problem.field));
      if (problem.value !== null) line.append(', value ', element('code', {}, String(problem.value)));
      box.append(line);
    }
    if (problem.status === 0 || problem.status === 401) return null;
    const field = { name: byId('name'), priority: byId('priority') }[problem.field] ?? byId('config');
    setAttribute(field, 'aria-invalid', 'true');
    return field;
  }
}
