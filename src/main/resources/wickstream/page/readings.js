// How a quantity can be looked at: by itself, beside what is known of it, or by its error.

import { axisName } from './charts.js';
import { measured, percent, pull as pullText, significant } from './format.js';

/** The exact value or else that of theory. */
export const known = ({ exact, theory }) => exact ?? theory;

/** The interval of the absolute value; its lower end is 0 if the interval contains 0. */
function absoluteInterval({ low, high }) {
  if (low === null || high === null) return null;
  const ends = [Math.abs(low), Math.abs(high)];
  return [low < 0 && high > 0 ? 0 : Math.min(...ends), Math.max(...ends)];
}

const inUnitsOf = (unit, ...values) => values.map((value) => value / unit).sort((a, b) => a - b);

/**
 * Of a shard: the number, the ends of its bar, and what is dashed beside it, each null where there is
 * none. isLog: whether the axis is logarithmic; centre: the value from which colours differ both ways.
 */
export const READINGS = {
  value: {
    label: 'absolute value', isLog: true, centre: null,
    number: ({ value }) => (value ? Math.abs(value) : null),
    bar: absoluteInterval,
    beside: (shard) => (known(shard) ? Math.abs(known(shard)) : null),
    axis: (observable) => axisName(observable, '|', '|'),
    text: ({ value, standardError }) => measured(value, standardError),
  },
  ratio: {
    label: 'relative to known value', isLog: false, centre: 1,
    number: (shard) => (shard.value !== null && known(shard) ? shard.value / known(shard) : null),
    bar: (shard) => (shard.low !== null && known(shard) ? inUnitsOf(known(shard), shard.low, shard.high) : null),
    beside: (shard) => (known(shard) ? 1 : null),
    axis: (observable) => axisName(observable, '', ' / known'),
    text: (shard) => significant(shard.value / known(shard), 4),
  },
  pull: {
    label: 'pull', isLog: false, centre: 0,
    number: ({ pull }) => pull,
    bar: () => null,
    beside: (shard) => (shard.pull === null ? null : 0),
    axis: () => '{p|pull}',
    text: ({ pull }) => pullText(pull),
  },
  error: {
    label: 'relative error', isLog: true, centre: null,
    number: ({ value, standardError }) => (value && standardError > 0 ? standardError / Math.abs(value) : null),
    bar: () => null,
    beside: ({ value, tolerance }) => (value && tolerance ? tolerance / Math.abs(value) : null),
    axis: (observable) => axisName(observable, 'relative error of '),
    text: ({ value, standardError }) => percent(standardError / Math.abs(value)),
  },
  excess: {
    label: 'error over target', isLog: true, centre: 1,
    number: ({ standardError, tolerance }) => (standardError > 0 && tolerance ? standardError / tolerance : null),
    bar: () => null,
    beside: ({ tolerance }) => (tolerance ? 1 : null),
    axis: () => '{p|error / target}',
    text: ({ standardError, tolerance }) => `${significant(standardError / tolerance, 3)} × target`,
  },
};
