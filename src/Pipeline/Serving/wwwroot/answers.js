// One card per chosen model. A card stays while images come and go, so that focus and layout stay, too.
import { byId, el, vary, write } from './dom.js';
import { confidence, list, percent } from './format.js';
import { meaningOfScore, scoreWords } from './models.js';

const ROWS = 3;

/** @param {(model) => void} flag */
export function answerCards(models, { canFlag, flag }) {
  const cards = new Map();

  const cardOf = id => {
    if (!cards.has(id)) cards.set(id, card(models.get(id), canFlag ? flag : null));
    return cards.get(id);
  };

  return {
    /** @param {string[]} ids in the order of the list */
    choose(ids) {
      const wanted = ids.map(id => cardOf(id).root);
      const there = [...byId('cards').children];
      if (wanted.length !== there.length || wanted.some((root, i) => root !== there[i])) byId('cards').replaceChildren(...wanted);
    },

    /** @param picture the one on screen, or null */
    show(picture, ids) {
      for (const id of ids) cardOf(id).show(picture);
    },
  };
}

function card(model, flag) {
  const rows = Array.from({ length: Math.min(ROWS, model.label_count) }, () => row(model.labels === null));
  const rest = el('p', { class: 'fine rest' }, '\u00a0');
  const flagged = el('p', { class: 'fine flagged' });
  const button = el('button', { type: 'button', class: 'quiet', disabled: true, onclick: () => flag(model) }, 'Flag as wrong', el('span', { class: 'unseen' }, `: ${model.name}`));
  const root = el('article', { class: 'card', 'aria-label': model.name },
    heading(model),
    el('ol', { class: 'labels' }, rows.map(one => one.root)),
    el('div', { class: 'card-foot' }, rest, flag ? button : null),
    flagged,
    el('details', { class: 'meaning' },
      el('summary', {}, 'What this score means'),
      meaningOfScore(model).filter(Boolean).map(words => el('p', {}, words)),
      model.report ? el('p', {}, el('a', { href: model.report }, 'The run\'s report')) : null));

  const show = picture => {
    const answer = picture?.answers.get(model.id);
    const waits = picture !== null && !answer && picture.state !== 'failed';
    root.setAttribute('aria-busy', String(waits));
    root.classList.toggle('waits', waits);
    rows.forEach((one, i) => one.show(answer?.labels[i]));
    write(rest, answer ? remainder(answer, model) : '\u00a0');
    button.disabled = !answer;
    write(flagged, picture?.flags.get(model.id) ?? '');
  };

  return { root, show };
}

const heading = model => el('header', {},
  el('h3', {}, model.name),
  el('p', { class: 'fine' }, model.kind === 'zero_shot' ? `${model.backbone}, as it came` : scoreWords(model)));

// A class of ImageNet has several names: the first stands out, the others follow.
function name(place, label, hasSynonyms) {
  if (place.textContent === label) return;
  const comma = hasSynonyms ? label.indexOf(',') : -1;
  place.replaceChildren(...comma < 0 ? [label] : [label.slice(0, comma), el('span', { class: 'also' }, label.slice(comma))]);
  place.title = label.trim();
}

function row(hasSynonyms) {
  const [label, share] = [el('span', { class: 'label' }, '\u00a0'), el('span', { class: 'share' }, '\u00a0')];
  const bar = el('span', { class: 'bar', 'aria-hidden': 'true' });
  const root = el('li', {}, label, share, bar);
  const show = answer => {
    root.classList.toggle('blank', !answer);
    name(label, answer?.label ?? '\u00a0', hasSynonyms);
    write(share, answer ? confidence(answer) : '\u00a0');
    vary(bar, '--share', answer?.probability ?? 0);
  };
  show(undefined);
  return { root, show };
}

function remainder(answer, model) {
  const others = model.label_count - answer.labels.length;
  if (answer.labels.some(({ probability }) => probability === null)) return 'Scores rank; they are no probabilities.';
  const shown = answer.labels.reduce((sum, { probability }) => sum + probability, 0);
  return others > 0 ? `${others === 1 ? 'the other label' : `${others} others`} ${percent(Math.max(0, 1 - shown))}` : '\u00a0';
}

/** Those of the models that choose among the labels of the first that has some; what they say can be compared. */
export function peersOf(models) {
  const known = models.filter(model => model.labels);
  const same = known.filter(model => model.labels.join('\n') === known[0].labels.join('\n'));
  return same.length < 2 ? [] : same;
}

/** Whether models that choose among the same labels say the same. Empty as long as not two of them have answered. */
export function agreementWords(picture, models) {
  const said = peersOf(models).filter(model => picture?.answers.has(model.id));
  if (said.length < 2) return '';
  const votes = new Map();
  for (const model of said) {
    const [{ label }] = picture.answers.get(model.id).labels;
    votes.set(label, (votes.get(label) ?? 0) + 1);
  }

  const ranked = [...votes].sort(([, a], [, b]) => b - a);
  if (ranked.length > 1) return `They disagree: ${list(ranked.map(([label, count]) => said.length > 2 ? `${label} (${count} of ${said.length})` : label))}.`;
  const who = said.length === 2 ? 'Both' : `All ${said.length}`;
  return `${who}${said.length < models.length ? ' that choose among the same labels' : ''} say ${ranked[0][0]}.`;
}

/** What a screen reader is told once the answers are there. */
export const spokenAnswers = (picture, models) => `${picture.name}: ${models.filter(model => picture.answers.has(model.id)).map(model => {
  const [first] = picture.answers.get(model.id).labels;
  return `${first.label}, ${confidence(first)}, by ${model.name}`;
}).join('; ')}.`;
