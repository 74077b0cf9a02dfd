// What a reader can do to a chart: draw a rectangle to look closer, go back, and save the picture.

import { element, show } from './dom.js';

const SMALLEST = 8; // pixels: less is a click
const CLOSER = 0.5; // of what is seen remains

/** Points between the ends of a stretch, evenly on a scale where equal ratios are equal steps if all are positive. */
function part([from, to], share) {
  const isLog = from > 0 && to / from > 1.5;
  const middle = isLog ? Math.sqrt(from * to) : (from + to) / 2;
  return isLog ? [middle * (from / to) ** (share / 2), middle * (to / from) ** (share / 2)]
    : [middle - (share * (to - from)) / 2, middle + (share * (to - from)) / 2];
}

const sorted = (a, b) => (a < b ? [a, b] : [b, a]);

/** Adds the tools of a chart below it; name(): what a saved picture is called. */
export function addTools(chart, box, name) {
  const button = (text, label, act) => {
    const made = element('button', { type: 'button', class: 'tool', title: label, 'aria-label': label }, text);
    made.addEventListener('click', act);
    return made;
  };
  const whole = button('⤢', 'Show all again', () => zoomTo(null));
  whole.hidden = true;
  const closer = () => {
    const { span } = chart;
    if (span) zoomTo({ x: part(span.x, CLOSER), y: part(span.y, CLOSER) });
  };
  const tools = element('span', { class: 'tools' },
    whole,
    button('+', 'Look closer; or draw a rectangle in the chart', closer),
    ...['png', 'svg'].map((type) => button(type.toUpperCase(), `Save the picture as ${type.toUpperCase()}`, () => save(type))));
  box.after(tools);

  function zoomTo(zoom) {
    chart.setZoom(zoom);
    show(whole, zoom !== null);
  }

  function save(type) {
    element('a', { href: chart.picture(type), download: `${name()}.${type}` }).click();
  }

  // A rectangle drawn with the mouse. A finger scrolls the page.
  const frame = element('div', { class: 'zoom-frame', hidden: '' });
  let from = null;
  const place = (event) => {
    const { left, top } = box.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  box.addEventListener('pointerdown', (event) => {
    const at = place(event);
    if (event.pointerType !== 'mouse' || event.button !== 0 || !chart.contains(at)) return;
    from = at;
    box.append(frame);
  });
  window.addEventListener('pointermove', (event) => {
    if (!from) return;
    const to = place(event);
    const [[left, right], [top, bottom]] = [sorted(from[0], to[0]), sorted(from[1], to[1])];
    show(frame, right - left >= SMALLEST && bottom - top >= SMALLEST);
    Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
  });
  window.addEventListener('pointerup', (event) => {
    if (!from) return;
    const [a, b] = [chart.at(from), chart.at(place(event))];
    const isDrawn = !frame.hidden;
    from = null;
    show(frame, false);
    if (isDrawn) zoomTo({ x: sorted(a[0], b[0]), y: sorted(a[1], b[1]) });
  });
  box.addEventListener('dblclick', () => zoomTo(null));
  return { reset: () => zoomTo(null) };
}
