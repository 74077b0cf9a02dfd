// Server-sent events by fetch instead of EventSource, which cannot send an Authorization header.

import { Problem, send } from './api.js';

/** Takes text in pieces of any size and hands over each event: {type, data, id}. */
export class EventParser {
  #rest = '';
  #type = '';
  #data = [];
  #id = null;
  #onEvent;

  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) this.#take(line);
  }

  #take(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return; // a heartbeat
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id') this.#id = value;
  }

  #dispatch() {
    if (this.#data.length > 0) {
      this.#onEvent({ type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id });
    }
    this.#type = '';
    this.#data = [];
    this.#id = null;
  }
}

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
const SILENCE = 45_000; // three heartbeats

/** Keeps a stream of events open until it is closed; what it says goes to the handlers. */
export class EventStream {
  #path;
  #handlers;
  #lastId = null;
  #failures = 0;
  #aborter = null;
  #timer = 0;
  #watchdog = 0;
  #closed = false;

  /** path(lastId): where to read. handlers: onState(live | connecting | offline), onOpen(), onEvent(type, value). */
  constructor(path, handlers) {
    this.#path = path;
    this.#handlers = handlers;
    this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    this.#aborter?.abort();
  }

  async #connect() {
    this.#handlers.onState(this.#failures === 0 ? 'connecting' : 'offline');
    this.#aborter = new AbortController();
    try {
      await this.#read(this.#aborter.signal);
      this.#failures = Math.max(this.#failures, 1); // ended in good order: come back soon
    } catch (failure) {
      if (this.#closed) return;
      this.#failures++;
      // A new attempt cannot help: the token is wrong, or what was watched is gone.
      if (failure instanceof Problem && [401, 403, 404].includes(failure.status)) {
        this.#handlers.onState('offline');
        return;
      }
    }
    clearTimeout(this.#watchdog);
    if (this.#closed) return;
    this.#handlers.onState(this.#failures > 1 ? 'offline' : 'connecting');
    this.#timer = setTimeout(() => this.#connect(), this.#delay());
  }

  #delay() {
    const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (this.#failures - 1));
    return delay * (0.75 + 0.5 * Math.random()); // not all watchers at once
  }

  async #read(signal) {
    const headers = { Accept: 'text/event-stream' };
    if (this.#lastId !== null) headers['Last-Event-ID'] = this.#lastId;
    this.#watch();
    const response = await send(this.#path(this.#lastId), { headers, signal });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventParser((event) => this.#receive(event));
    this.#failures = 0;
    this.#handlers.onOpen();
    this.#handlers.onState('live');
    for (;;) {
      this.#watch();
      const { done, value } = await reader.read();
      if (done) return;
      if (this.#closed) return;
      parser.push(value);
    }
  }

  /** A connection that has died without a word is given up. */
  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#aborter.abort(), SILENCE);
  }

  #receive(event) {
    if (event.id !== null) this.#lastId = event.id;
    if (!this.#closed) this.#handlers.onEvent(event.type, JSON.parse(event.data));
  }
}
