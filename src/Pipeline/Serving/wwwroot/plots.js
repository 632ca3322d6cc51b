// Small drawings of numbers that stand beside them as text; they are hidden from screen readers.
import { svg } from './dom.js';

const WIDTH = 120;
const HEIGHT = 14;

/** A score between 0 and its maximum: dot, 95 % interval, and a tick at what guessing would get. */
export function intervalPlot({ points, low, high, max }, guessing = null) {
  const at = value => 4 + (WIDTH - 8) * value / max;
  return drawing([
    line(at(0), at(max), 'axis'),
    ...guessing === null ? [] : [tick(at(guessing), 'guess')],
    line(at(low), at(high), 'whisker'),
    svg('circle', { cx: at(points), cy: HEIGHT / 2, r: 3.2, class: 'dot' }),
  ]);
}

/** A difference with its interval, around the line of no difference. */
export function differencePlot(difference, [low, high], reach) {
  const at = value => WIDTH / 2 + (WIDTH / 2 - 4) * value / reach;
  return drawing([
    line(at(-reach), at(reach), 'axis'),
    tick(at(0), 'zero'),
    line(at(low), at(high), 'whisker'),
    svg('circle', { cx: at(difference), cy: HEIGHT / 2, r: 3.2, class: 'dot' }),
  ]);
}

const line = (from, to, name) => svg('line', { x1: from, x2: to, y1: HEIGHT / 2, y2: HEIGHT / 2, class: name });

const tick = (x, name) => svg('line', { x1: x, x2: x, y1: 2, y2: HEIGHT - 2, class: name });

const drawing = parts => svg('svg', { class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' }, ...parts);
