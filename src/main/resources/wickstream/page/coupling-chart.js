// |value| of the observable against σ_W (or N), with intervals and the curves of exact values or theory, both axes
// logarithmic.

import { axisName, colours, logAxes, richSymbols, styles, tooltip } from './charts.js';
import { interval, measured, significant } from './format.js';
import { plainSymbol, shardName } from './physics.js';
import { isDoubtful } from './trust.js';

const OTHER = { sigmaW: 'width', width: 'sigmaW' };
// An interval that reaches towards 0 must not stretch the axis over decades where nothing is.
const LONGEST_TAIL = 30;
const CROWDED = 300;

const distinct = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);

/** Against which parameter a grid shows most: σ_W, unless there is only one. */
export function naturalAxis(shards) {
  const sigmas = distinct(shards.map((shard) => shard.sigmaW));
  const widths = distinct(shards.map((shard) => shard.width));
  return sigmas.length === 1 && widths.length > 1 ? 'width' : 'sigmaW';
}

/** The interval of the absolute value; its lower end is 0 if the interval contains 0. */
function absoluteInterval({ low, high }) {
  if (low === null || high === null) return null;
  const ends = [Math.abs(low), Math.abs(high)];
  return [low < 0 && high > 0 ? 0 : Math.min(...ends), Math.max(...ends)];
}

/** The exact value or else that of theory. */
const known = ({ exact, theory }) => exact ?? theory;

function bar(params, api) {
  const x = api.coord([api.value(0), api.value(2)])[0];
  const bottom = params.coordSys.y + params.coordSys.height;
  const low = api.value(1) > 0 ? Math.min(bottom, api.coord([api.value(0), api.value(1)])[1]) : bottom;
  const high = Math.max(params.coordSys.y, api.coord([api.value(0), api.value(2)])[1]);
  const style = { stroke: api.visual('color'), lineWidth: 1.4, lineDash: api.value(3) ? null : [3, 3], fill: null };
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
  const caps = [line(x - 4, high, x + 4, high)];
  if (low < bottom) caps.push(line(x - 4, low, x + 4, low));
  return { type: 'group', children: [line(x, low, x, high), ...caps] };
}

function family(member, style, palette, axis, name, symbolSize) {
  const numbers = member.filter((shard) => shard.value !== null && shard.value !== 0);
  const colourOf = (shard) => (isDoubtful(shard) ? palette.doubt : style.colour);
  const points = numbers.map((shard) => ({
    value: [shard[axis], Math.abs(shard.value)],
    shard: shard.shard,
    about: shard,
    itemStyle: isDoubtful(shard) ? { color: palette.card, borderColor: palette.doubt, borderWidth: 1.6 } : { color: style.colour },
  }));
  const bars = numbers.flatMap((shard) => {
    const ends = absoluteInterval(shard);
    if (!ends) return [];
    return [{ value: [shard[axis], ends[0], ends[1], isDoubtful(shard) ? 0 : 1], itemStyle: { color: colourOf(shard) } }];
  });
  const curve = member.filter(known).map((shard) => [shard[axis], Math.abs(known(shard))]);
  const common = { name, color: style.colour };
  return [
    { ...common, type: 'scatter', symbol: style.symbol, symbolSize, data: points, z: 4 },
    { ...common, type: 'custom', renderItem: bar, data: bars, z: 3, silent: true, encode: { x: 0, y: [1, 2] }, clip: true, dimensions: ['x', 'low', 'high', 'sure'] },
    { ...common, type: 'line', data: curve, symbol: 'none', lineStyle: { type: [5, 4], width: 1.2, opacity: 0.75 }, silent: true, z: 2 },
  ];
}

function heights(shards) {
  return shards.flatMap((shard) => {
    const all = known(shard) ? [Math.abs(known(shard))] : [];
    if (shard.value) {
      const size = Math.abs(shard.value);
      const ends = absoluteInterval(shard) ?? [size, size];
      all.push(size, Math.max(ends[0], size / LONGEST_TAIL), Math.min(ends[1], size * LONGEST_TAIL));
    }
    return all;
  }).filter((height) => height > 0);
}

function hint({ data }) {
  const shard = data?.about;
  if (!shard) return '';
  const lines = [
    shardName(shard),
    `${plainSymbol(shard.observable)} = ${measured(shard.value, shard.standardError)}`,
    `interval ${interval(shard.low, shard.high)}`,
  ];
  if (shard.exact === null && shard.theory !== null) lines.push(`theory ${significant(shard.theory, 5)}`);
  if (shard.exact !== null) lines.push(`exact ${significant(shard.exact, 5)}`);
  if (isDoubtful(shard)) lines.push('⚠ not to be trusted');
  return lines.join('\n');
}

export function couplingChart(shards, observable, axis) {
  const palette = colours();
  const other = OTHER[axis];
  const families = distinct(shards.map((shard) => shard[other]));
  const looks = styles(families, palette.ramp);
  const title = other === 'width' ? (x) => `N = ${x}` : (x) => `σ_W = ${x}`;
  const series = families.flatMap((value) => {
    const member = shards.filter((shard) => shard[other] === value).sort((a, b) => a[axis] - b[axis]);
    return family(member, looks.get(value), palette, axis, title(value), shards.length > CROWDED ? 5 : 8);
  });
  const axes = logAxes(
    { values: shards.map((shard) => shard[axis]), name: axisName(axis), gap: 28 },
    { values: heights(shards), name: axisName(observable, '|', '|'), gap: 53 }, palette);
  return {
    grid: { left: 66, right: 14, top: 40, bottom: 46 },
    legend: {
      type: 'scroll', top: 4, left: 8, right: 8, itemWidth: 10, itemHeight: 10, inactiveColor: palette.line,
      textStyle: { color: palette.text }, pageTextStyle: { color: palette.quiet }, pageIconColor: palette.accent, pageIconInactiveColor: palette.line,
      data: families.map((value) => ({
        name: title(value), itemStyle: { color: looks.get(value).colour }, icon: looks.get(value).symbol,
        textStyle: { rich: richSymbols(palette) },
      })),
      formatter: (text) => text.replace('σ_W', '{a|σ}{b|W}').replace('N', '{a|N}'),
    },
    tooltip: tooltip(palette, hint),
    xAxis: axes.xAxis,
    yAxis: axes.yAxis,
    series: [...axes.grid, ...series],
  };
}

/** The same in a sentence, for those who do not see it. */
export function couplingSummary(shards, observable) {
  const numbers = shards.filter((shard) => shard.value !== null);
  const doubtful = numbers.filter(isDoubtful).length;
  return `Absolute value of ${observable} for ${numbers.length} of ${shards.length} shards, ${doubtful} of them not to be trusted; the table below has the numbers.`;
}
