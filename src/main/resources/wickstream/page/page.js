// The live page: what it knows, where that comes from, and when it is drawn.

import { format, parse } from './address.js';
import { campaignPath, get, token, whenUnauthorized } from './api.js';
import { CampaignList, ended, inOrder, isAtRest } from './campaigns.js';
import { CampaignView } from './campaign.js';
import { addTools } from './chart-tools.js';
import { Chart } from './charts.js';
import { Comparison } from './compare.js';
import { announce, byId, setAttribute, setText, show } from './dom.js';
import { errorChart, errorSummary, linesShown } from './error-chart.js';
import './explain.js';
import { Fits } from './fits.js';
import { moment } from './format.js';
import { GridChart } from './grid-chart.js';
import { Log } from './log.js';
import { shardName, shardState } from './physics.js';
import { Quantities } from './quantities.js';
import { nextSort } from './shard-order.js';
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
  chosen: null, // the shard of which everything is shown
  drawn: null, // the quantity that the table shows
};

const list = new CampaignList();
const view = new CampaignView(onActed);
const table = new ShardTable(toggle, (column) => look({ sort: nextSort(address.options.sort, column) }));
const log = new Log();
const fits = new Fits();
const training = new Training();
const quantities = new Quantities(() => draw('shards', 'charts'));
const coupling = new GridChart(() => `${known.selected}-${observable(known.campaigns.get(known.selected))}`);
const errors = new Chart(byId('chart-error'));
const errorTools = addTools(errors, byId('chart-error'), () => `${known.selected}-errors`);
const comparison = new Comparison(look);
const form = new SubmitForm((name) => known.campaigns.has(name), (campaign) => {
  known.campaigns.set(campaign.name, campaign);
  location.hash = hashOf(campaign.name);
  byId('campaign-name').focus();
});

/** Which quantity of a campaign is shown. */
const observable = (campaign) => address.options.observable ?? campaign.observable;

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
  const campaign = shown === 'campaign' ? known.campaigns.get(known.selected) : undefined;
  if (parts.has('list')) list.render(known.campaigns, campaign?.name ?? null);
  const title = campaign ? `${campaign.name} ${ended(campaign.shards)}/${campaign.shards.total}` : titles[shown];
  document.title = [title, 'Wickstream'].filter(Boolean).join(' · ');
  if (campaign) drawCampaign(campaign, parts);
  if (shown === 'compare' && (parts.has('compare') || parts.has('list'))) comparison.update(known.campaigns, address.options);
  if (known.isListed) document.body.dataset.ready = 'true';
}

function drawCampaign(campaign, parts) {
  if (parts.has('campaign')) {
    view.render(campaign);
    fits.update(ended(campaign.shards));
  }
  const targets = [...known.shards.values()];
  if (parts.has('shards') || parts.has('charts')) {
    const shards = quantities.of(targets, observable(campaign), campaign);
    if (parts.has('shards')) drawShards(campaign, targets, shards);
    if (parts.has('charts')) drawCharts(campaign, targets, shards);
  }
  training.update(targets, campaign.state, parts.has('charts'));
}

/** targets: the shards with what their target is about; shards: with the quantity that is shown. */
function drawShards(campaign, targets, shards) {
  const isTarget = shards === targets;
  const isOther = known.drawn !== observable(campaign);
  known.drawn = observable(campaign);
  table.head(campaign, known.drawn);
  const changed = isTarget && !isOther ? known.changed : null;
  table.render(isTarget ? known.shards : new Map(shards.map((shard) => [shard.shard, shard])), changed, address.options);
  known.changed = new Set();
  renderTrust(shards, isAtRest(campaign));
  renderShard(shards.find(({ shard }) => shard === known.chosen));
  byId('shard-filter').value = address.options.show;
  if (document.activeElement !== byId('shard-find')) byId('shard-find').value = address.options.find;
}

function drawCharts(campaign, targets, shards) {
  const { as, against } = address.options;
  const shown = observable(campaign);
  const isAwaited = shards !== targets && quantities.isAwaited(shown);
  coupling.draw(shards, { observable: shown, as, against, isAwaited }, quantities.names(campaign.observable, shown), campaign.observable);
  byId('chart-error').setAttribute('aria-label', errorSummary(targets));
  const judged = targets.filter((shard) => shard.history.length > 0).length;
  const drawn = linesShown(targets, known.chosen).length;
  setText(byId('error-note'), judged === 0 ? 'No shard has been judged yet.'
    : `One line a shard, a point a judgement; colours as N${drawn < judged ? `. ${drawn} of ${judged} are drawn: those at work or farthest from the target` : ''}.`);
  errors.draw((zoom) => errorChart(targets, known.chosen, zoom), judged > 0);
}

// What is shown follows from the address alone. It is parsed when it changes, and rewritten when the reader
// changes how a view looks.

