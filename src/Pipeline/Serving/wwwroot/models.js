// Which runs and networks answer.
import { byId, el, write } from './dom.js';
import { intervalPlot } from './plots.js';
import { percent, percentNumber, plural, points, range, wholePoints } from './format.js';

const FILTER_FROM = 9;
const KEPT = 'pipeline.models';

/**
 * @param {object[]} models as the server lists them
 * @param {string[]} defaults ids that are ticked for a newcomer
 * @param {(ids: string[]) => void} changed
 * @returns {string[]} the ids that are ticked
 */
export function showModels(models, defaults, changed) {
  const chosen = () => [...byId('model-list').querySelectorAll('input:checked')].map(input => input.value);
  const initial = initialChoice(models, defaults);
  byId('model-list').replaceChildren(...models.map((model, i) => option(model, initial.includes(model.id), `about-model-${i}`)));
  byId('model-list').addEventListener('change', event => {
    if (chosen().length === 0) event.target.checked = true; // somebody has to answer
    keep(chosen());
    changed(chosen());
  });
  listenForFilter(models.length);
  return chosen();
}

function option(model, isChosen, about) {
  return el('label', { class: 'model' },
    el('input', { type: 'checkbox', value: model.id, checked: isChosen, 'aria-describedby': about }),
    el('span', { class: 'model-name' }, model.name),
    el('span', { class: 'model-about fine', id: about }, aboutModel(model)),
    model.score ? intervalPlot(model.score, model.guessing) : null);
}

/** The score with its interval and number of images: a name alone promises too much. */
export function scoreWords(model) {
  if (!model.score) return 'not scored here';
  const { points: earned, max, low, high } = model.score;
  const images = model.images ? `, n\u00a0=\u00a0${model.images}` : '';
  return `${points(earned)} of ${points(max)} (${range(low, high, wholePoints)})${images}`;
}

function aboutModel(model) {
  const what = model.kind === 'zero_shot' ? `${model.backbone} without training` : `${model.backbone}, ${model.head}`;
  return `${what} · ${plural(model.label_count, 'label')} · ${scoreWords(model)}`;
}

const RULES = {
  top3: '10 for a right first answer, 5 where the right one is second or third, 0 otherwise',
  strict: '10 for a right first answer, 0 otherwise',
  near_relative: '10 for a right first answer, 5 for a near relative, 0 otherwise',
  confidence: '10 for a right first answer, 5 for an answer that the head itself is unsure of, 0 otherwise',
  margin: '10 for a right first answer, 5 where the first two answers are close, 0 otherwise',
};

/** @returns {string[]} paragraphs that say what a model's score does and does not promise */
export function meaningOfScore(model) {
  const among = model.label_count > 1 ? `It chooses among ${plural(model.label_count, 'label')} and can say nothing else: an image of something else gets one of them, too.` : '';
  const confidence = 'The percentages beside the labels are the model\'s own confidence in this image. They are not the chance that it is right.';
  if (!model.score) {
    return [`This network answers with the ${model.label_count} classes that it was trained on. Nobody has graded it on images of your own, so there is no score to show.`, confidence, among];
  }

  const { points: earned, max, low, high } = model.score;
  const rule = RULES[model.grading] ?? 'by the run\'s own grading rule';
  const on = model.images ? `On ${plural(model.images, 'image')} that the judged heads had not seen` : 'On images that the judged heads had not seen';
  const guessing = model.guessing === null || model.guessing === undefined ? '' : ` Guessing would get about ${wholePoints(model.guessing)}.`;
  const top1 = model.top1 ? ` The first answer was right in ${percent(model.top1.value)} (${range(model.top1.low, model.top1.high, percentNumber)} %).` : '';
  return [
    `${on} it earned ${points(earned)} of ${points(max)} points: ${rule}.${top1}${guessing}`,
    `Other images of the same kind would have given another score; the 95 % interval for it is ${range(low, high, wholePoints)}. For images of another kind, such as photos instead of drawings, it promises nothing.`,
    confidence, among,
  ];
}

function initialChoice(models, defaults) {
  const known = ids => ids.filter(id => models.some(model => model.id === id));
  const [kept, preset] = [known(remembered()), known(defaults)];
  return kept.length > 0 ? kept : preset.length > 0 ? preset : models.slice(0, 1).map(model => model.id);
}

// For this tab alone: another tab may ask other models.
function keep(ids) {
  try { sessionStorage.setItem(KEPT, JSON.stringify(ids)); } catch { /* a browser without storage forgets */ }
}

function remembered() {
  try {
    const ids = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(ids) ? ids : [];
  } catch {
    return [];
  }
}

function listenForFilter(count) {
  byId('model-filter-label').hidden = count < FILTER_FROM;
  byId('model-filter').addEventListener('input', ({ target }) => {
    const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const label of byId('model-list').children) {
      const text = label.textContent.toLowerCase();
      label.hidden = !label.querySelector('input').checked && !words.every(word => text.includes(word));
    }
  });
  write(byId('model-filter'), '');
}
