// The request of the page as a command, ready to copy.
import { predictAddress } from './api.js';
import { byId, write } from './dom.js';
import { canBePasted, curlCommand, shellOf } from './shell.js';

let shown = null;

export function listenForCopy() {
  byId('copy').addEventListener('click', async () => {
    const text = byId('command').textContent;
    const copied = await copy(text);
    write(byId('copy-note'), copied ? `Copied.${whereToRun(shown)}` : 'The browser did not let the page copy; the command is selected, press Ctrl+C (⌘C).');
  });
}

export function showCommand(picture, ids) {
  const isThere = picture !== null && picture.state !== 'failed';
  byId('repeat').hidden = !isThere;
  if (!isThere) return;
  const shell = shellOf(navigator.userAgentData?.platform ?? navigator.platform);
  const command = curlCommand(picture, new URL(predictAddress(ids), location.href).href, shell);
  if (byId('command').textContent !== command) write(byId('copy-note'), '\u00a0');
  write(byId('command'), command);
  shown = picture;
}

function whereToRun(picture) {
  if (picture.url) return ' It fetches the example first.';
  return canBePasted(picture.name) ? ` Run it in the folder of ${picture.name}.` : ' The file\'s name holds signs that do not belong in a shell: copy the file to one named "image" first.';
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard outside of secure addresses: select, and try the old way.
    getSelection().selectAllChildren(byId('command'));
    return document.execCommand?.('copy') ?? false;
  }
}
