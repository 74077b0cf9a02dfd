// How the error of each shard has fallen towards its target: standard error over tolerance against
// networks, both logarithmic. An honest error falls as the square root.

import { axes, colours, styles, tooltip } from './charts.js';
import { axisCount, count, significant } from './format.js';
import { shardName } from './physics.js';
import { isDoubtful } from './trust.js';

export const MOST_LINES = 60;
const MOST_POINTS = 200;

/** [networks, error over target] of each judgement; thinned out where there are very many. */
function course({ history }) {
  const every = Math.ceil(history.length / MOST_POINTS);
  return history
    .filter((_, at) => at % every === 0 || at === history.length - 1)
    .filter(([networks, , error, tolerance]) => networks > 0 && error > 0 && tolerance > 0)
    .map(([networks, , error, tolerance]) => [networks, error / tolerance]);
}

const excess = (shard) => (shard.tolerance > 0 ? shard.standardError / shard.tolerance : 0);

/** Of very many shards, those that matter: the chosen one, those at work, those farthest from the target. */
export function linesShown(shards, chosen) {
  const judged = shards.filter((shard) => shard.history.length > 0);
  if (judged.length <= MOST_LINES) return judged;
  const weight = (shard) => (shard.shard === chosen ? 2 : shard.phase === 'running' ? 1 : 0);
  return judged.sort((a, b) => weight(b) - weight(a) || excess(b) - excess(a)).slice(0, MOST_LINES);
}

function line(shard, look, palette, chosen) {
  const doubtful = isDoubtful(shard);
  const colour = doubtful ? palette.doubt : look.colour;
  const points = course(shard);
  const isChosen = shard.shard === chosen;
  return {
    id: shard.shard, type: 'line', color: colour, z: isChosen ? 5 : 3,
    lineStyle: { width: isChosen ? 3 : 1.3, opacity: isChosen || !chosen ? 0.9 : 0.4, type: doubtful ? [4, 3] : 'solid' },
    symbol: look.symbol, symbolSize: 7, showAllSymbol: true,
    data: points.map((value, at) => ({
      value,
      shard: shard.shard,
      about: shardName(shard) + (doubtful ? '\n⚠ not to be trusted' : ''),
      symbolSize: at === points.length - 1 ? 8 : 3,
      itemStyle: doubtful && at === points.length - 1 ? { color: palette.card, borderColor: colour, borderWidth: 1.6 } : { color: colour },
    })),
  };
}

const target = (palette) => ({
  id: 'target', type: 'line', data: [], silent: true,
  markLine: {
    silent: true, symbol: 'none', data: [{ yAxis: 1 }],
    lineStyle: { color: palette.text, width: 1.4, type: 'solid' },
    label: { formatter: 'target', position: 'insideStartBottom', color: palette.text, fontSize: 12 },
  },
});

export function errorChart(shards, chosen, zoom) {
  const palette = colours();
  const shown = linesShown([...shards], chosen);
  const widths = [...new Set(shards.map((shard) => shard.width))].sort((a, b) => a - b);
  const looks = styles(widths, palette.ramp);
  const points = shown.flatMap(course);
  const { grid, xAxis, yAxis } = axes(
    { values: points.map(([x]) => x), name: 'networks', gap: 28, label: axisCount },
    { values: [1, ...points.map(([, y]) => y)], name: 'error / target', gap: 42 }, palette, zoom);
  return {
    grid: { left: 60, right: 18, top: 20, bottom: 46 },
    tooltip: tooltip(palette, ({ data }) => (data?.about
      ? `${data.about}\n${count(data.value[0])} networks\nerror ${significant(data.value[1], 3)} × target` : '')),
    xAxis,
    yAxis,
    series: [...grid, target(palette), ...shown.map((shard) => line(shard, looks.get(shard.width), palette, chosen))],
  };
}

export function errorSummary(shards) {
  const judged = shards.filter((shard) => shard.history.length > 0);
  const reached = judged.filter((shard) => excess(shard) <= 1).length;
  return `Standard error over its target against the number of networks; ${reached} of ${judged.length} judged shards have reached the target.`;
}
