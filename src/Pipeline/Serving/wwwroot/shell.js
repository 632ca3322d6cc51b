// Commands that survive being pasted into a shell, whatever the file is called.

const QUOTES_OF_POWERSHELL = /['\u2018\u2019\u201a\u201b]/g;

// Line breaks, escape sequences, and signs that reorder or hide text have no place in something to paste.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

export const POSIX = {
  curl: 'curl',
  quote: word => /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`,
};

export const POWERSHELL = {
  curl: 'curl.exe',
  quote: word => `'${word.replace(QUOTES_OF_POWERSHELL, '$&$&')}'`,
};

export const shellOf = platform => /^win/i.test(platform ?? '') ? POWERSHELL : POSIX;

/** Whether a file name may stand in a command as it is. */
export const canBePasted = name => !UNSEEN.test(name);

/**
 * The request that the page made, as one line for a shell.
 * @param {{ name: string, url?: string }} image the name of a file in the current folder, or the address of an example
 * @param {string} address of the request
 */
export function curlCommand(image, address, shell = POSIX) {
  const { curl, quote } = shell;
  const name = canBePasted(image.name) ? image.name : 'image';
  const post = source => `${curl} -sS --data-binary ${quote(`@${source}`)} -H ${quote('Content-Type: application/octet-stream')} ${quote(address)}`;
  return image.url ? `${curl} -sS -o ${quote(`./${name}`)} ${quote(image.url)} && ${post(`./${name}`)}` : post(`./${name}`);
}
