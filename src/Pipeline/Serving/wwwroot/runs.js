// The leaderboard.
import * as api from './api.js';
import { showComparison } from './comparison.js';
import { announce, byId, el } from './dom.js';
import { capital, duration, moment, percent, percentNumber, plural, points, range, wholePoints } from './format.js';
import { intervalPlot } from './plots.js';

const COLUMNS = [
  { key: 'name', words: 'Run', first: 'ascending', read: run => run.name },
  { key: 'score', words: 'Score', first: 'descending', read: run => run.score && run.score.points / run.score.max, number: true },
  { key: 'top1', words: 'Top-1', first: 'descending', read: run => run.top1?.value, number: true },
  { key: 'images', words: 'Images', first: 'descending', read: run => run.images, number: true },
  { key: 'training', words: 'Training', first: 'ascending', read: run => run.training_ms, number: true },
  { key: 'inference', words: 'Inference', first: 'ascending', read: run => run.inference_ms, number: true },
  { key: 'finished', words: 'Finished', first: 'descending', read: run => run.finished },
];

const state = { runs: null, labels: new Map(), column: COLUMNS[1], direction: 'descending', chosen: new Set(), baseline: null };

/** @param {URLSearchParams} query which runs to compare, and against which @param {{ models: object[], hasComparisonPage: boolean }} served what the server said of itself */
export async function showRuns(query, served) {
  const body = byId('leaderboard');
  try {
    state.runs = await api.runs();
    state.labels = new Map(served.models.map(model => [model.id, model.label_count]));
  } catch (problem) {
    body.replaceChildren(el('div', { class: 'trouble', role: 'alert' }, el('h3', {}, capital(problem.title)), el('p', {}, problem.detail),
      el('button', { type: 'button', onclick: () => showRuns(query, served) }, 'Try again')));
    return;
  }

  if (state.runs.length === 0) {
    body.replaceChildren(el('p', { class: 'no-runs' }, 'This server serves no runs. Start it with some: ', el('code', {}, 'pipeline serve RUN...')));
    return;
  }

  const asked = query.getAll('run').filter(id => state.runs.some(run => run.id === id));
  if (asked.length > 0) state.chosen = new Set(asked);
  state.baseline = asked.includes(query.get('baseline')) ? query.get('baseline') : state.baseline;
  body.replaceChildren(table(), chooser());
  sort();
  renderChoice();
  if (asked.length > 1) await showComparison(state.runs.filter(run => asked.includes(run.id)), state.baseline ?? asked[0], served.hasComparisonPage);
  else byId('comparison').hidden = true;
}

function table() {
  // Roles are named because the narrow layout takes the table's display away, and some browsers its meaning with it.
  return el('table', { class: 'leaderboard', role: 'table', 'aria-labelledby': 'runs-heading' },
    el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' },
      el('th', { role: 'columnheader', scope: 'col', class: 'choose' }, el('span', { class: 'unseen' }, 'Compare')),
      COLUMNS.map(header))),
    el('tbody', { role: 'rowgroup', id: 'run-rows' }));
}

const header = column => el('th', { role: 'columnheader', scope: 'col', class: column.number ? 'number' : '', id: `sort-${column.key}` },
  el('button', { type: 'button', class: 'sort', onclick: () => sortBy(column) }, column.words, el('span', { class: 'arrow', 'aria-hidden': 'true' })));

function sortBy(column) {
  const turned = state.direction === 'ascending' ? 'descending' : 'ascending';
  state.direction = column === state.column ? turned : column.first;
  state.column = column;
  sort();
  announce(`Sorted by ${column.words}, ${state.direction}.`);
}

function sort() {
  for (const column of COLUMNS) {
    const head = byId(`sort-${column.key}`);
    if (column === state.column) head.setAttribute('aria-sort', state.direction);
    else head.removeAttribute('aria-sort');
  }
  byId('run-rows').replaceChildren(...sorted(state.runs, state.column, state.direction).map(row));
}

