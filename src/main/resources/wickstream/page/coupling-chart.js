// A quantity against σ_W or N: a series for each value of the other.

import { axes, axisName, colours, richSymbols, styles, tooltip } from './charts.js';
import { interval, measured, significant } from './format.js';
import { plainSymbol, shardName } from './physics.js';
import { READINGS } from './readings.js';
import { isDoubtful } from './trust.js';

export const OTHER = { sigmaW: 'width', width: 'sigmaW' };
// An interval that reaches towards 0 must not stretch the axis over decades where nothing is.
const LONGEST_TAIL = 30;
const CROWDED = 300;
export const MOST_IN_LEGEND = 8;

export const distinct = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);

/** Against which parameter a grid shows most: σ_W, unless there is only one. */
export function naturalAxis(shards) {
  const sigmas = distinct(shards.map((shard) => shard.sigmaW));
  const widths = distinct(shards.map((shard) => shard.width));
  return sigmas.length === 1 && widths.length > 1 ? 'width' : 'sigmaW';
}

/** The series of a chart against axis: one for each of these values of the other parameter. */
export const families = (shards, axis) => distinct(shards.map((shard) => shard[OTHER[axis]]));

export const familyName = (value, axis) => (OTHER[axis] === 'width' ? `N = ${value}` : `σ_W = ${value}`);

function bar(params, api) {
  const { y, height } = params.coordSys;
  const bottom = y + height;
  const x = api.coord([api.value(0), api.value(2)])[0];
  // Nought has no place on a logarithmic axis.
  const end = api.coord([api.value(0), api.value(1)])[1];
  const low = Number.isFinite(end) ? Math.min(bottom, end) : bottom;
  const high = Math.max(y, api.coord([api.value(0), api.value(2)])[1]);
  if (high >= bottom || low <= y) return { type: 'group', children: [] }; // beyond what is seen
  const style = { stroke: api.visual('color'), lineWidth: 1.4, lineDash: api.value(3) ? null : [3, 3], fill: null };
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
  const caps = [line(x - 4, high, x + 4, high)];
  if (low < bottom) caps.push(line(x - 4, low, x + 4, low));
  return { type: 'group', children: [line(x, low, x, high), ...caps] };
}

/** The series of one family: points, bars, and what is known as a dashed line. */
export function family(member, style, palette, axis, reading, name, symbolSize) {
  const numbers = member.filter((shard) => reading.number(shard) !== null);
  const colourOf = (shard) => (isDoubtful(shard) ? palette.doubt : style.colour);
  const points = numbers.map((shard) => ({
    value: [shard[axis], reading.number(shard)],
    shard: shard.shard,
    about: shard,
    itemStyle: isDoubtful(shard) ? { color: palette.card, borderColor: palette.doubt, borderWidth: 1.6 } : { color: style.colour },
  }));
  const bars = numbers.flatMap((shard) => {
    const ends = reading.bar(shard);
    return ends ? [{ value: [shard[axis], ends[0], ends[1], isDoubtful(shard) ? 0 : 1], itemStyle: { color: colourOf(shard) } }] : [];
  });
  const curve = member.filter((shard) => reading.beside(shard) !== null).map((shard) => [shard[axis], reading.beside(shard)]);
  const common = { name, color: style.colour };
  return [
    { ...common, type: 'scatter', symbol: style.symbol, symbolSize, data: points, z: 4 },
    { ...common, type: 'custom', renderItem: bar, data: bars, z: 3, silent: true, progressive: 0, encode: { x: 0, y: [1, 2] }, clip: true, dimensions: ['x', 'low', 'high', 'sure'] },
    { ...common, type: 'line', data: curve, symbol: 'none', lineStyle: { type: [5, 4], width: 1.2, opacity: 0.75 }, silent: true, z: 2 },
  ];
}

/** All numbers for which there must be room. */
function heights(shards, reading) {
  return shards.flatMap((shard) => {
    const [number, beside, ends] = [reading.number(shard), reading.beside(shard), reading.bar(shard)];
    const all = beside === null ? [] : [beside];
    if (number === null) return all;
    const [low, high] = ends ?? [number, number];
    return reading.isLog
      ? [...all, number, Math.max(low, number / LONGEST_TAIL), Math.min(high, number * LONGEST_TAIL)]
      : [...all, number, low, high];
  }).filter((height) => Number.isFinite(height) && (height > 0 || !reading.isLog));
}

/** What is said of a shard under the pointer. */
export function hint(shard, reading) {
  const lines = [
    shardName(shard),
    `${plainSymbol(shard.observable)} = ${measured(shard.value, shard.standardError)}`,
    `interval ${interval(shard.low, shard.high)}`,
  ];
  if (shard.exact === null && shard.theory !== null) lines.push(`theory ${significant(shard.theory, 5)}`);
  if (shard.exact !== null) lines.push(`exact ${significant(shard.exact, 5)}`);
  if (reading !== READINGS.value && reading.number(shard) !== null) lines.push(`${reading.label} ${reading.text(shard)}`);
  if (isDoubtful(shard)) lines.push('⚠ not to be trusted');
  return lines.join('\n');
}

/** The axes on which shards are drawn. */
export function readingAxes(shards, axis, reading, observable, palette, zoom) {
  return axes(
    { values: shards.map((shard) => shard[axis]), name: axisName(axis), gap: 28 },
    { values: heights(shards, reading), name: reading.axis(observable), gap: 53, isLinear: !reading.isLog },
    palette, zoom);
}

export function legend(entries, palette) {
  return {
    type: 'scroll', top: 4, left: 8, right: 8, itemWidth: 10, itemHeight: 10, inactiveColor: palette.line,
    textStyle: { color: palette.text, rich: richSymbols(palette) },
    pageTextStyle: { color: palette.quiet }, pageIconColor: palette.accent, pageIconInactiveColor: palette.line,
    data: entries.map(({ name, look }) => ({ name, itemStyle: { color: look.colour }, icon: look.symbol })),
    formatter: (text) => text.replace(/^σ_W/, '{a|σ}{b|W}').replace(/^N/, '{a|N}'),
  };
}

export function couplingChart(shards, observable, axis, reading, zoom) {
  const palette = colours();
  const values = families(shards, axis);
  const looks = styles(values, palette.ramp);
  const isShort = values.length <= MOST_IN_LEGEND;
  const series = values.flatMap((value) => {
    const member = shards.filter((shard) => shard[OTHER[axis]] === value).sort((a, b) => a[axis] - b[axis]);
    return family(member, looks.get(value), palette, axis, reading, familyName(value, axis), shards.length > CROWDED ? 5 : 8);
  });
  const { grid, xAxis, yAxis } = readingAxes(shards, axis, reading, observable, palette, zoom);
  return {
    grid: { left: 66, right: 14, top: isShort ? 40 : 14, bottom: 46 },
    legend: isShort ? legend(values.map((value) => ({ name: familyName(value, axis), look: looks.get(value) })), palette) : { show: false },
    tooltip: tooltip(palette, ({ data }) => (data?.about ? hint(data.about, reading) : '')),
    xAxis,
    yAxis,
    series: [...grid, ...series],
  };
}

/** The same in a sentence, for those who do not see it. */
export function couplingSummary(shards, observable, reading) {
  const numbers = shards.filter((shard) => reading.number(shard) !== null);
  const doubtful = numbers.filter(isDoubtful).length;
  return `${reading.label[0].toUpperCase()}${reading.label.slice(1)} of ${observable} for ${numbers.length} of ${shards.length} shards, ${doubtful} of them not to be trusted; the table below has the numbers.`;
}
