// The live page: what it knows, where that comes from, and when it is drawn.

import { campaignPath, get, token, whenUnauthorized } from './api.js';
import { CampaignList, ended, inOrder } from './campaigns.js';
import { CampaignView, isAtRest } from './campaign.js';
import { Chart } from './charts.js';
import { couplingChart, couplingSummary, naturalAxis } from './coupling-chart.js';
import { announce, byId, setText, show } from './dom.js';
import { errorChart, errorSummary, linesShown } from './error-chart.js';
import { Fits } from './fits.js';
import { time } from './format.js';
import { Log } from './log.js';
import { shardName, shardState, symbol } from './physics.js';
import { ShardTable, renderShard } from './shards.js';
import { EventStream } from './stream.js';
import { SubmitForm } from './submit.js';
import { Training } from './training.js';
import { renderTrust } from './trust.js';

const known = {
  campaigns: new Map(),
  isListed: false, // whether the daemon has told of all campaigns
  selected: null,
  shards: new Map(),
  changed: new Set(), // ids of shards to be drawn anew
  chosen: null,
};

const list = new CampaignList();
const view = new CampaignView(onActed);
const table = new ShardTable(choose);
const log = new Log();
const fits = new Fits();
const training = new Training();
const coupling = new Chart(byId('chart-coupling'));
const errors = new Chart(byId('chart-error'));
const form = new SubmitForm((name) => known.campaigns.has(name), (campaign) => {
  known.campaigns.set(campaign.name, campaign);
  location.hash = hashOf(campaign.name);
  byId('campaign-name').focus();
});

// Drawing: only what has changed; at once for what the reader does. What the daemon says is drawn at
// most every other second, and more seldom where that would take more than a fiftieth of the time: what
// draws takes it from what samples.

const [SHORTEST_PAUSE, LONGEST_PAUSE] = [2000, 5000];
const MOST_OFTEN = 50; // times as long as the last drawing took
const dirty = new Set();
let drawn = -LONGEST_PAUSE;
let pause = SHORTEST_PAUSE;
let later = 0;
let frame = 0;

function draw(...parts) {
  for (const part of parts) dirty.add(part);
  if (!frame) frame = requestAnimationFrame(drawNow);
}

function drawSoon(...parts) {
  for (const part of parts) dirty.add(part);
  if (!later && !frame) later = setTimeout(draw, Math.max(0, drawn + pause - performance.now()));
}

function drawNow() {
  clearTimeout(later);
  later = frame = 0;
  drawn = performance.now();
  setTimeout(() => { // after the browser has laid out and painted
    pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, MOST_OFTEN * (performance.now() - drawn)));
  });
  const parts = new Set(dirty);
  dirty.clear();
  const campaign = known.campaigns.get(known.selected);
  if (parts.has('list')) list.render(known.campaigns, known.selected);
  show(byId('campaign'), campaign !== undefined);
  document.title = campaign ? `${campaign.name} ${ended(campaign.shards)}/${campaign.shards.total} · Wickstream` : 'Wickstream';
  if (campaign) drawCampaign(campaign, parts);
  if (known.isListed) document.body.dataset.ready = 'true';
}

function drawCampaign(campaign, parts) {
  if (parts.has('campaign')) {
    view.render(campaign);
    fits.update(ended(campaign.shards));
  }
  const shards = [...known.shards.values()];
  if (parts.has('shards')) {
    table.head(campaign);
    table.render(known.shards, known.changed);
    known.changed = new Set();
    renderTrust(shards, isAtRest(campaign));
    renderShard(known.shards.get(known.chosen));
  }
  if (parts.has('charts')) drawCharts(campaign, shards);
  training.update(shards, campaign.state, parts.has('charts'));
}

function dashed(shards) {
  if (shards.some(({ exact }) => exact !== null)) return 'Dashed: exact. ';
  return shards.some(({ theory }) => theory !== null) ? 'Dashed: theory. ' : '';
}

