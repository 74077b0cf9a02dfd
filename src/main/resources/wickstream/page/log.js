// What has happened to a campaign, newest first.

import { byId, element, show } from './dom.js';
import { dateTime, moment } from './format.js';
import { shardName } from './physics.js';

const KEPT = 500;

export class Log {
  #list = byId('log');
  #serials = new Set();

  clear() {
    this.#serials.clear();
    this.#list.replaceChildren();
    show(byId('log-none'), true);
  }

  /** Notes come in order; after a lost connection some may come twice. */
  add(notes, shards) {
    const fresh = notes.filter((note) => !this.#serials.has(note.serial));
    if (fresh.length === 0) return;
    for (const note of fresh) this.#serials.add(note.serial);
    this.#list.prepend(...fresh.slice(-KEPT).reverse().map((note) => this.#item(note, shards)));
    while (this.#list.childElementCount > KEPT) this.#list.lastElementChild.remove();
    show(byId('log-none'), false);
  }

  #item(note, shards) {
    const shard = shards.get(note.shard);
    const item = element('li', { 'data-serial': note.serial },
      element('time', { datetime: note.at, title: dateTime(note.at) }, moment(note.at)), ' ');
    item.append(element('span', { class: 'about' }, shard ? shardName(shard) : note.shard ?? note.kind), ' ');
    item.append(element('span', { class: 'what' }, note.message));
    return item;
  }
}
