// What the charts have in common: colours from the style sheet, axes, drawing in at most a hundredth of
// the time: what draws takes it from what samples.

import { chartSymbol } from './physics.js';
import { plain } from './format.js';

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

export const darkness = window.matchMedia('(prefers-color-scheme: dark)');

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    text: colour('--text'), quiet: colour('--quiet'), line: colour('--line'), card: colour('--card'), doubt: colour('--doubt'), sunk: colour('--sunk'),
    accent: colour('--accent'), ramp: Array.from({ length: 6 }, (_, i) => colour(`--ramp-${i}`)),
  };
}

/** A colour between two others. */
export function mix(a, b, part) {
  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [from, to] = [channels(a), channels(b)];
  return `#${from.map((c, i) => Math.round(c + (to[i] - c) * part).toString(16).padStart(2, '0')).join('')}`;
}

/** Colour and symbol of each member of an ordered family, such as the widths. */
export function styles(values, ramp) {
  return new Map(values.map((value, i) => {
    const at = values.length > 1 ? (i / (values.length - 1)) * (ramp.length - 1) : 1;
    const low = Math.min(ramp.length - 2, Math.floor(at));
    return [value, { colour: mix(ramp[low], ramp[low + 1], at - low), symbol: SYMBOLS[i % SYMBOLS.length] }];
  }));
}

const LEAST_SPAN = 4;
const PADDING = 1.25;
const MOST_DECADES = 7;

/** The ends of a logarithmic axis around the values, never closer than a factor of four. */
function extent(values) {
  const min = values.reduce((a, b) => Math.min(a, b), Infinity);
  const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(min > 0 && max < Infinity)) return [0.1, 10];
  const widen = PADDING * Math.max(1, Math.sqrt(LEAST_SPAN / (max / min)));
  return [min / widen, max * widen];
}

/** Round numbers between the ends: powers of ten, with 1 2 5 or more between them where there are few. */
function roundNumbers([min, max]) {
  const decades = Math.log10(max / min);
  const factors = decades < 1.1 ? [1, 2, 3, 5, 7] : decades < 2.6 ? [1, 2, 5] : [1];
  const step = Math.ceil(decades / MOST_DECADES);
  const found = [];
  for (let exponent = Math.floor(Math.log10(min)); exponent <= Math.log10(max); exponent++) {
    if (factors.length === 1 && exponent % step !== 0) continue;
    for (const factor of factors) found.push(Number(`${factor}e${exponent}`));
  }
  const inside = found.filter((x) => x >= min && x <= max);
  return inside.length > 1 ? inside : evenNumbers(min, max);
}

/** Round numbers at even distances, where a logarithmic axis is so short that it is nearly linear. */
function evenNumbers(min, max) {
  const power = 10 ** Math.floor(Math.log10(max - min));
  const step = [power / 5, power / 2, power, 2 * power].find((each) => (max - min) / each <= 6);
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

// The library's logarithmic axis knows powers of its base only. Grid lines and labels at round
// numbers are drawn as series of their own.
function gridLines(id, numbers, place, labelOf, palette) {
  const isX = id === 'x';
  return {
    id: `grid-${id}`, type: 'custom', silent: true, z: 0, tooltip: { show: false },
    data: numbers.map((x) => (isX ? [x, place] : [place, x])),
    renderItem: ({ coordSys: { x, y, width, height } }, api) => {
      const at = api.coord([api.value(0), api.value(1)])[isX ? 0 : 1];
      const shape = isX ? { x1: at, x2: at, y1: y, y2: y + height + 4 } : { x1: x - 4, x2: x + width, y1: at, y2: at };
      const where = isX ? { x: at, y: y + height + 8, align: 'center' } : { x: x - 8, y: at, align: 'right', verticalAlign: 'middle' };
      const text = labelOf(api.value(isX ? 0 : 1));
      return {
        type: 'group',
        children: [
          { type: 'line', shape, style: { stroke: palette.line, lineWidth: 1 } },
          { type: 'text', style: { ...where, text, fill: palette.quiet, fontSize: 12, fontFamily: 'system-ui, sans-serif' } },
        ],
      };
    },
  };
}

function logAxis([min, max], name, gap, palette) {
  return {
    type: 'log', min, max, name, nameLocation: 'middle', nameGap: gap,
    nameTextStyle: { color: palette.text, rich: richSymbols(palette), fontSize: 13 },
    axisLine: { show: true, onZero: false, lineStyle: { color: palette.quiet } },
    axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false },
  };
}

