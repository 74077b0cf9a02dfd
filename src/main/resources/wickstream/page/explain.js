// What a word means, in place: a page of "wickstream explain" over what is being read.

import { byId, element, setText } from './dom.js';

/** A word that leads to the page which explains it. */
export const termLink = (term, ...text) => element('a', { class: 'term', href: `explain/${encodeURIComponent(term)}` }, ...text);

const dialog = byId('explain-dialog');
const body = byId('explain-text');

const isTerm = (link) => link?.origin === location.origin && /\/explain\/[^/]+$/.test(link.pathname);

let newest = null; // what was asked for last

async function open(address) {
  newest = address;
  let text = null;
  try {
    const response = await fetch(address);
    if (response.ok) text = await response.text();
  } catch {
    // Said below, as if there were no such page.
  }
  if (newest !== address) return;
  const page = text && new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  if (page) body.replaceChildren(...page.childNodes);
  else setText(body, 'This page cannot be had now.');
  byId('explain-alone').href = address;
  if (!dialog.open) dialog.showModal();
  body.scrollTop = 0;
  dialog.focus();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // The links of a page in the dialog are relative to the page's own address.
  const address = link && body.contains(link) ? new URL(link.getAttribute('href'), byId('explain-alone').href) : link;
  if (!isTerm(address) || link.id === 'explain-alone') return;
  event.preventDefault();
  open(address.href);
});
byId('explain-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
