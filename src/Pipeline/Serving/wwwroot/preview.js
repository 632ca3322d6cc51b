// Upright, still and small pictures of what was chosen. What the browser cannot show, the server may read all the same.
import { el, vary } from './dom.js';

const STAGE_PIXELS = 1400;
const STRIP_PIXELS = 160;

/** @returns {Promise<ImageBitmap | null>} upright, first frame only; null where this browser does not know the format */
async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
}

function draw(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = el('canvas', { width: Math.max(1, Math.round(bitmap.width * scale)), height: Math.max(1, Math.round(bitmap.height * scale)) });
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @returns the picture for the stage and the one for the strip, from one decoding; null where the browser cannot show it */
export async function picturesOf(file) {
  const bitmap = await decode(file);
  if (bitmap === null) return null;
  const size = { width: bitmap.width, height: bitmap.height };
  const pictures = { ...size, stage: draw(bitmap, STAGE_PIXELS), thumbnail: draw(bitmap, STRIP_PIXELS) };
  bitmap.close();
  return pictures;
}

/** The picture in a frame of its own proportions, with room for the square that a network sees. */
export function framed({ width, height, stage }, name) {
  stage.setAttribute('role', 'img');
  stage.setAttribute('aria-label', name);
  const frame = el('div', { class: 'frame' }, stage, el('div', { class: 'crop', hidden: true }));
  vary(frame, '--ratio', width / height);
  return vary(frame, '--natural', `${width}px`);
}

/**
 * @param {Element} frame of a picture of this size
 * @param {{ resize: number, crop: number } | null} input shorter side after resizing, and the side of the centred square cut from it
 */
export function showCrop(frame, { width, height }, input) {
  const crop = frame.querySelector('.crop');
  crop.hidden = input === null;
  if (input === null) return;
  const side = Math.min(width, height) * input.crop / input.resize;
  vary(crop, '--across', `${100 * side / width}%`);
  vary(crop, '--down', `${100 * side / height}%`);
}

/** In place of a picture that cannot be shown. */
export const placeholder = (kind, isRefused) => el('div', { class: 'placeholder' },
  el('span', { class: 'placeholder-kind' }, isRefused ? 'No picture' : kind),
  el('span', {}, isRefused ? 'The server does not take it, either.' : 'This browser cannot show the format.'),
  ...isRefused ? [] : [el('span', { class: 'fine' }, 'The server reads files by their content all the same.')]);
