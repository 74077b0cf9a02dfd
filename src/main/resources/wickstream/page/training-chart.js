// What trained networks are at each point after some time of training: their mean and, as a bar, one
// standard deviation; theory as a dashed line, and the data that they learn.

import { colours, linearAxis, richSymbols, tooltip } from './charts.js';
import { measured, significant } from './format.js';
import { trainingTime } from './physics.js';

const MARGIN = 0.08;
const CROWDED = 60;

const sameInput = (a, b) => [a].flat().every((coordinate, i) => coordinate === [b].flat()[i]);

/**
 * What is to be drawn of the points of a time and output, from left to right. Where the input is one
 * number x is that, else the number of the point.
 */
export function placed({ points, isLine }, entries) {
  return entries.map(({ point, mean, variance }) => {
    const deviation = variance.value === null ? null : Math.sqrt(Math.max(0, variance.value));
    return {
      point,
      x: isLine ? points[point] : point,
      mean: mean.value,
      meanError: mean.standardError,
      deviation,
      deviationError: deviation > 0 && variance.standardError !== null ? variance.standardError / (2 * deviation) : null,
      theory: mean.theory,
      theoryDeviation: variance.theory === null || variance.theory < 0 ? null : Math.sqrt(variance.theory),
    };
  }).sort((a, b) => a.x - b.x);
}

/** Where the data of an output lie: {x, y}; data at none of the points have no x unless the input is one number. */
export function dataAt({ points, isLine, data, dIn }, output) {
  return data.flatMap((row) => {
    const y = row[dIn + output];
    if (isLine) return [{ x: row[0], y }];
    const at = points.findIndex((point) => sameInput(point, row.slice(0, dIn)));
    return at < 0 ? [] : [{ x: at, y }];
  });
}

/** The ends of an axis a little beyond all values. */
function extent(values) {
  const known = values.filter((value) => value !== null && Number.isFinite(value));
  if (known.length === 0) return [-1, 1];
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const margin = max > min ? MARGIN * (max - min) : Math.abs(max) || 1;
  return [min - margin, max + margin];
}

/** Those of all times, so that nothing jumps when the time changes; theory may be anywhere. */
export function heights(setup, entries, output) {
  const ends = placed(setup, entries.filter((entry) => entry.output === output))
    .flatMap(({ mean, deviation }) => (mean === null ? [] : [mean - (deviation ?? 0), mean + (deviation ?? 0)]));
  return extent([...ends, ...dataAt(setup, output).map(({ y }) => y)]);
}

function bar(_, api) {
  const [x, high] = api.coord([api.value(0), api.value(2)]);
  const low = api.coord([api.value(0), api.value(1)])[1];
  const style = { stroke: api.visual('color'), lineWidth: 2, fill: null };
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
  return { type: 'group', children: [line(x, low, x, high), line(x - 5, high, x + 5, high), line(x - 5, low, x + 5, low)] };
}

function theorySeries(places, isLine, palette) {
  const common = { name: 'theory', color: palette.text, silent: true, z: 2, clip: true, symbol: 'none' };
  const curve = (of, width, dash) => {
    const data = places.filter((at) => at.theory !== null && of(at) !== null).map((at) => [at.x, of(at)]);
    return isLine
      ? { ...common, type: 'line', data, lineStyle: { type: dash, width } }
      : { ...common, type: 'scatter', data, symbol: 'rect', symbolSize: [16, width] }; // nothing lies between points that are only numbered
  };
  const shifted = (sign) => (at) => (at.theoryDeviation === null ? null : at.theory + sign * at.theoryDeviation);
  return [curve((at) => at.theory, 2, [7, 4]), curve(shifted(1), 1, [2, 3]), curve(shifted(-1), 1, [2, 3])];
}

const where = (setup, at) => (setup.isLine ? `x = ${significant(at.x, 4)}` : `point ${at.point}`);