function drawCharts(campaign, shards) {
  const { observable } = campaign;
  const title = byId('coupling-title');
  if (title.dataset.observable !== observable) {
    title.dataset.observable = observable;
    title.replaceChildren('|', ...symbol(observable), '|');
  }
  const axis = byId('coupling-axis').value;
  const isSigned = shards.some((shard) => shard.value < 0);
  setText(byId('coupling-note'), `Absolute values${isSigned ? '; the sign is in the table' : ''}. Bars: intervals. `
    + `${dashed(shards)}Hollow and grey: not to be trusted.`);
  byId('chart-coupling').setAttribute('aria-label', couplingSummary(shards, observable));
  byId('chart-error').setAttribute('aria-label', errorSummary(shards));
  const judged = shards.filter((shard) => shard.history.length > 0).length;
  const drawn = linesShown(shards, known.chosen).length;
  setText(byId('error-note'), judged === 0 ? 'No shard has been judged yet.'
    : `One line a shard, a point a judgement; colours as N${drawn < judged ? `. ${drawn} of ${judged} are drawn: those at work or farthest from the target` : ''}.`);
  coupling.draw(() => couplingChart(shards, observable, axis), shards.some((shard) => shard.value !== null));
  errors.draw(() => errorChart(shards, known.chosen), judged > 0);
}

// Which campaign is shown: the one named in the address, else the first.

const hashOf = (name) => `#/campaigns/${encodeURIComponent(name)}`;

function named() {
  const match = /^#\/campaigns\/(.+)$/.exec(location.hash);
  try {
    return match && decodeURIComponent(match[1]);
  } catch {
    return null;
  }
}

function route() {
  const wanted = named();
  if (wanted !== null && known.campaigns.has(wanted)) return select(wanted);
  if (!known.isListed || (known.selected && known.campaigns.has(known.selected) && wanted === null)) return;
  if (wanted !== null) announce(`There is no campaign ${wanted}`);
  const first = inOrder(known.campaigns.values())[0];
  // Replaced, not added: the way back leads to where the reader came from.
  history.replaceState(null, '', first ? hashOf(first.name) : location.pathname + location.search);
  select(first?.name ?? null);
}

function select(name) {
  if (name === known.selected) return;
  known.selected = name;
  known.shards = new Map();
  known.changed = new Set();
  known.chosen = null;
  table.clear();
  table.setFilter('all');
  byId('shard-filter').value = 'all';
  log.clear();
  fits.open(name);
  training.open(name);
  coupling.clear();
  errors.clear();
  watchCampaign();
  if (name !== null) view.open(known.campaigns.get(name));
  draw('list', 'campaign', 'shards', 'charts');
}

function choose(id) {
  known.chosen = known.chosen === id ? null : id;
  table.choose(known.chosen);
  if (known.chosen !== null) training.choose(known.chosen);
  draw('shards', 'charts');
}

// What the daemon says.

const streams = { all: null, one: null };
const states = { all: 'connecting', one: 'live' };
let heardAt = null;

function watchAll() {
  streams.all?.close();
  let isFirst = true;
  streams.all = new EventStream(() => '/events', {
    onState: (state) => connection('all', state),
    onOpen: () => { isFirst = true; },
    onEvent: (type, value) => {
      if (type !== 'campaigns') return;
      onCampaigns(value, isFirst);
      isFirst = false;
    },
  });
}

function onCampaigns({ campaigns, removed = [] }, isWhole) {
  if (isWhole) known.campaigns.clear();
  for (const campaign of campaigns) known.campaigns.set(campaign.name, newer(campaign));
  for (const name of removed) known.campaigns.delete(name);
  known.isListed = true;
  heardAt = new Date();
  route();
  drawSoon('list', 'campaign');
}

/** Two streams tell of the same campaign; the one that lags behind must not turn it back. */
function newer(campaign) {
  const before = known.campaigns.get(campaign.name);
  return before && before.submittedAt === campaign.submittedAt && before.version > campaign.version ? before : campaign;
}

function watchCampaign() {
  streams.one?.close();
  streams.one = null;
  if (known.selected === null) return connection('one', 'live');
  const name = known.selected;
  let isFirst = true;
  let notes = [];
  streams.one = new EventStream((lastId) => campaignPath(name, lastId === null ? '/events?after=0' : '/events'), {
    onState: (state) => connection('one', state),
    onOpen: () => { isFirst = true; },
    onEvent: (type, value) => {
      if (type === 'status') {
        onStatus(value, isFirst);
        isFirst = false;
      } else if (type === 'note') {
        // Many come at once at the start.
        if (notes.push(value) === 1) {
          setTimeout(() => {
            if (known.selected === name) log.add(notes, known.shards);
            notes = [];
          }, 100);
        }
      } else if (type === 'removed') {
        onCampaigns({ campaigns: [], removed: [value.name] }, false);
      }
    },
  });
}

