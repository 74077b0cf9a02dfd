// Numbers as a physicist writes them. A number that cannot be had (null) is a dash.

export const NONE = '–';

const MINUS = '−';
const THIN = '\u202f';
const RAISED = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
const SMALLEST_PLAIN = -3;
const LARGEST_PLAIN = 6;

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
  const exponent = exponentOf(x);
  if (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN) {
    return signed(`${(x / 10 ** exponent).toFixed(digits - 1)}·${power(exponent)}`);
  }
  return signed(x.toFixed(Math.max(0, digits - 1 - exponent)));
}

/** A large number in short: 51.2 k, 1.20 G. */
export function short(x) {
  if (x === null) return NONE;
  const step = ['', 'k', 'M', 'G', 'T', 'P'];
  let at = 0;
  while (Math.abs(x) >= 999.5 && at < step.length - 1) {
    x /= 1000;
    at++;
  }
  const digits = at === 0 && Number.isInteger(x) ? 0 : Math.max(0, 2 - Math.max(0, exponentOf(x)));
  return `${x.toFixed(digits)}${THIN}${step[at]}`.trim();
}

/** Value ± error, the error to two digits and the value to the same place. */
export function measured(value, error) {
  if (value === null) return NONE;
  if (error === null || !(error > 0)) return significant(value, 4);
  const exponent = exponentOf(Math.max(Math.abs(value), error));
  const scaled = exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN;
  const scale = scaled ? 10 ** exponent : 1;
  const decimals = Math.min(15, Math.max(0, 1 - exponentOf(Number((error / scale).toPrecision(2)))));
  const plain = signed(`${(value / scale).toFixed(decimals)} ± ${(error / scale).toFixed(decimals)}`);
  return scaled ? `(${plain})·${power(exponent)}` : plain;
}

/** Value with the error of its last two digits in parentheses: 0.8307(60) is 0.8307 ± 0.0060. */
export function concise(value, error) {
  const [plain, scale] = measured(value, error).split(')');
  const [number, spread] = plain.replace('(', '').split(' ± ');
  if (spread === undefined) return number;
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
  const decimals = width > 0 ? Math.min(15, Math.max(0, 1 - exponentOf(width))) : 3;
  const plain = signed(`[${(low / scale).toFixed(decimals)}, ${(high / scale).toFixed(decimals)}]`);
  return scaled ? `${plain}·${power(exponent)}` : plain;
}

/** Value with its relative error in percent. */
export function percent(fraction) {
  if (fraction === null || !Number.isFinite(fraction)) return NONE;
  return `${significant(100 * fraction, 3)}${THIN}%`;
}

/** The same for round numbers such as targets: 1 %, not 1.00 %. */
export const roundPercent = (fraction) => percent(fraction).replace(/\.0+(?=\u202f)|(\.\d*[1-9])0+(?=\u202f)/, '$1');

export function pull(x) {
  if (x === null) return NONE;
  return (x > 0 ? '+' : '') + signed(Math.abs(x) >= 1000 ? x.toExponential(1) : x.toFixed(2));
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
  return n === null ? NONE : `${short(n)}B`;
}

export function time(iso) {
  return iso === null ? NONE : new Date(iso).toLocaleTimeString(undefined, { hour12: false });
}

export function dateTime(iso) {
  return iso === null ? NONE : new Date(iso).toLocaleString(undefined, { hour12: false, dateStyle: 'medium', timeStyle: 'medium' });
}