/** Two axes, each given by {values, name, gap, label}, logarithmic unless isLinear; zoom: what the reader has chosen of them. */
export function axes(x, y, palette, zoom) {
  const [across, up] = [zoom?.x ?? ends(x), zoom?.y ?? ends(y)];
  return {
    xAxis: axis(x, across, palette),
    yAxis: axis(y, up, palette),
    grid: [
      ...(x.isLinear ? [] : [gridLines('x', roundNumbers(across), up[0], x.label ?? plain, palette)]),
      ...(y.isLinear ? [] : [gridLines('y', roundNumbers(up), across[0], y.label ?? plain, palette)]),
    ],
  };
}

const ends = ({ values, isLinear }) => (isLinear ? linearExtent(values) : extent(values));

/** The ends of a linear axis around the values, with some room. */
function linearExtent(values) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const min = finite.reduce((a, b) => Math.min(a, b));
  const max = finite.reduce((a, b) => Math.max(a, b));
  const room = (max - min || Math.abs(max) || 1) * 0.06;
  return [min - room, max + room];
}

const axis = ({ isLinear, name, gap }, between, palette) => (isLinear ? linearAxis : logAxis)(between, name, gap, palette);

export function richSymbols(palette) {
  return {
    a: { fontStyle: 'italic', color: palette.text, fontSize: 13 },
    b: { color: palette.text, fontSize: 9, verticalAlign: 'bottom' },
    p: { color: palette.text, fontSize: 13 },
  };
}

/** An axis of numbers of either sign from min to max, drawn by the library. */
export function linearAxis([min, max], name, gap, palette) {
  return {
    type: 'value', min, max, name, nameLocation: 'middle', nameGap: gap, splitNumber: 4,
    nameTextStyle: { color: palette.text, rich: richSymbols(palette), fontSize: 13 },
    axisLine: { show: true, onZero: false, lineStyle: { color: palette.quiet } },
    axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: palette.line } },
    axisLabel: {
      color: palette.quiet, fontSize: 12, fontFamily: 'system-ui, sans-serif', showMinLabel: false, showMaxLabel: false,
      formatter: (x) => plain(Number(x.toPrecision(6))),
    },
  };
}

export const axisName = (name, before = '', after = '') => `{p|${before}}${chartSymbol(name)}{p|${after}}`;

export function tooltip(palette, formatter) {
  return {
    trigger: 'item', renderMode: 'richText', confine: true, formatter,
    backgroundColor: palette.card, borderColor: palette.line, textStyle: { color: palette.text, fontSize: 12, lineHeight: 18 },
  };
}

const [SHORTEST_PAUSE, LONGEST_PAUSE] = [1000, 10_000];
const MOST_OFTEN = 100; // times as long as the last drawing took

/** A chart that is drawn when its numbers, its size or the colours have changed, not more often. */
export class Chart {
  #box;
  #chart = null;
  #draw = null;
  #hasNumbers = false; // whether there are any to be drawn
  #showsNumbers = false; // whether any have been drawn
  #drawn = 0;
  #pause = SHORTEST_PAUSE;
  #timer = 0;
  #span = null;
  #zoom = null; // {x: [from, to], y: [from, to]} that the reader has chosen
  #onOpened;

