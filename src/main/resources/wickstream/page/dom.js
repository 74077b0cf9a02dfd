// The few things this page does to the document. Text always goes in as text, never as markup:
// names, reasons and messages come from outside.

export const byId = (id) => document.getElementById(id);

/** A new element; children are nodes or strings. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Sets text only where it differs, so that nothing is laid out or read aloud anew for nothing. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

export function show(node, visible) {
  if (node.hidden === visible) node.hidden = !visible;
}

/** Gives a select its options, each [value, text], anew only if they differ. */
export function fillSelect(select, options, chosen) {
  const key = JSON.stringify(options);
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    select.replaceChildren(...options.map(([value, text]) => element('option', { value }, text)));
  }
  select.value = chosen;
}

let announcing = 0;
let pending = [];

/** Has screen readers say something when they are done with what they are saying. */
export function announce(text) {
  pending.push(text);
  clearTimeout(announcing);
  // Several things at once are said in one go.
  announcing = setTimeout(() => {
    byId('announce').textContent = pending.slice(-4).join('. ');
    pending = [];
  }, 400);
}
