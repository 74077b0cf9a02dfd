// What is shown is in the address, so that it can be kept, sent and gone back to:
// #/campaigns/NAME?observable=u6&sort=pull, #/compare?campaigns=A,B, #/new?from=NAME.

/** What stands in no address: how a view looks before anyone has changed it. */
export const DEFAULTS = {
  observable: null, as: 'value', against: null, show: 'all', find: '', sort: 'grid', shard: null,
  campaigns: '', from: null,
};

/** {view, name, options}: view is home, campaign, compare, new, or unknown. */
export function parse(hash) {
  const [path, query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const options = { ...DEFAULTS };
  for (const [key, value] of new URLSearchParams(query)) {
    if (key in DEFAULTS) options[key] = value;
  }
  if (path === '') return { view: 'home', name: null, options };
  if (path === 'compare' || path === 'new') return { view: path, name: null, options };
  const match = /^campaigns\/([^/]+)$/.exec(path);
  try {
    if (match) return { view: 'campaign', name: decodeURIComponent(match[1]), options };
  } catch {
    // Not a name, whatever it is.
  }
  return { view: 'unknown', name: path, options };
}

/** The address of a view; options that are as they always begin are left out. */
export function format({ view, name = null, options = {} }) {
  const path = { campaign: `campaigns/${encodeURIComponent(name)}`, compare: 'compare', new: 'new' }[view] ?? '';
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(options)) {
    if (key in DEFAULTS && value !== null && value !== DEFAULTS[key]) query.set(key, value);
  }
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%40', '@');
  return `#/${path}${text ? `?${text}` : ''}`;
}
