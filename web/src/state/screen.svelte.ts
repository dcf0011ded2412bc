/** Is the screen a small one? The same border as in the style sheets. */

const SMALL = '(max-width: 719.98px)';

class Screen {
  small = $state(false);

  constructor() {
    if (typeof matchMedia === 'undefined') return;
    const query = matchMedia(SMALL);
    this.small = query.matches;
    query.addEventListener('change', ({ matches }) => (this.small = matches));
  }
}

export const screen = new Screen();
