// Numbers as the console and the reports write them, the same under every locale.

const significant = value => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** @param {number | null} milliseconds three significant digits in the unit that suits */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return '–';
  if (milliseconds < 1000) return `${significant(milliseconds)} ms`;
  return milliseconds < 60_000 ? `${significant(milliseconds / 1000)} s` : `${significant(milliseconds / 60_000)} min`;
}

/** Parts of one time, to one digit: they are read against each other. */
export const milliseconds = value => value === null || value === undefined ? '–' : value >= 0.05 || value === 0 ? value.toFixed(1) : '<0.1';

/** @param {number} share 0..1 */
export const percent = share => `${percentNumber(share)} %`;

/** A label's confidence; a head without probabilities has bare scores, which only rank. */
export const confidence = ({ probability, score }) => probability === null || probability === undefined ? `score ${score.toFixed(2)}` : percent(probability);

export const percentNumber = share => (100 * share).toFixed(1);

/** One digit, halves to even, as the program's own tables round. */
export function points(value) {
  const tenths = value * 10;
  let rounded = Math.round(tenths);
  if (Math.abs(tenths % 1) === 0.5 && rounded % 2 !== 0) rounded--;
  return String(rounded / 10 + 0);
}

/** The end of a score's interval, halves away from 0: tenths would claim what no bootstrap knows. */
export const wholePoints = value => String(Math.sign(value) * Math.round(Math.abs(value)) + 0);

export const range = (low, high, format) => `${format(low)}–${format(high)}`;

export function bytes(count) {
  if (count < 1000) return `${count} bytes`;
  return count < 1e6 ? `${Math.round(count / 1e3)} kB` : `${Number((count / 1e6).toFixed(1))} MB`;
}

/** `2026-11-25 21:04` in the reader's own time zone. */
export function moment(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.valueOf())) return '–';
  const two = number => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A sentence's beginning. */
export const capital = words => words.charAt(0).toUpperCase() + words.slice(1);

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c` */
export const list = words => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
