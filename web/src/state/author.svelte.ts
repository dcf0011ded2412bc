/** In whose name is something written? Asked once, kept in this browser. */

const KEY = 'yuantu.author';

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

class Author {
  known = $state(remembered());
  asking = $state(false);
  #waiting: ((name: string | null) => void)[] = [];

  /** The name, after asking for it if need be; null when the person would rather not. */
  name(): Promise<string | null> {
    if (this.known) return Promise.resolve(this.known);
    this.asking = true;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  ask(): void {
    this.asking = true;
  }

  answer(name: string | null): void {
    const given = name?.trim() ?? '';
    if (given) {
      this.known = given;
      try {
        localStorage.setItem(KEY, given);
      } catch {
        // Without storage the name lasts as long as the page does.
      }
    }
    this.asking = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(given || null);
  }
}

export const author = new Author();
