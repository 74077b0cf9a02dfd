// Requests to the daemon. Addresses are relative, so that the page also works below a prefix.

const TOKEN = 'wickstream-token';

/** What went wrong, in the words of the daemon (RFC 9457 problem details). */
export class Problem extends Error {
  constructor(status, details) {
    super(details.detail ?? details.title ?? `status ${status}`);
    this.status = status;
    this.field = details.field ?? null;
    this.value = details.value ?? null;
  }
}

/** Kept by the tab only: neither cookies nor anything that outlives it. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (value) => sessionStorage.setItem(TOKEN, value),
  forget: () => sessionStorage.removeItem(TOKEN),
};

let onUnauthorized = () => {};

/** Who is asked when the daemon wants a token. */
export function whenUnauthorized(action) {
  onUnauthorized = action;
}

export const address = (path) => `api/v1${path}`;

export const campaignPath = (name, rest = '') => `/campaigns/${encodeURIComponent(name)}${rest}`;

/** A response whose status is fine; anything else is thrown as a Problem. */
export async function send(path, options = {}) {
  // No form can send this header, so a page from elsewhere cannot change anything by one.
  const headers = { 'X-Requested-With': 'wickstream', ...options.headers };
  if (token.get()) headers.Authorization = `Bearer ${token.get()}`;
  let response;
  try {
    response = await fetch(address(path), { cache: 'no-store', ...options, headers });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { detail: 'The daemon cannot be reached.' });
  }
  if (response.ok) return response;
  const problem = new Problem(response.status, await detailsOf(response));
  if (problem.status === 401) onUnauthorized();
  throw problem;
}

async function detailsOf(response) {
  try {
    return (await response.json()) ?? {};
  } catch {
    return { detail: `The daemon answered ${response.status} ${response.statusText}`.trim() };
  }
}

export const get = async (path) => (await send(path)).json();

export async function post(path, body = null, type = 'text/plain; charset=utf-8', signal = undefined) {
  const headers = body === null ? {} : { 'Content-Type': type };
  return (await send(path, { method: 'POST', body, headers, signal })).json();
}

export async function patch(path, value) {
  const headers = { 'Content-Type': 'application/json' };
  return (await send(path, { method: 'PATCH', body: JSON.stringify(value), headers })).json();
}

export const remove = (path) => send(path, { method: 'DELETE' });
