// Where the time went: the parts of each prediction on one scale, and what lay around them.
import { byId, el, vary } from './dom.js';
import { list, milliseconds } from './format.js';

const PARTS = [
  ['decode', 'decode', ({ timing }) => timing.decode_ms],
  ['transform', 'transform', ({ timing }) => timing.transform_ms],
  ['network', 'network', ({ timing }) => timing.backbone_ms],
  ['head', 'head', ({ timing }) => timing.head_ms],
];

const AROUND = [
  ['queue', 'queue', ({ queue_ms: queue }) => queue],
  ['server', 'server', ({ queue_ms: queue, server_ms: server }) => Math.max(0, server - queue)],
  ['wire', 'wire and browser', ({ wireMs }) => wireMs],
];

/** @param picture the one on screen @param {object[]} models those that may have answered */
export function showTimes(picture, models) {
  const answered = models.filter(model => picture?.answers.has(model.id));
  byId('times').hidden = answered.length === 0;
  if (answered.length === 0) return;
  const answers = answered.map(model => picture.answers.get(model.id));
  byId('times-body').replaceChildren(
    scrolling('Parts of each prediction', table('each prediction', PARTS, answered.map((model, i) => [model.name, answers[i]]))),
    shared(answered),
    scrolling('Around the predictions', table('each request', AROUND, requests(answered, answers))));
}

const sum = numbers => numbers.reduce((total, number) => total + number, 0);

// A narrow screen scrolls the table, not the page; the keyboard can, too.
const scrolling = (name, content) => el('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': name }, content);

/** @param {[string, object][]} rows what is named, and what its parts are read from */
function table(name, parts, rows) {
  const spent = rows.map(([, source]) => parts.map(([, , read]) => read(source)));
  const longest = Math.max(...spent.map(sum), 0.001);
  return el('table', { class: 'times-table' },
    el('thead', {}, el('tr', {},
      el('th', { scope: 'col' }, `ms of ${name}`),
      parts.map(([part, words]) => el('th', { scope: 'col', class: 'number' }, el('span', { class: `key part-${part}`, 'aria-hidden': 'true' }), words)),
      el('th', { scope: 'col', class: 'number' }, 'sum'),
      el('td', { 'aria-hidden': 'true' }))),
    el('tbody', {}, rows.map(([words], i) => row(words, parts, spent[i], longest))));
}

const row = (words, parts, spent, longest) => el('tr', {},
  el('th', { scope: 'row' }, words),
  [...spent, sum(spent)].map(value => el('td', { class: 'number' }, milliseconds(value))),
  el('td', { class: 'stack-cell', 'aria-hidden': 'true' },
    el('span', { class: 'stack' }, spent.map((value, i) => vary(el('span', { class: `part-${parts[i][0]}` }), '--share', value / longest)))));

function shared(models) {
  const networks = models.map(model => model.backbone);
  const twice = networks.find((network, i) => networks.indexOf(network) !== i);
  return twice ? el('p', { class: 'fine' }, `Models over one network, here ${twice}, share one pass through it: all but the head is spent once per request.`) : '';
}

// Models that were ticked later were asked in a request of their own.
function requests(models, answers) {
  const whose = new Map();
  answers.forEach(({ request }, i) => whose.set(request, [...whose.get(request) ?? [], models[i].name]));
  return whose.size === 1 ? [['from the request to the answer', answers[0].request]] : [...whose].map(([request, names]) => [list(names), request]);
}
