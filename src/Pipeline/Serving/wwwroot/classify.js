// The view with one image and its answers. What is shown is always drawn from the picture that is selected now.
import { agreementWords, answerCards, peersOf, spokenAnswers } from './answers.js';
import { asker } from './asking.js';
import { listenForCopy, showCommand } from './copying.js';
import { announce, byId, el, write } from './dom.js';
import { showExamples } from './examples.js';
import { askWhatItIs, listenForFlags } from './flag.js';
import { bytes, capital, list, plural } from './format.js';
import { listenForImages } from './intake.js';
import { showModels } from './models.js';
import { decoded, kindOf, missing } from './picture.js';
import { framed, placeholder, showCrop } from './preview.js';
import { strip } from './strip.js';
import { showTimes } from './times.js';

export function startClassify(info, modelList) {
  const models = new Map(modelList.map(model => [model.id, model]));
  const state = { pictures: [], selected: null, chosen: [], staged: undefined, staging: null, told: null };
  const chosenModels = () => state.chosen.map(id => models.get(id));

  const asking = asker(
    { pictures: () => state.pictures, selected: () => state.selected, chosen: () => state.chosen, limits: () => info.limits },
    picture => {
      if (!state.pictures.includes(picture)) return;
      if (picture === state.selected && isUnstaged(picture)) stage(picture);
      render(picture);
    });
  const cards = answerCards(models, { canFlag: info.can_flag, flag: model => askWhatItIs(state.selected, model) });
  const tiles = strip(select);

  write(byId('limits'), limitWords(info));
  listenForImages(take, note => write(byId('intake-note'), note));
  listenForFlags(() => render());
  listenForCopy();
  showExamples(info.examples, pictures => { write(byId('intake-note'), ''); take(pictures); }, models);
  byId('clear').addEventListener('click', () => {
    write(byId('intake-note'), '');
    take([]);
    byId('choose').focus();
  });
  byId('show-crop').addEventListener('change', drawCrop);
  choose(showModels(modelList, info.default_models, choose));

  function take(pictures) {
    for (const old of state.pictures) old.abort.abort(new DOMException('Another image was chosen.', 'AbortError'));
    state.pictures = pictures;
    select(pictures[0] ?? null);
    if (pictures.length > 0) bringIntoSight(byId('stage'));
    decodeThumbnails(pictures);
  }

  function select(picture) {
    state.selected = picture;
    stage(picture);
    asking.pump();
    render();
  }

  function choose(ids) {
    state.chosen = ids;
    cards.choose(ids);
    drawCrop();
    asking.pump();
    render();
  }

  /** @param news the picture that changed; null where there is nothing to tell anybody */
  function render(news = state.selected) {
    const { pictures, selected, chosen } = state;
    tiles.show(pictures, selected, chosen[0]);
    byId('clear').disabled = pictures.length === 0;
    byId('cards').classList.toggle('unasked', selected === null);
    cards.show(selected, chosen);
    write(byId('answers-heading'), selected ? `Answers for ${selected.name}` : 'Answers');
    byId('agreement').hidden = peersOf(chosenModels()).length === 0 || selected === null || selected.state === 'failed';
    write(byId('agreement'), agreementWords(selected, chosenModels()) || '\u00a0');
    write(byId('caption'), selected ? captionOf(selected) : '\u00a0');
    showTimes(selected, chosenModels());
    showCommand(selected, chosen);
    showTrouble(selected);
    if (state.staged === null && selected) byId('figure').replaceChildren(placeholder(kindOf(selected), selected.state === 'failed'));
    if (news !== null && news === selected) speak(selected);
  }

  function speak(picture) {
    if (picture.state === 'busy') announce(`The server is busy. Trying again in ${plural(picture.waitSeconds, 'second')}.`);
    if (picture.state === 'done' && missing(picture, state.chosen).length === 0) announce(`${spokenAnswers(picture, chosenModels())} ${agreementWords(picture, chosenModels())}`.trim());
  }

  function showTrouble(picture) {
    const box = byId('trouble');
    const busy = picture?.state === 'busy';
    const problem = picture?.state === 'failed' ? picture.problem : null;
    // "Try again" goes away under the finger; what it asked for is the next thing to be at.
    if (!busy && problem === null && box.contains(document.activeElement)) byId('answers-heading').focus({ preventScroll: true });
    box.hidden = !busy && problem === null;
    byId('cards').hidden = problem !== null && picture.answers.size === 0;
    box.setAttribute('role', problem ? 'alert' : 'none');
    const news = problem ?? (busy ? `${picture.key}, ${picture.waitSeconds}` : null);
    if (news === state.told) return;
    state.told = news;
    box.replaceChildren(...busy ? busyWords(picture) : problem ? problemWords(picture, problem, () => asking.retry(picture)) : []);
  }

  async function stage(picture) {
    const [figure, invitation] = [byId('figure'), byId('invitation')];
    figure.hidden = picture === null;
    invitation.hidden = picture !== null;
    state.staged = undefined; // not decoded yet; null: not to be shown
    state.staging = picture;
    figure.replaceChildren();
    byId('sees').hidden = true;
    if (picture === null) return;
    const pictures = await decoded(picture).catch(() => undefined);
    if (state.selected !== picture) return;
    state.staging = null;
    if (pictures === undefined) return;
    state.staged = pictures;
    if (pictures) figure.replaceChildren(framed(pictures, picture.name));
    drawCrop();
    render(null);
  }

  // An example whose bytes could not be fetched at first has them once a second try went well.
  const isUnstaged = picture => state.staged === undefined && state.staging === null && picture.file !== null;

  function drawCrop() {
    const input = chosenModels().find(model => model.input?.resize)?.input ?? null;
    byId('sees').hidden = input === null || !state.staged;
    if (state.staged) showCrop(byId('figure').querySelector('.frame'), state.staged, byId('show-crop').checked ? input : null);
  }

  // One after the other: decoding a dozen large photos at once would take the memory of a phone.
  async function decodeThumbnails(pictures) {
    for (const picture of pictures.slice(1)) {
      if (state.pictures !== pictures) return;
      if (picture.thumbnail === undefined) await decoded(picture).catch(() => {});
      if (state.pictures === pictures) tiles.show(pictures, state.selected, state.chosen[0]);
    }
  }
}

// On a phone the examples stand below the answers.
function bringIntoSight(element) {
  if (element.getBoundingClientRect().bottom < 40) element.scrollIntoView({ block: 'start' });
}

function limitWords({ limits, formats }) {
  const names = formats.map(name => ({ webp: 'WebP' })[name.toLowerCase()] ?? name.toUpperCase());
  return `${list(names)}; up to ${bytes(limits.max_upload_bytes)} and ${Math.round(limits.max_pixels / 1e6)} megapixels`;
}

function captionOf(picture) {
  const { facts } = picture;
  const size = picture.bytes === null ? '' : bytes(picture.bytes);
  return [picture.name, ...facts ? [facts.width ? `${facts.width} × ${facts.height}` : '', kindOf(picture)] : [], size].filter(Boolean).join(' · ');
}

const busyWords = ({ waitSeconds }) => [
  el('h3', {}, 'The server is busy'),
  el('p', {}, `Its queue is full. Trying again in ${plural(waitSeconds, 'second')}.`),
];

const problemWords = (picture, problem, retry) => [
  el('h3', {}, capital(problem.title)),
  el('p', {}, `${picture.name}: ${problem.detail}`),
  ...problem.advice ? [el('p', {}, problem.advice)] : [],
  ...problem.mayPass ? [el('button', { type: 'button', onclick: retry }, 'Try again')] : [],
];
