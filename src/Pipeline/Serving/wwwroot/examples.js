// Images of the server's own to try.
import { UNREACHABLE, Problem } from './api.js';
import { byId, el } from './dom.js';
import { list } from './format.js';
import { pictureFrom } from './picture.js';

/** @param {(pictures: object[]) => void} take */
export function showExamples(examples, take, models) {
  byId('examples').hidden = examples.length === 0;
  const note = seenWords(examples, models);
  byId('examples-note').hidden = note === '';
  byId('examples-note').textContent = note;
  byId('example-list').replaceChildren(...examples.map(example => el('li', {},
    el('button', { type: 'button', class: 'example', onclick: () => take([ofExample(example)]) },
      el('img', { src: example.url, alt: '', width: 72, height: 72, loading: 'lazy', decoding: 'async', draggable: false }),
      el('span', {}, example.name.split('/')[0])))));
}

/** Who has learnt from an image answers it as one who has read the answer before. @param {Map<string, object>} models by id */
export function seenWords(examples, models) {
  const learnt = examples.filter(example => example.seen_by.length > 0);
  if (learnt.length === 0) return '';
  const names = [...new Set(learnt.flatMap(example => example.seen_by))].map(id => models.get(id)?.name ?? id);
  const which = learnt.length === examples.length ? 'These images are' : `${learnt.length} of these ${examples.length} images are`;
  return `${which} among those that ${list(names)} ${names.length === 1 ? 'was' : 'were'} trained on: a right answer to them proves nothing.`;
}

// Named by the folder and the file: the folder says what is to be seen, the file is what a copy would be called.
function ofExample({ name, url }) {
  const file = name.split('/').at(-1);
  return pictureFrom({ name: file, url: new URL(url, location.href).href, load: signal => fetchExample(url, file, signal) });
}

async function fetchExample(url, name, signal) {
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (failure) {
    if (signal.aborted) throw failure;
    throw new Problem(UNREACHABLE, 'The example could not be fetched. Is "pipeline serve" still running?');
  }

  if (!response.ok) throw new Problem('The example is not there', `The server answered ${response.status}.`, { status: response.status });
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}
