// What the server is asked, and what is made of its refusals.

const PATIENCE_MS = 60_000;
const ATTEMPTS = 6;

/** A request that did not give what was asked for, in words for the person who asked. */
export class Problem extends Error {
  /** @param {{ status?: number, retryAfterMs?: number, advice?: string }} facts status 0: there was no answer at all */
  constructor(title, detail, { status = 0, retryAfterMs = null, advice = '' } = {}) {
    super(detail);
    Object.assign(this, { title, detail, status, retryAfterMs, advice });
  }

  get isBusy() {
    return this.status === 429 || this.status === 503;
  }

  /** Whether the same request may go well another time. */
  get mayPass() {
    return this.status === 0 || this.status >= 500 || this.isBusy;
  }
}

export const UNREACHABLE = 'No answer from the server';

const ADVICE = {
  404: 'The server may have been started with other runs since; reload the page.',
  403: 'Open the page under the address that the server printed when it started.',
};

export const info = () => request('/api/v1/info');
export const models = async () => (await request('/api/v1/models')).models;
export const runs = async () => (await request('/api/v1/runs')).runs;

export const compare = (ids, baseline, signal) => request(`/api/v1/compare?${comparisonQuery(ids, baseline)}`, { signal });

export const comparisonPage = (ids, baseline) => `/compare.html?${comparisonQuery(ids, baseline)}`;

/** The address under which an image is classified, without the host. */
export function predictAddress(ids, name = null) {
  const query = new URLSearchParams(ids.map(id => ['run', id]));
  query.append('top_k', '3');
  if (name !== null) query.append('name', name);
  return `/api/v1/predict?${query}`;
}

/** @returns the prediction with `wireMs`, what passed outside the server's own measurement */
export async function predict(file, name, ids, signal) {
  const started = performance.now();
  const type = file.type.startsWith('image/') ? file.type : 'application/octet-stream';
  const answer = await request(predictAddress(ids, name), { method: 'POST', body: file, headers: { 'Content-Type': type }, signal });
  const [prediction] = answer.predictions;
  if (prediction.error) throw new Problem(prediction.error.title, prediction.error.detail, prediction.error);
  const totalMs = performance.now() - started;
  return { ...prediction, totalMs, wireMs: Math.max(0, totalMs - prediction.server_ms) };
}

/** @param {{ image: File, name: string, run: string, predicted: string, correct: string, comment: string }} wrong */
export function flag({ image, name, ...words }) {
  const form = new FormData();
  form.append('image', image, name);
  for (const [key, value] of Object.entries(words)) form.append(key, value);
  return request('/api/v1/flags', { method: 'POST', body: form });
}

/**
 * Asks again, no sooner than the server wishes, as long as it is merely busy.
 * @param {() => Promise} ask
 * @param {(waitMs: number, attempt: number) => void} waiting is told before each pause
 */
export async function politely(ask, waiting, signal, pause = sleep) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.isBusy || attempt === ATTEMPTS) throw problem;
      // A little later than asked, each time more, and not all pages at the same moment.
      const waitMs = (problem.retryAfterMs ?? 1000) * (1 + (attempt - 1) / 2 + Math.random() / 4);
      waiting(waitMs, attempt);
      await pause(waitMs, signal);
    }
  }
}

function comparisonQuery(ids, baseline) {
  const query = new URLSearchParams(ids.map(id => ['run', id]));
  query.append('baseline', baseline);
  return query;
}

async function request(address, { signal = null, ...options } = {}) {
  const limit = new AbortController();
  const stop = () => limit.abort(signal.reason);
  if (signal?.aborted) throw signal.reason;
  signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => limit.abort(), PATIENCE_MS);
  try {
    const response = await fetch(address, { ...options, signal: limit.signal });
    return response.ok ? await response.json() : await refuse(response);
  } catch (failure) {
    if (failure instanceof Problem || signal?.aborted) throw failure;
    throw limit.signal.aborted
      ? new Problem('The server takes too long', `No answer within ${PATIENCE_MS / 1000} seconds.`)
      : new Problem(UNREACHABLE, 'It may have been stopped, or the network is gone. Start it again with "pipeline serve", then try again.');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

async function refuse(response) {
  const told = await response.json().catch(() => ({}));
  throw new Problem(told.title ?? `The server answered ${response.status}`, told.detail ?? response.statusText, {
    status: response.status,
    retryAfterMs: seconds(response.headers.get('Retry-After')),
    advice: ADVICE[response.status] ?? '',
  });
}

function seconds(header) {
  const number = Number(header);
  return header !== null && Number.isFinite(number) ? Math.min(Math.max(number, 0.2), 30) * 1000 : null;
}

function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}
