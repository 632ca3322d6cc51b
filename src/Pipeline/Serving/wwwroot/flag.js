// Telling the server that an answer was wrong.
import { Problem, flag } from './api.js';
import { announce, byId, el, write } from './dom.js';
import { capital } from './format.js';
import { fileOf } from './picture.js';

const CHIPS_UP_TO = 24;
let wrong = null; // what the dialog is about: fixed when it opens, whatever the page shows meanwhile

/** @param {(picture) => void} changed */
export function listenForFlags(changed) {
  byId('flag-cancel').addEventListener('click', () => byId('flag').close());
  byId('flag-form').addEventListener('submit', event => {
    event.preventDefault();
    send(changed);
  });
  byId('flag-other').addEventListener('input', ({ target }) => {
    if (target.value !== '') for (const chip of chips()) chip.checked = false;
  });
  byId('flag-labels').addEventListener('change', () => { byId('flag-other').value = ''; });
}

export function askWhatItIs(picture, model) {
  const predicted = picture.answers.get(model.id).labels[0].label;
  wrong = { picture, model, predicted };
  byId('flag-form').reset();
  byId('flag-trouble').hidden = true;
  byId('flag-send').disabled = false;
  write(byId('flag-about'), `${model.name} says ${predicted} for ${picture.name}.`);
  byId('flag-picture').replaceChildren(...copyOf(picture.thumbnail));
  offer(model.labels ?? [], predicted);
  byId('flag').showModal();
}

function copyOf(thumbnail) {
  if (!thumbnail) return [];
  const copy = el('canvas', { width: thumbnail.width, height: thumbnail.height });
  copy.getContext('2d').drawImage(thumbnail, 0, 0);
  return [copy];
}

const chips = () => [...byId('flag-labels').querySelectorAll('input')];

function offer(labels, predicted) {
  const few = labels.length <= CHIPS_UP_TO ? labels.filter(label => label !== predicted) : [];
  byId('flag-labels').hidden = few.length === 0;
  byId('flag-labels').replaceChildren(byId('flag-labels').querySelector('legend'), ...few.map(label =>
    el('label', { class: 'chip' }, el('input', { type: 'radio', name: 'right', value: label, class: 'unseen' }), el('span', {}, label))));
  write(byId('flag-other-name'), few.length > 0 ? 'Something else' : 'Right label, or leave it empty if you do not know');
  byId('flag-options').replaceChildren(...few.length > 0 ? [] : labels.map(label => el('option', { value: label })));
}

async function send(changed) {
  const { picture, model, predicted } = wrong;
  const correct = (chips().find(chip => chip.checked)?.value ?? byId('flag-other').value).trim();
  byId('flag-send').disabled = true;
  try {
    const image = await fileOf(picture);
    const kept = await flag({ image, name: picture.name, run: model.id, predicted, correct, comment: byId('flag-comment').value.trim() });
    picture.flags.set(model.id, `${correct === '' ? 'Flagged as wrong' : `Flagged: it is ${correct}`}. Kept in ${kept.folder}.`);
    byId('flag').close();
    announce(picture.flags.get(model.id));
    changed(picture);
  } catch (failure) {
    const problem = failure instanceof Problem ? `${capital(failure.title)}. ${failure.detail}` : String(failure.message);
    byId('flag-trouble').hidden = false;
    write(byId('flag-trouble'), `It was not kept. ${problem}`);
    byId('flag-send').disabled = false;
  }
}