/** What is unknown stands last in both directions; equals stand by name. */
export function sorted(runs, { read }, direction) {
  const sign = direction === 'ascending' ? 1 : -1;
  const order = (a, b) => typeof a === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : a - b;
  const unknown = value => value === null || value === undefined;
  return [...runs].sort((a, b) => {
    const [x, y] = [read(a), read(b)];
    if (unknown(x) || unknown(y)) return unknown(x) - unknown(y) || order(a.name, b.name);
    return sign * order(x, y) || order(a.name, b.name);
  });
}

function row(run) {
  const cell = (words, label, ...more) => el('td', { role: 'cell', class: 'number', 'data-label': label }, words, ...more);
  const tick = el('input', { type: 'checkbox', value: run.id, checked: state.chosen.has(run.id), 'aria-label': `Compare ${run.name}`, onchange: ({ target }) => choose(run.id, target.checked) });
  return el('tr', { role: 'row' },
    el('td', { role: 'cell', class: 'choose' }, tick),
    el('th', { role: 'rowheader', scope: 'row' },
      el('span', { class: 'run-name' }, run.report ? el('a', { href: run.report }, run.name) : run.name),
      el('span', { class: 'fine' }, [run.backbone, run.head, ...state.labels.has(run.id) ? [plural(state.labels.get(run.id), 'label')] : []].join(' · ')),
      notes(run)),
    cell(run.score ? `${points(run.score.points)} of ${points(run.score.max)}` : '–', 'Score',
      ...run.score ? [el('span', { class: 'fine' }, range(run.score.low, run.score.high, wholePoints)), intervalPlot(run.score, run.guessing ?? null)] : []),
    cell(run.top1 ? percent(run.top1.value) : '–', 'Top-1', ...run.top1 ? [el('span', { class: 'fine' }, range(run.top1.low, run.top1.high, percentNumber))] : []),
    cell(String(run.images ?? '–'), 'Images'),
    cell(run.training_ms === null ? 'none' : duration(run.training_ms), 'Training'),
    cell(duration(run.inference_ms), 'Inference'),
    el('td', { role: 'cell', 'data-label': 'Finished' }, moment(run.finished)));
}

function notes(run) {
  if (!run.findings?.length) return null;
  const warnings = run.findings.filter(finding => finding.level === 'warning').length;
  const words = warnings === 0 ? 'Notes' : warnings === 1 ? '1 warning' : `${warnings} warnings`;
  return el('details', { class: warnings > 0 ? 'findings warns' : 'findings' }, el('summary', { 'aria-label': `${words} on ${run.name}` }, words),
    el('ul', {}, run.findings.map(finding => el('li', {}, finding.message))));
}

function chooser() {
  return el('form', { class: 'chooser', id: 'chooser', onsubmit: compareChosen },
    el('p', { id: 'chosen-words' }),
    el('label', {}, 'Baseline ', el('select', { id: 'baseline', onchange: ({ target }) => { state.baseline = target.value; } })),
    el('button', { type: 'submit', class: 'primary', id: 'compare' }, 'Compare'));
}

function choose(id, isChosen) {
  if (isChosen) state.chosen.add(id);
  else state.chosen.delete(id);
  renderChoice();
}

function renderChoice() {
  const chosen = sorted(state.runs.filter(run => state.chosen.has(run.id)), COLUMNS[1], 'descending');
  if (!state.chosen.has(state.baseline)) state.baseline = chosen[0]?.id ?? null;
  byId('chosen-words').textContent = chosen.length < 2 ? 'Tick two or more runs to compare them.' : `${chosen.length} runs ticked.`;
  byId('baseline').replaceChildren(...chosen.map(run => el('option', { value: run.id, selected: run.id === state.baseline }, run.name)));
  byId('baseline').disabled = byId('compare').disabled = chosen.length < 2;
}

function compareChosen(event) {
  event.preventDefault();
  const query = new URLSearchParams([...state.chosen].map(id => ['run', id]));
  query.append('baseline', state.baseline);
  const address = `#runs?${query}`;
  if (location.hash === address) dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = address;
}
