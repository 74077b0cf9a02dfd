// Numbers as a physicist writes them. A number that cannot be had (null) is a dash.

export const NONE = '–';

const MINUS = '−';
const THIN = '\u202f';
const RAISED = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
const SMALLEST_PLAIN = -3;
const LARGEST_PLAIN = 6;
const MOST_DECIMALS = 15;

const signed = (text) => text.replaceAll('-', MINUS);

export const power = (exponent) => `10${[...String(exponent)].map((c) => RAISED[c]).join('')}`;

const exponentOf = (x) => (x === 0 ? 0 : Number(x.toExponential().split('e')[1]));

/** Digits in groups of three: 1 234 567. */
export function count(n) {
  return n === null ? NONE : String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** A quantity to so many significant digits. */
export function significant(x, digits = 3) {
  if (x === null || x === undefined) return NONE;
  // Of the rounded number: 9.996 to three digits is 10.0.
  const [factor, power10] = x.toExponential(digits - 1).split('e');
  const exponent = Number(power10);
  if (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN) return signed(`${factor}·${power(exponent)}`);
  return signed(x.toFixed(Math.max(0, digits - 1 - exponent)));
}

/** Without the zeros behind the decimal point that say nothing in a round number: 2.00 k is 2 k, but 20 k stays. */
export const trimmed = (text) => text.replace(/(\.\d*?)0+(?!\d)/, (zeros, kept) => (kept === '.' ? '' : kept));

/** A number of few digits with all of them: 0.05, 1500, 2·10⁻⁷. */
export function plain(x) {
  if (x === 0 || (Math.abs(x) >= 1e-3 && Math.abs(x) < 1e4)) return signed(String(x));
  const [factor, exponent] = x.toExponential().split('e');
  return signed(factor === '1' ? power(Number(exponent)) : `${factor}·${power(Number(exponent))}`);
}

const STEPS = ['', 'k', 'M', 'G', 'T', 'P'];

/** A large number in short: 51.2 k, 1.20 G. */
export function short(x) {
  return x === null ? NONE : inSteps(x).join(THIN).trim();
}

/** The same for round numbers beside an axis: 2 k, not 2.00 k. */
export const axisCount = (x) => trimmed(short(x));

/** Three digits, and the letter for the thousands, millions, … */
function inSteps(x) {
  if (Number.isInteger(x) && Math.abs(x) < 1000) return [String(x), ''];
  if (Math.abs(x) < 1) return [significant(x, 2), ''];
  let rounded = Number(x.toPrecision(3));
  let at = 0;
  while (Math.abs(rounded) >= 1000 && at < STEPS.length - 1) {
    rounded /= 1000;
    at++;
  }
  return [rounded.toFixed(Math.max(0, 2 - exponentOf(rounded))), STEPS[at]];
}

/** Value ± error, the error to two digits and the value to the same place. */
export function measured(value, error) {
  if (value === null) return NONE;
  if (error === null || !(error > 0)) return significant(value, 4);
  const exponent = exponentOf(Math.max(Math.abs(value), error));
  const scaled = exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN;
  const scale = scaled ? 10 ** exponent : 1;
  const decimals = Math.max(0, 1 - exponentOf(Number((error / scale).toPrecision(2))));
  // A value has no more digits than this; the error is not nought because it lies beyond them.
  if (decimals > MOST_DECIMALS) return `${significant(value, MOST_DECIMALS)} ± ${significant(error, 2)}`;
  const both = signed(`${(value / scale).toFixed(decimals)} ± ${(error / scale).toFixed(decimals)}`);
  return scaled ? `(${both})·${power(exponent)}` : both;
}

/** Value with the error of its last two digits in parentheses: 0.8307(60) is 0.8307 ± 0.0060. */
export function concise(value, error) {
  const text = measured(value, error);
  const [both, scale] = text.split(')');
  const [number, spread] = both.replace('(', '').split(' ± ');
  if (spread === undefined) return number;
  if (spread.includes('·')) return text;
  const digits = Number(spread) < 1 ? String(Number(spread.replace('0.', ''))) : spread;
  return `${number}(${digits})${scale ?? ''}`;
}

/** An interval, its ends to the place where the width has its second digit. */
export function interval(low, high) {
  if (low === null || high === null) return NONE;
  const exponent = exponentOf(Math.max(Math.abs(low), Math.abs(high)));
  const scaled = exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN;
  const scale = scaled ? 10 ** exponent : 1;
  const width = (high - low) / scale;
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, width > 0 ? 1 - exponentOf(width) : 3 - (scaled ? 0 : exponent)));
  const both = signed(`[${(low / scale).toFixed(decimals)}, ${(high / scale).toFixed(decimals)}]`);
  return scaled ? `${both}·${power(exponent)}` : both;
}

/** A fraction in percent, to three digits. */
export function percent(fraction) {
  if (fraction === null || !Number.isFinite(fraction)) return NONE;
  return `${significant(100 * fraction, 3)}${THIN}%`;
}

/** The same for round numbers such as targets: 1 %, not 1.00 %. */
export const roundPercent = (fraction) => trimmed(percent(fraction));

/** A fraction in percent with all its digits: 99.99 % is not 100 %. */
export const exactPercent = (fraction) => `${Number((100 * fraction).toPrecision(12))}${THIN}%`;

export function pull(x) {
  if (x === null) return NONE;
  return (x > 0 ? '+' : '') + (Math.abs(x) >= 1000 ? significant(x, 2) : signed(x.toFixed(2)));
}

/** A duration in its two largest units. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return NONE;
  if (seconds < 9.95) return `${seconds.toFixed(1)}${THIN}s`;
  if (seconds < 59.5) return `${Math.round(seconds)}${THIN}s`;
  const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
  if (seconds > 1000 * 86400) return `${significant(seconds / (365.25 * 86400), 2)}${THIN}years`;
  const first = units.findIndex(([, size]) => seconds >= size - size / 120);
  const [large, size] = units[first];
  const [small, part] = units[Math.min(first + 1, 3)];
  if (size === part) return `${Math.round(seconds)}${THIN}s`;
  const parts = Math.round(seconds / part);
  const rest = parts % (size / part);
  const whole = `${Math.floor(parts / (size / part))}${THIN}${large}`;
  return rest === 0 ? whole : `${whole} ${rest}${THIN}${small}`;
}

export function bytes(n) {
  if (n === null) return NONE;
  const [number, step] = inSteps(n);
  return `${number}${THIN}${step}B`;
}

export function time(iso) {
  return iso === null ? NONE : new Date(iso).toLocaleTimeString(undefined, { hour12: false });
}

/** A time of today as that, any other with its date. */
export function moment(iso) {
  return new Date(iso).toDateString() === new Date().toDateString() ? time(iso) : dateTime(iso);
}

export function dateTime(iso) {
  return iso === null ? NONE : new Date(iso).toLocaleString(undefined, { hour12: false, dateStyle: 'medium', timeStyle: 'medium' });
}
