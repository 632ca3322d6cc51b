// Which of the chosen runs is better, in words.
import * as api from './api.js';
import { byId, el } from './dom.js';
import { capital, plural, points, wholePoints } from './format.js';
import { differencePlot } from './plots.js';

let latest = null;

/** @param {object[]} runs at least two @param {string} baseline the id of one of them @param {boolean} hasPage whether the server draws comparisons, too */
export async function showComparison(runs, baseline, hasPage) {
  latest?.abort();
  const mine = latest = new AbortController();
  const body = byId('comparison-body');
  byId('comparison').hidden = false;
  body.setAttribute('aria-busy', 'true');
  try {
    const report = await api.compare(runs.map(run => run.id), baseline, mine.signal);
    body.replaceChildren(...reportParts(report, hasPage ? api.comparisonPage(runs.map(run => run.id), baseline) : null));
  } catch (problem) {
    if (mine.signal.aborted) return;
    body.replaceChildren(el('div', { class: 'trouble', role: 'alert' }, el('h3', {}, capital(problem.title ?? 'Something went wrong')), el('p', {}, problem.detail ?? problem.message)));
  }
  body.removeAttribute('aria-busy');
  byId('comparison-heading').focus({ preventScroll: true });
  byId('comparison').scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

function reportParts(report, address) {
  const reach = Math.max(1, ...report.comparisons.flatMap(pair => (pair.score_difference_interval ?? [0]).map(Math.abs)));
  return [
    el('p', {}, 'Against the baseline ', el('strong', {}, report.baseline), correctionWords(report.family)),
    el('ul', { class: 'verdicts' }, report.comparisons.map(pair => el('li', { class: `verdict ${pair.verdict}` }, pairParts(pair, reach)))),
    ...report.notes.length > 0 ? [el('h3', {}, 'To be read with it'), el('ul', { class: 'notes' }, report.notes.map(note => el('li', {}, note)))] : [],
    ...address ? [el('p', {}, el('a', { href: address }, 'The whole comparison'), ' with charts and the images on which they differ.')] : [],
  ];
}

const correctionWords = family => family > 1 ? `, at the level of 0.05 corrected (Holm) for ${family} comparisons:` : ', at the level of 0.05:';

function pairParts(pair, reach) {
  return [
    el('h3', {}, pair.subject),
    el('p', { class: 'verdict-word' }, verdictWords(pair)),
    pair.score_difference_interval ? differencePlot(pair.score_difference, pair.score_difference_interval, reach) : null,
    el('p', {}, evidenceWords(pair)),
    el('p', { class: 'fine' }, timeWords(pair.time)),
  ];
}

export function verdictWords(pair) {
  const images = pair.agreement ? Object.values(pair.agreement).reduce((sum, names) => sum + names.length, 0) : null;
  switch (pair.verdict) {
    case 'better': return 'Better';
    case 'worse': return 'Worse';
    case 'refused': return 'No verdict';
    default:
      if (images === null) return 'Not distinguishable';
      return pair.score_difference_interval === null ? 'Equal on every image' : `Not distinguishable at ${plural(images, 'image')}`;
  }
}

export function evidenceWords(pair) {
  const words = [];
  if (pair.score_difference !== null) words.push(differenceWords(pair));
  if (pair.p_holm !== null) words.push(`p\u00a0${probability(pair.p_holm)}.`);
  if (pair.agreement) {
    words.push(`It alone is right on ${plural(pair.agreement.only_subject.length, 'image')}, the baseline alone on ${pair.agreement.only_reference.length}.`);
  }
  if (pair.images_that_would_tell !== null) words.push(`About ${roundedUp(pair.images_that_would_tell)} images would tell.`);
  if (pair.because) words.push(`${capital(pair.because)}.`);
  return words.join(' ');
}

function differenceWords({ score_difference: difference, score_difference_interval: interval }) {
  const amount = Math.abs(difference) < 0.05 ? 'The same score' : `${points(Math.abs(difference))} points ${difference > 0 ? 'more' : 'fewer'}`;
  return interval ? `${amount} (95 %: ${signed(interval[0])} to ${signed(interval[1])}).` : `${amount}.`;
}

function timeWords({ verdict, because, ratio, ratio_interval: interval }) {
  const times = ratio === null ? '' : ` (${ratio.toFixed(2)} times the baseline's, ${interval.map(bound => bound.toFixed(2)).join('–')})`;
  const words = {
    not_timed: 'not timed', not_comparable: 'not comparable', same_measurement: 'measured once for both, as network and shape of the head are the same',
    no_practical_difference: 'no practical difference', not_distinguishable: 'not distinguishable', faster: 'faster', slower: 'slower',
  }[verdict] ?? verdict;
  return `Inference time: ${words}${times}.${because && verdict !== 'same_measurement' ? ` ${capital(because)}.` : ''}`;
}

const probability = p => p < 0.0001 ? '< 0.0001' : `=\u00a0${p.toFixed(p < 0.01 ? 4 : 3)}`;

/** `+12`, `−13`, `0` */
const signed = value => `${wholePoints(value) === '0' ? '' : value > 0 ? '+' : '−'}${wholePoints(Math.abs(value))}`;

// Two digits: it follows from an estimate.
function roundedUp(images) {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(images)) - 1);
  return Math.ceil(images / step) * step;
}
