// The images of one choice, as radio buttons: arrow keys move between them.
import { byId, el, write } from './dom.js';
import { capital, confidence } from './format.js';
import { kindOf } from './picture.js';

/** @param {(picture) => void} select */
export function strip(select) {
  let shown = [];
  const tiles = new Map();

  return {
    show(pictures, selected, firstModel) {
      if (pictures !== shown) rebuild(pictures);
      byId('strip').hidden = pictures.length < 2;
      for (const picture of pictures) tiles.get(picture).show(picture === selected, firstModel);
    },
  };

  function rebuild(pictures) {
    shown = pictures;
    tiles.clear();
    for (const picture of pictures) tiles.set(picture, tile(picture, select));
    byId('strip-items').replaceChildren(...pictures.map(picture => tiles.get(picture).root));
  }
}

function tile(picture, select) {
  const radio = el('input', { type: 'radio', name: 'picture', class: 'unseen', onchange: () => select(picture) });
  const [thumbnail, words] = [el('span', { class: 'thumb', 'aria-hidden': 'true' }), el('span', { class: 'tile-answer' })];
  const root = el('label', { class: 'tile', title: picture.name }, radio, thumbnail, el('span', { class: 'tile-name' }, picture.name), words);
  const show = (isSelected, firstModel) => {
    radio.checked = isSelected;
    const content = picture.thumbnail ?? (picture.thumbnail === null ? kindOf(picture) : '');
    if (content instanceof Node ? thumbnail.firstChild !== content : thumbnail.textContent !== content) thumbnail.replaceChildren(content);
    root.classList.toggle('failed', picture.state === 'failed');
    write(words, tileWords(picture, firstModel));
  };
  return { root, show };
}

function tileWords(picture, firstModel) {
  if (picture.state === 'failed') return capital(picture.problem.title);
  if (picture.state === 'busy') return 'server busy';
  const first = picture.answers.get(firstModel)?.labels[0];
  return first ? `${first.label} ${confidence(first)}` : '…';
}
