// The ways in which an image comes onto the page: chosen, photographed, pasted, dropped.
import { byId } from './dom.js';
import { pictureFrom } from './picture.js';

/** More than this is work for the command line. */
const MOST = 40;

/**
 * @param {(pictures: object[]) => void} take replaces what is on the page
 * @param {(note: string) => void} tell says what was left out, and why
 */
export function listenForImages(take, tell) {
  const accept = (files, folders = []) => {
    const kept = files.slice(0, MOST);
    if (kept.length > 0) take(kept.map(ofFile));
    tell(leftOut(files.length, folders, kept.length > 0));
  };

  for (const [button, input] of [['choose', 'files'], ['photo', 'camera']]) {
    byId(button).addEventListener('click', () => byId(input).click());
    byId(input).addEventListener('change', ({ target }) => {
      const files = [...target.files];
      target.value = ''; // choosing the same file again is a choice, too
      if (files.length > 0) accept(files);
    });
  }

  byId('invitation').addEventListener('click', () => byId('files').click());
  listenForPaste(accept, tell);
  listenForDrop(accept, tell);
}

const ofFile = file => pictureFrom({ name: file.name || 'image', bytes: file.size, load: async () => file });

function leftOut(count, folders, some) {
  const words = [];
  if (count > MOST) words.push(`Only the first ${MOST} of ${count} images were taken; "pipeline predict" reads whole folders.`);
  if (folders.length > 0) words.push(`A folder cannot be dropped${some ? ' and was left out' : ''}: ${folders.join(', ')}. Drop the images in it.`);
  return words.join(' ');
}

function listenForPaste(accept, tell) {
  document.addEventListener('paste', event => {
    if (byId('flag').open || byId('classify').hidden || event.target.closest?.('input:not([type=checkbox],[type=radio]), textarea')) return;
    const files = [...event.clipboardData.files];
    if (files.length === 0) return tell('There is no image in the clipboard.');
    event.preventDefault();
    accept(files);
  });

  const button = byId('paste');
  button.hidden = !navigator.clipboard?.read;
  button.addEventListener('click', async () => {
    try {
      const files = await readClipboard();
      if (files.length === 0) tell('There is no image in the clipboard.');
      else accept(files);
    } catch {
      tell('The browser does not let this page read the clipboard; press Ctrl+V (⌘V) instead.');
    }
  });
}

async function readClipboard() {
  const files = [];
  for (const item of await navigator.clipboard.read()) {
    const type = item.types.find(name => name.startsWith('image/'));
    if (type) files.push(new File([await item.getType(type)], `pasted.${type.slice('image/'.length).split('+')[0]}`, { type }));
  }
  return files;
}

function listenForDrop(accept, tell) {
  let inside = 0; // enter and leave come for each element on the way
  const over = isOver => document.body.classList.toggle('dropping', isOver);

  addEventListener('dragenter', event => {
    event.preventDefault();
    inside++;
    over(!byId('classify').hidden && event.dataTransfer.types.includes('Files'));
  });
  addEventListener('dragleave', () => { if (--inside <= 0) { inside = 0; over(false); } });
  addEventListener('dragover', event => event.preventDefault()); // or the browser would open the file
  addEventListener('drop', event => {
    event.preventDefault();
    inside = 0;
    over(false);
    if (byId('classify').hidden || byId('flag').open) return;
    const { files, folders } = dropped(event.dataTransfer);
    if (files.length + folders.length > 0) accept(files, folders);
    else tell('That was a link or a text, not an image file. Save or copy the image first.');
  });
}

function dropped(transfer) {
  const [files, folders] = [[], []];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry?.();
    if (entry?.isDirectory) folders.push(entry.name);
    else files.push(item.getAsFile());
  }
  return { files: files.filter(file => file !== null), folders };
}