const hashOf = (name) => format({ view: 'campaign', name });
const titles = { new: 'New campaign', compare: 'Compare', unknown: 'Not found' };
let address = parse(location.hash);
let shown = null; // the view: that of the address, unless there is nothing there

function route() {
  address = parse(location.hash);
  const { view, name } = address;
  if (view === 'campaign' && known.campaigns.has(name)) {
    select(name);
    showView(view);
  } else if (view === 'new' || view === 'compare') {
    showView(view);
  } else if (known.isListed) {
    if (view === 'home') return goHome();
    setText(byId('unknown-text'), view === 'campaign' ? `There is no campaign ${name}.` : 'There is nothing at this address.');
    select(null);
    showView('unknown');
  }
}

/** The first campaign, or the form where there is none. Replaces the address: the way back leads to where the reader came from. */
function goHome() {
  const first = inOrder(known.campaigns.values())[0];
  history.replaceState(null, '', first ? hashOf(first.name) : '#/new');
  route();
}

function showView(view) {
  shown = view;
  for (const id of ['campaign', 'new', 'compare', 'unknown']) show(byId(`view-${id}`), id === view);
  document.body.dataset.view = view;
  for (const link of document.querySelectorAll('.views a')) setAttribute(link, 'aria-current', link.dataset.view === view ? 'page' : null);
  if (view !== 'compare') comparison.close();
  if (view === 'new') form.open(address.options.from);
  if (view === 'campaign') choose(address.options.shard);
  draw('list', 'campaign', 'shards', 'charts', 'compare');
}

/** Shows the same view otherwise, which the address then says. */
function look(options) {
  address = { ...address, options: { ...address.options, ...options } };
  history.replaceState(null, '', format(address));
  draw('shards', 'charts', 'compare');
}

function select(name) {
  if (name === known.selected) return;
  known.selected = name;
  known.shards = new Map();
  known.changed = new Set();
  known.chosen = null;
  table.clear();
  log.clear();
  fits.open(name);
  training.open(name);
  quantities.open(name);
  coupling.clear();
  errorTools.reset();
  errors.clear();
  watchCampaign();
  if (name !== null) view.open(known.campaigns.get(name));
}

/** Shows everything of a shard; that of the one shown already hides it. */
function toggle(id) {
  look({ shard: known.chosen === id ? null : id });
  choose(address.options.shard);
}

function choose(id) {
  known.chosen = id;
  table.choose(id);
  if (known.shards.has(id)) training.choose(id);
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
  // What is there is shown already; what has come or gone may be what the address says.
  if (shown === null || shown === 'unknown' || (shown === 'campaign' && !known.campaigns.has(known.selected))) route();
  drawSoon('list', 'campaign');
}

/** Two streams tell of the same campaign; the one that lags behind must not turn it back. */
function newer(campaign) {
  const before = known.campaigns.get(campaign.name);
  return before && before.submittedAt === campaign.submittedAt && before.version > campaign.version ? before : campaign;
}

const NOTES = 200; // that are kept at hand by the daemon

function watchCampaign() {
  streams.one?.close();
  streams.one = null;
  if (known.selected === null) return connection('one', 'live');
  const name = known.selected;
  let isFirst = true;
  let notes = [];
  streams.one = new EventStream((lastId) => campaignPath(name, lastId === null ? `/events?last=${NOTES}` : '/events'), {
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
  }
  for (const shard of shards) {
    const before = known.shards.get(shard.shard);
    announceVerdict(before, shard);
    if (!before || isJudgedAnew(before, shard)) drawSoon('charts');
    known.shards.set(shard.shard, shard);
    known.changed.add(shard.shard);
  }
  heardAt = new Date();
  // What a campaign looks like is awaited; changes are not.
  if (isWhole) draw('list', 'campaign', 'shards', 'charts');
  else drawSoon('list', 'campaign', 'shards');
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
  if (removed === known.selected && removed !== null) location.hash = '#/';
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
  const since = worst === 'offline' && heardAt ? `; numbers are of ${moment(heardAt)}` : '';
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
    if (address.view === 'new') form.open(address.options.from);
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

const changes = { 'coupling-observable': 'observable', 'coupling-as': 'as', 'coupling-axis': 'against', 'shard-filter': 'show' };
for (const [id, option] of Object.entries(changes)) {
  byId(id).addEventListener('change', (event) => look({ [option]: event.target.value }));
}
byId('shard-find').addEventListener('input', (event) => look({ find: event.target.value }));
byId('trust-show').addEventListener('click', () => {
  look({ show: 'doubtful' });
  byId('shards-scroll').focus();
});
for (const id of ['chart-coupling', 'chart-error']) {
  byId(id).addEventListener('shard', (event) => {
    if (!known.shards.has(event.detail)) return;
    toggle(event.detail);
    table.reveal(event.detail);
  });
}
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
