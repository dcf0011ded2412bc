/** What is known of one thing asked of the server: the last answer, whether a newer one is coming, what went wrong. */

import { asApiError, type ApiError } from '../api/client';

export class Resource<T> {
  data = $state.raw<T | null>(null);
  error = $state.raw<ApiError | null>(null);
  loading = $state(false);
  #key: string | null = null;
  #ask: ((signal: AbortSignal) => Promise<T>) | null = null;
  #running: AbortController | null = null;

  /** Asks unless `key` is what was asked last; the old answer stays visible until the new one is here. */
  load(key: string, ask: (signal: AbortSignal) => Promise<T>, keepOld = true): void {
    if (key === this.#key) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#key = key;
    this.#ask = ask;
    this.loading = true;
    if (!keepOld) this.data = null;
    ask(running.signal).then(
      (data) => {
        if (this.#running !== running) return;
        this.data = data;
        this.error = null;
        this.loading = false;
      },
      (cause: unknown) => {
        if (this.#running !== running || running.signal.aborted) return;
        this.error = asApiError(cause);
        this.data = null;
        this.loading = false;
      },
    );
  }

  /** Asks the same question once more. */
  retry(): void {
    const key = this.#key;
    this.#key = null;
    if (key !== null && this.#ask) this.load(key, this.#ask);
  }

  clear(): void {
    this.#running?.abort();
    this.#running = null;
    this.#key = null;
    this.data = null;
    this.error = null;
    this.loading = false;
  }
}