  /** onOpened(): the chart has been drawn for the first time. */
  constructor(box, onOpened = () => {}) {
    this.#box = box;
    this.#onOpened = onOpened;
    new ResizeObserver(() => this.#chart?.resize()).observe(box);
    darkness.addEventListener('change', () => this.draw(this.#draw, this.#hasNumbers));
  }

  /**
   * option: (zoom) => what to draw, asked for when it is drawn; hasNumbers: whether more than axes;
   * atOnce: whether the reader has just asked for it.
   */
  draw(option, hasNumbers, atOnce = false) {
    this.#draw = option;
    this.#hasNumbers = hasNumbers;
    if (atOnce) {
      clearTimeout(this.#timer);
      this.#timer = 0;
    }
    if (!option || this.#timer) return;
    // The first numbers are awaited: only those after them are worth a pause.
    const wait = this.#showsNumbers && !atOnce ? Math.max(0, this.#drawn + this.#pause - performance.now()) : 0;
    this.#timer = setTimeout(() => this.#now(), wait);
  }

  /** Shows nothing; what comes next is drawn at once. */
  clear() {
    this.#chart?.clear();
    this.#draw = null;
    this.#zoom = null;
    this.#showsNumbers = false;
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  get zoom() {
    return this.#zoom;
  }

  /** Shows a part of the axes; null: all. */
  setZoom(zoom) {
    this.#zoom = zoom;
    if (this.#draw) this.draw(this.#draw, this.#hasNumbers, true);
  }

  /** Whether a place of the box, in pixels, is between the axes. */
  contains(place) {
    return this.#chart !== null && this.#chart.containPixel('grid', place);
  }

  /** The numbers at a place of the box, in pixels, or at the nearest that is between the axes. */
  at(place) {
    const { x, y } = this.#span;
    const [across, up] = this.#chart.convertFromPixel('grid', place);
    return [Math.min(x[1], Math.max(x[0], across)), Math.min(y[1], Math.max(y[0], up))];
  }

  /** What the axes span: {x: [from, to], y: [from, to]}; null before anything is drawn. */
  get span() {
    return this.#span;
  }

  /** The picture as it is, as an address of its data; type: png or svg. */
  picture(type) {
    const palette = colours();
    if (type === 'png') return this.#chart.getDataURL({ type, pixelRatio: 3, backgroundColor: palette.card });
    const size = { width: this.#box.clientWidth, height: this.#box.clientHeight };
    const drawing = window.echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
    drawing.setOption({ animation: false, backgroundColor: palette.card, ...this.#draw(this.#zoom) });
    const text = drawing.renderToSVGString();
    drawing.dispose();
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  }

  #now() {
    this.#timer = 0;
    if (!this.#open()) return;
    const began = performance.now();
    this.#drawn = began;
    this.#showsNumbers = this.#hasNumbers;
    // The library draws in the next frame, which does not come while nobody looks.
    if (!document.hidden) {
      requestAnimationFrame(() => setTimeout(() => {
        this.#pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, MOST_OFTEN * (performance.now() - began)));
      }));
    }
    const option = this.#draw(this.#zoom);
    const { xAxis, yAxis } = option;
    this.#span = xAxis && yAxis ? { x: [xAxis.min, xAxis.max], y: [yAxis.min, yAxis.max] } : null;
    this.#chart.setOption({ animation: false, ...option }, { replaceMerge: ['series', 'xAxis', 'yAxis'], lazyUpdate: true });
  }

  #open() {
    if (this.#chart) return true;
    if (!window.echarts) {
      this.#box.textContent = 'The charts cannot be drawn: their library did not load.';
      return false;
    }
    if (this.#box.clientWidth === 0) return false;
    this.#chart = window.echarts.init(this.#box, null, { renderer: 'canvas' });
    this.#chart.on('click', (event) => {
      const shard = event.data?.shard ?? event.seriesId;
      if (shard) this.#box.dispatchEvent(new CustomEvent('shard', { detail: shard }));
    });
    this.#onOpened();
    return true;
  }
}