function onStatus({ campaign, shards }, isWhole) {
  known.campaigns.set(campaign.name, newer(campaign));
  if (isWhole && !sameShards(shards)) {
    known.shards = new Map();
    table.clear();
    byId('coupling-axis').value = naturalAxis(shards);
  }
  for (const shard of shards) {
    const before = known.shards.get(shard.shard);
    announceVerdict(before, shard);
    if (!before || isJudgedAnew(before, shard)) drawSoon('charts');
    known.shards.set(shard.shard, shard);
    known.changed.add(shard.shard);
  }
  heardAt = new Date();
  drawSoon('list', 'campaign', 'shards');
}

// Charts show what was judged: they stand still while a shard only samples.
const isJudgedAnew = (before, after) => before.phase !== after.phase || before.value !== after.value
  || before.standardError !== after.standardError || before.history.length !== after.history.length
  || before.trained?.length !== after.trained?.length;

const sameShards = (shards) => shards.length === known.shards.size && shards.every(({ shard }) => known.shards.has(shard));

function announceVerdict(before, after) {
  if (before && before.phase !== 'ended' && after.phase === 'ended') announce(`${shardName(after)}: ${shardState(after).label}`);
}

/** An action was answered; the stream will say the same, but perhaps later. */
function onActed(campaign, removed = null) {
  if (campaign) onCampaigns({ campaigns: [campaign] }, false);
  if (removed) onCampaigns({ campaigns: [], removed: [removed] }, false);
  draw('list', 'campaign');
}

// The state of the connection.

const WORDS = { live: 'live', connecting: 'connecting', offline: 'offline' };

function connection(stream, state) {
  states[stream] = state;
  const worst = ['offline', 'connecting', 'live'].find((each) => states.all === each || states.one === each);
  const box = byId('connection');
  const since = worst === 'offline' && heardAt ? `; numbers are of ${time(heardAt)}` : '';
  setText(byId('connection-text'), WORDS[worst] + since);
  if (box.dataset.state === worst) return;
  if (worst === 'offline') announce('The connection to the daemon is lost');
  if (worst === 'live' && box.dataset.state === 'offline') announce('The connection is back');
  box.dataset.state = worst;
}

// The token, where the daemon asks for one.

function askForToken() {
  const dialog = byId('token-dialog');
  show(byId('token-open'), true);
  if (dialog.open) return;
  const isWrong = token.get() !== null;
  setText(byId('token-problem'), isWrong ? 'The daemon did not accept this token.' : '');
  show(byId('token-problem'), isWrong);
  byId('token').value = '';
  dialog.showModal();
}

function useToken(event) {
  event.preventDefault();
  token.set(byId('token').value.trim());
  byId('token-dialog').close();
  show(byId('token-open'), false);
  start();
}

async function start() {
  watchAll();
  watchCampaign();
  try {
    const daemon = await get('');
    setText(byId('daemon'), `${daemon.version} · ${daemon.kernel} · ${daemon.threads} ${daemon.threads === 1 ? 'thread' : 'threads'}`);
    await form.load();
  } catch (problem) {
    setText(byId('daemon'), problem.message);
  }
}

// A page that nobody sees gives its connections back: a browser has only six for each daemon.

const UNSEEN = 60_000;
let unseen = 0;

function onVisibility() {
  clearTimeout(unseen);
  if (document.hidden) {
    unseen = setTimeout(() => {
      streams.all?.close();
      streams.one?.close();
      streams.all = null;
    }, UNSEEN);
  } else if (streams.all === null) {
    watchAll();
    watchCampaign();
  }
}

byId('coupling-axis').addEventListener('change', () => draw('charts'));
byId('shard-filter').addEventListener('change', (event) => {
  table.setFilter(event.target.value);
  draw('shards');
});
byId('trust-show').addEventListener('click', () => {
  byId('shard-filter').value = 'doubtful';
  table.setFilter('doubtful');
  draw('shards');
  byId('shards-scroll').focus();
});
for (const id of ['chart-coupling', 'chart-error']) {
  byId(id).addEventListener('shard', (event) => known.shards.has(event.detail) && choose(event.detail));
}
byId('new').addEventListener('click', () => form.focus());
// Not by the address: that names the campaign.
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('main').focus();
});
byId('token-open').addEventListener('click', askForToken);
byId('token-no').addEventListener('click', () => byId('token-dialog').close());
byId('token-form').addEventListener('submit', useToken);
whenUnauthorized(askForToken);
window.addEventListener('hashchange', route);
document.addEventListener('visibilitychange', onVisibility);
start();
