// One chosen image: where its bytes come from, what was answered about it, or what went wrong.
import { picturesOf } from './preview.js';

let made = 0;

/** @param {{ name: string, load: () => Promise<File>, bytes?: number, url?: string }} source */
export function pictureFrom({ name, load, bytes = null, url = null }) {
  return {
    key: ++made,
    name,
    bytes,
    /** The address of an example; null for a file of the user's. */
    url,
    file: null,
    load,
    loading: null,
    /** 'waiting', 'asking', 'busy', 'done' or 'failed' */
    state: 'waiting',
    problem: null,
    /** Facts of the last prediction: size and format as the server found them. */
    facts: null,
    /** By model: labels, timing, and the request that brought them. */
    answers: new Map(),
    /** By model: where a flagged copy was kept. */
    flags: new Map(),
    /** undefined: not decoded yet; null: not to be shown by this browser. */
    thumbnail: undefined,
    abort: new AbortController(),
  };
}

/** Its bytes, fetched once however many ask at the same time; after a failure the next who asks tries again. */
export async function fileOf(picture) {
  picture.loading ??= picture.load(picture.abort.signal);
  try {
    picture.file = await picture.loading;
  } catch (failure) {
    picture.loading = null;
    throw failure;
  }
  picture.bytes = picture.file.size;
  return picture.file;
}

/** Decodes a picture for the stage; its thumbnail is kept, the large one is not. */
export async function decoded(picture) {
  const pictures = await picturesOf(await fileOf(picture));
  picture.thumbnail = pictures?.thumbnail ?? null;
  return pictures;
}

/** What a file's name and type say it is; the server goes by its bytes. */
export function kindOf(picture) {
  const fromType = picture.file?.type.startsWith('image/') ? picture.file.type.slice('image/'.length).split('+')[0] : '';
  const fromName = /\.([A-Za-z0-9]{1,5})$/.exec(picture.name)?.[1] ?? '';
  return picture.facts?.format ?? (fromType || fromName || 'file').toUpperCase();
}

/** @param {string[]} chosen models */
export const missing = (picture, chosen) => chosen.filter(id => !picture.answers.has(id));
