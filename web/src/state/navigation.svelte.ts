/** Where is the user now? One reactive copy of the address bar; back and forward just work. */

import { readUrl, START, writeUrl, type UrlState } from './url';

class Navigation {
  current = $state<UrlState>(typeof location === 'undefined' ? START : readUrl(location.search));

  listen(): () => void {
    const onPop = () => {
      this.current = readUrl(location.search);
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }

  /** Moves to a changed state; `replace` leaves no step in the history. */
  go(change: Partial<UrlState>, replace = false): void {
    const next = { ...this.current, ...change };
    const address = location.pathname + writeUrl(next);
    if (address === location.pathname + location.search) return;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.current = next;
  }

  openEntity(id: string): void {
    this.go({ sel: id, statements: [] });
  }

  openStatements(ids: string[], entity?: string): void {
    this.go({ statements: ids, ...(entity ? { sel: entity } : {}) });
  }

  closeStatements(): void {
    this.go({ statements: [] });
  }

  closeDrawer(): void {
    this.go({ sel: null, statements: [] });
  }
}

export const nav = new Navigation();
