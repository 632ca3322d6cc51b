// Entry: asks the server what it is, then shows one of two views.
import * as api from './api.js';
import { startClassify } from './classify.js';
import { byId, el, write } from './dom.js';
import { capital } from './format.js';
import { showRuns } from './runs.js';

const NAMES = { classify: 'Classify', runs: 'Runs' };
let title = 'Pipeline';
let served = { models: [], hasComparisonPage: false };

async function start() {
  try {
    const [info, models] = await Promise.all([api.info(), api.models()]);
    title = info.title;
    served = { models, hasComparisonPage: info.has_comparison_page === true };
    write(byId('title'), info.title);
    write(byId('description'), info.description || '\u00a0');
    write(byId('version'), `Pipeline ${info.version}`);
    startClassify(info, models);
    byId('unreachable').hidden = true;
    addEventListener('hashchange', () => show(true));
    show(false);
  } catch (problem) {
    tellUnreachable(problem);
  }
}

/** `#runs?run=A&run=B&baseline=A` can be sent to a colleague. */
function show(moved) {
  const [view, query] = location.hash.slice(1).split('?');
  const name = view in NAMES ? view : 'classify';
  for (const each of Object.keys(NAMES)) byId(each).hidden = each !== name;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = name === 'classify' ? title : `${NAMES[name]} · ${title}`;
  if (name === 'runs') showRuns(new URLSearchParams(query ?? ''), served);
  if (moved) byId('main').focus({ preventScroll: true });
}

function tellUnreachable(problem) {
  const box = byId('unreachable');
  write(byId('title'), title);
  box.replaceChildren(
    el('strong', {}, problem instanceof api.Problem ? capital(problem.title) : 'Something went wrong on this page'),
    ` ${problem.detail ?? problem.message} `,
    el('button', { type: 'button', onclick: start }, 'Try again'));
  box.hidden = false;
}

// By hand, as the address names the view.
byId('skip').addEventListener('click', event => {
  event.preventDefault();
  byId('main').focus();
});

start();