function hint(setup, at) {
  const lines = [where(setup, at), `mean ${measured(at.mean, at.meanError)}`, `standard deviation ${measured(at.deviation, at.deviationError)}`];
  if (at.theory !== null) lines.push(`theory ${significant(at.theory, 4)} ± ${significant(at.theoryDeviation, 4)}`);
  return lines.join('\n');
}

/**
 * setup: {points, isLine, dIn, data}; entries: of all times; time: which of them; output: which output.
 */
export function trainingChart(setup, entries, time, output) {
  const palette = colours();
  const places = placed(setup, entries.filter((entry) => entry.time === time && entry.output === output));
  const data = dataAt(setup, output);
  const known = places.filter(({ mean }) => mean !== null);
  const colour = palette.ramp[1];
  const dot = known.length > CROWDED ? 4 : 8;
  const inputs = setup.points.map((point, at) => (setup.isLine ? point : at));
  const look = { textStyle: { color: palette.text, rich: richSymbols(palette) } };
  return {
    grid: { left: 62, right: 16, top: 40, bottom: 46 },
    legend: {
      top: 4, itemWidth: 12, itemHeight: 12, selectedMode: false, ...look,
      data: [
        { name: 'networks', icon: 'circle', itemStyle: { color: colour } },
        ...(known.some(({ theory }) => theory !== null) ? [{ name: 'theory', icon: 'path://M0,4h4v2h-4zM6,4h4v2h-4z', itemStyle: { color: palette.text } }] : []),
        { name: 'data', icon: 'diamond', itemStyle: { color: palette.ramp[5] } },
      ],
    },
    tooltip: tooltip(palette, ({ data: point }) => point?.about ?? ''),
    xAxis: {
      ...linearAxis(extent([...inputs, ...data.map(({ x }) => x)]), setup.isLine ? '{a|x}' : 'point', 28, palette),
      ...(setup.isLine ? {} : { minInterval: 1 }),
    },
    yAxis: linearAxis(heights(setup, entries, output), '{a|f}{p|(}{a|x}{p|)}', 44, palette),
    series: [
      ...theorySeries(known, setup.isLine, palette),
      {
        name: 'bars', type: 'custom', color: colour, renderItem: bar, silent: true, clip: true, z: 3, encode: { x: 0, y: [1, 2] },
        data: known.filter(({ deviation }) => deviation !== null).map((at) => [at.x, at.mean - at.deviation, at.mean + at.deviation]),
      },
      {
        name: 'networks', type: 'scatter', color: colour, symbol: 'circle', symbolSize: dot, z: 4,
        data: known.map((at) => ({ value: [at.x, at.mean], about: hint(setup, at) })),
      },
      {
        name: 'data', type: 'scatter', color: palette.ramp[5], symbol: 'diamond', symbolSize: 13, z: 5,
        itemStyle: { color: 'transparent', borderColor: palette.ramp[5], borderWidth: 2.5 },
        data: data.map(({ x, y }) => ({ value: [x, y], about: `data\n${setup.isLine ? `x = ${significant(x, 4)}` : `point ${x}`}\ny = ${significant(y, 4)}` })),
      },
    ],
  };
}

/** A time of training; of the posterior there are but the prior and the posterior itself. */
export function timeText(setup, time) {
  if (setup.isPosterior) return time === 0 ? 'prior' : 'posterior';
  return `τ = ${trainingTime(time)}`;
}

/** The same in a sentence, for those who do not see it. */
export function trainingSummary(setup, entries, time, output) {
  const places = placed(setup, entries.filter((entry) => entry.time === time && entry.output === output)).filter(({ mean }) => mean !== null);
  const begin = `Mean and standard deviation of networks, ${timeText(setup, time)}`;
  if (places.length === 0) return `${begin}: nothing has been saved of this shard yet.`;
  const deviations = places.map(({ deviation }) => deviation).filter((deviation) => deviation !== null);
  const range = (numbers) => `${significant(Math.min(...numbers), 3)} to ${significant(Math.max(...numbers), 3)}`;
  return `${begin} at ${places.length} points: means from ${range(places.map(({ mean }) => mean))}, `
    + `standard deviations from ${range(deviations)}; the values are in the table below.`;
}
