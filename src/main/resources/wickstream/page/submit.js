// The form that submits a campaign: a template to start from, what it will cost, what is wrong.

import { campaignPath, get, post, send } from './api.js';
import { announce, byId, element, setAttribute, setText, show } from './dom.js';
import { bytes, count, duration, short } from './format.js';

const PAUSE_BEFORE_ESTIMATE = 600;

/** The line of the text that a message is about, from 1. */
export const lineOf = (message) => {
  const match = /^submitted:(\d+): /.exec(message);
  return match && Number(match[1]);
};

export class SubmitForm {
  #templates = new Map();
  #timer = 0;
  #aborter = null;
  #isTaken;
  #onSubmitted;
  #from = null; // the campaign whose file is in the form
  #wanted = null; // that which has been asked for
  #line = null; // which is marked

  /** isTaken(name): whether a campaign has this name already. */
  constructor(isTaken, onSubmitted) {
    this.#isTaken = isTaken;
    this.#onSubmitted = onSubmitted;
    byId('template').addEventListener('change', () => this.#fill());
    byId('config').addEventListener('input', () => {
      this.#number();
      this.#estimateSoon();
    });
    byId('config').addEventListener('scroll', () => this.#follow());
    byId('estimate').addEventListener('click', () => this.#estimate());
    byId('submit-form').addEventListener('submit', (event) => this.#submit(event));
  }

  async load() {
    const templates = await get('/templates');
    this.#templates = new Map(templates.map(({ name, text }) => [name, text]));
    byId('template').replaceChildren(...templates.map(({ name }) => element('option', { value: name }, name)));
    if (templates.length > 0 && byId('config').value === '') this.#fill();
  }

  /** Is shown; from: the campaign whose file to begin with, if any. */
  async open(from) {
    if (from === null || from === this.#from) return;
    this.#wanted = from;
    try {
      const text = await (await send(campaignPath(from, '/campaign.conf'))).text();
      if (this.#wanted !== from) return; // another has been asked for meanwhile
      this.#from = from;
      // The name is in its own field.
      this.#set(text.replace(/^ {2}name = .*\n/m, ''), this.#free(from));
      byId('template').value = '';
    } catch (problem) {
      this.#showProblem(problem);
    }
  }

  #fill() {
    const template = byId('template').value;
    this.#from = this.#wanted = null;
    this.#set(this.#templates.get(template) ?? '', this.#free(template));
  }

  #set(text, name) {
    byId('config').value = text;
    byId('name').value = name;
    this.#number();
    this.#estimate();
  }

  /** Numbers the lines, which messages refer to; what was marked has changed. */
  #number() {
    const lines = byId('config').value.split('\n').length;
    setText(byId('config-lines'), Array.from({ length: lines }, (_, at) => at + 1).join('\n'));
    this.#mark(null);
  }

  #mark(line) {
    this.#line = line;
    show(byId('config-mark'), line !== null);
    this.#follow();
  }

  #follow() {
    const { scrollTop } = byId('config');
    byId('config-lines').style.transform = `translateY(${-scrollTop}px)`;
    if (this.#line === null) return;
    const lines = byId('config-lines');
    const height = lines.scrollHeight / lines.textContent.split('\n').length;
    byId('config-mark').style.transform = `translateY(${(this.#line - 1) * height - scrollTop}px)`;
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

  #showLine(line) {
    if (line === null) return;
    const text = byId('config');
    this.#mark(line);
    const start = text.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    if (document.activeElement !== text) text.setSelectionRange(start, start);
    const height = byId('config-lines').scrollHeight / byId('config-lines').textContent.split('\n').length;
    const top = (line - 1) * height;
    if (top < text.scrollTop || top + height > text.scrollTop + text.clientHeight) text.scrollTop = Math.max(0, top - text.clientHeight / 2);
  }

  /** Says what is wrong and marks where; answers the field to mend. */
  #showProblem(problem) {
    const box = byId('problem');
    const fields = [byId('config'), byId('name'), byId('priority')];
    for (const field of fields) setAttribute(field, 'aria-invalid', null);
    this.#mark(null);
    show(box, problem !== null);
    if (problem === null) {
      box.replaceChildren();
      return null;
    }
    box.replaceChildren(element('p', {}, problem.message.replace(/^submitted:(\d+): /, 'Line $1: ')));
    if (problem.field !== null) {
      const line = element('p', { class: 'quiet' }, 'Field ', element('code', {}, problem.field));
      if (problem.value !== null) line.append(', value ', element('code', {}, String(problem.value)));
      box.append(line);
    }
    if (problem.status === 0 || problem.status === 401) return null;
    const field = { name: byId('name'), priority: byId('priority') }[problem.field] ?? byId('config');
    setAttribute(field, 'aria-invalid', 'true');
    if (field === byId('config')) this.#showLine(lineOf(problem.message));
    return field;
  }
}
