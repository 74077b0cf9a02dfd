// A quantity over the whole grid: a cell for each N and σ_W, its colour the number.

import { axisName, colours, mix, richSymbols, tooltip } from './charts.js';
import { distinct, hint } from './coupling-chart.js';
import { plain, significant } from './format.js';
import { isDoubtful } from './trust.js';

const ROOM_FOR_MARK = 7; // pixels: in smaller cells a cross is no more than dirt

/** Where a number stands between the ends of the scale, from 0 to 1. */
function placeOn({ from, to, isLog }, number) {
  const share = isLog ? Math.log(number / from) / Math.log(to / from) : (number - from) / (to - from);
  return Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0.5));
}

/** The scale of colours for what is seen: as far to one side of the centre as to the other, where there is one. */
export function scaleOf(shards, reading) {
  const numbers = shards.map(reading.number).filter((number) => number !== null && Number.isFinite(number) && (number > 0 || !reading.isLog));
  if (numbers.length === 0) return null;
  let from = numbers.reduce((a, b) => Math.min(a, b));
  let to = numbers.reduce((a, b) => Math.max(a, b));
  const { centre, isLog } = reading;
  if (centre !== null) {
    const reach = isLog ? Math.max(to / centre, centre / from, 1.1) : Math.max(to - centre, centre - from, 1e-12);
    [from, to] = isLog ? [centre / reach, centre * reach] : [centre - reach, centre + reach];
  }
  return { from, to, isLog, centre };
}

/** The colours of a scale: one ramp, or two away from the centre. */
export const rampOf = (scale, palette) => (scale.centre === null
  ? palette.ramp : [palette.ramp[0], palette.ramp[1], palette.sunk, palette.ramp[4], palette.ramp[5]]);

function colourAt(ramp, share) {
  const at = share * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  return mix(ramp[low], ramp[low + 1], at - low);
}

function cell(api, palette) {
  const [x, y] = api.coord([api.value(0), api.value(1)]);
  const [width, height] = api.size([1, 1]);
  const gap = Math.min(width, height) > 6 ? 1 : 0;
  const shape = { x: x - width / 2, y: y - height / 2, width: width - gap, height: height - gap };
  const isDoubt = api.value(2) === 1;
  const hasRoom = Math.min(width, height) >= ROOM_FOR_MARK;
  const rect = { type: 'rect', shape, style: { fill: isDoubt && !hasRoom ? palette.doubt : api.visual('color') } };
  if (!isDoubt || !hasRoom) return rect;
  const size = Math.min(width, height) * 0.25;
  const stroke = { stroke: api.value(3) ? '#000000' : '#ffffff', lineWidth: 1.2 };
  const line = (x1, y1, x2, y2) => ({ type: 'line', silent: true, shape: { x1, y1, x2, y2 }, style: stroke });
  return { type: 'group', children: [rect, line(x - size, y - size, x + size, y + size), line(x - size, y + size, x + size, y - size)] };
}

const isBright = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).reduce((a, b) => a + b) > 380;

function categoryAxis(values, name, gap, palette, zoom) {
  return {
    type: 'category', data: values.map(plain), name, nameLocation: 'middle', nameGap: gap,
    min: zoom ? Math.round(zoom[0]) : 0, max: zoom ? Math.round(zoom[1]) : values.length - 1,
    nameTextStyle: { color: palette.text, rich: richSymbols(palette), fontSize: 13 },
    axisLine: { lineStyle: { color: palette.quiet } }, axisTick: { show: false },
    axisLabel: { color: palette.quiet, fontSize: 12, hideOverlap: true },
  };
}

export function heatMap(shards, observable, reading, zoom) {
  const palette = colours();
  const sigmas = distinct(shards.map((shard) => shard.sigmaW));
  const widths = distinct(shards.map((shard) => shard.width));
  const column = new Map(sigmas.map((value, at) => [value, at]));
  const row = new Map(widths.map((value, at) => [value, at]));
  const scale = scaleOf(shards, reading);
  const ramp = scale && rampOf(scale, palette);
  const data = shards.map((shard) => {
    const number = reading.number(shard);
    const colour = number === null || !scale ? palette.line : colourAt(ramp, placeOn(scale, number));
    return {
      value: [column.get(shard.sigmaW), row.get(shard.width), isDoubtful(shard) ? 1 : 0, isBright(colour) ? 1 : 0],
      shard: shard.shard, about: shard, itemStyle: { color: colour },
    };
  });
  return {
    grid: { left: 66, right: 14, top: 14, bottom: 46 },
    legend: { show: false },
    tooltip: tooltip(palette, ({ data: { about } }) => hint(about, reading)),
    xAxis: categoryAxis(sigmas, axisName('sigmaW'), 28, palette, zoom?.x),
    yAxis: categoryAxis(widths, axisName('width'), 48, palette, zoom?.y),
    series: [{ type: 'custom', renderItem: (params, api) => cell(api, palette), data, progressive: 0, encode: { x: 0, y: 1 }, clip: true, dimensions: ['sigmaW', 'width', 'doubtful', 'bright'] }],
  };
}

/** The ends of the scale in words. */
export const scaleText = (scale) => [scale.from, ...(scale.centre === null ? [] : [scale.centre]), scale.to].map((number) => significant(number, 2));
