// Keeps the answers complete: every picture, every chosen model, two requests at a time, the one on screen first.
import { Problem, politely, predict } from './api.js';
import { bytes } from './format.js';
import { fileOf, missing } from './picture.js';

const AT_ONCE = 2;

/**
 * @param {{ pictures: () => object[], selected: () => object, chosen: () => string[], limits: () => { max_upload_bytes: number } }} wanted
 * @param {(picture) => void} changed is told whenever something about a picture is new
 */
export function asker(wanted, changed) {
  const running = new Set();

  const isOpen = picture => picture.state !== 'failed' && !running.has(picture) && missing(picture, wanted.chosen()).length > 0;

  function pump() {
    const open = [wanted.selected(), ...wanted.pictures()].filter(picture => picture && isOpen(picture));
    for (const picture of new Set(open)) {
      if (running.size >= AT_ONCE) break;
      running.add(picture);
      ask(picture).finally(() => { running.delete(picture); pump(); });
    }
  }

  async function ask(picture) {
    const { signal } = picture.abort;
    try {
      enter(picture, 'asking');
      const file = await fileOf(picture);
      refuseUnsent(file, wanted.limits());
      await politely(() => askOnce(picture, file), waitMs => enter(picture, 'busy', Math.ceil(waitMs / 1000)), signal);
      enter(picture, 'done');
    } catch (failure) {
      if (!signal.aborted) fail(picture, await explained(failure, picture));
    }
  }

  async function askOnce(picture, file) {
    enter(picture, 'asking');
    const ids = missing(picture, wanted.chosen());
    if (ids.length === 0) return;
    const { results, ...request } = await predict(file, picture.name, ids, picture.abort.signal);
    picture.facts = request;
    for (const result of results) picture.answers.set(result.run, { ...result, request });
    const silent = ids.filter(id => !picture.answers.has(id));
    if (silent.length > 0) throw new Problem('The answer is incomplete', `The server said nothing about ${silent.join(', ')}.`, { status: 500 });
  }

  function enter(picture, state, waitSeconds = null) {
    Object.assign(picture, { state, waitSeconds, problem: null });
    changed(picture);
  }

  function fail(picture, problem) {
    Object.assign(picture, { state: 'failed', problem });
    changed(picture);
  }

  return { pump, retry: picture => { picture.state = 'waiting'; pump(); } };
}

function refuseUnsent(file, { max_upload_bytes: most }) {
  if (file.size === 0) throw new Problem('The file is empty', 'It has no bytes, so there is nothing to classify. It was not sent.', { status: 400 });
  if (file.size > most) {
    throw new Problem('The file is too large', `It has ${bytes(file.size)}; this server takes at most ${bytes(most)}. It was not sent.`, { status: 413 });
  }
}

// A file that was moved or changed after it was chosen also ends in "no answer": ask the file before blaming the server.
async function explained(failure, picture) {
  const problem = failure instanceof Problem ? failure : new Problem('Something went wrong on this page', String(failure?.message ?? failure), { status: 400 });
  if (problem.status !== 0 || picture.file === null) return problem;
  try {
    await picture.file.slice(0, 1).arrayBuffer();
    return problem;
  } catch {
    return new Problem('The file can no longer be read', 'It was moved, changed or removed after it was chosen. Choose it again.', { status: 400 });
  }
}
