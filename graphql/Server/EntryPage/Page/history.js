// The files that were imported before.

import { ask } from './graph.js';
import { make } from './make.js';
import { detailOf, wordsFor } from './notice.js';
import { table } from './table.js';

const query = `query Imports($after: String) {
  imports(first: 10, after: $after, order: [{ importedAt: DESC }, { id: DESC }]) {
    nodes { fileName importedAt outcome newRows changedRows sameRows refusedRows } pageInfo { hasNextPage endCursor } } }`;

/** The part of the page that lists imports. */
export class History {
  #page;
  #list = document.getElementById('history-list');
  #rows = [];
  #next = null;

  constructor(page) {
    this.#page = page;
  }

  /** Asks for the newest. */
  async load(after) {
    const { t, session, roles, trouble } = this.#page;
    try {
      const { imports } = await ask(session, query, { after });
      this.#rows = after ? [...this.#rows, ...imports.nodes] : imports.nodes;
      this.#next = imports.pageInfo.hasNextPage ? imports.pageInfo.endCursor : null;
      this.speak();
    } catch (error) {
      this.#list.replaceChildren(make('p', { className: 'hint' }, error.kind === 'forbidden' ? t('needs-role', { role: roles.import }) : wordsFor(error, t)), detailOf(error) && make('p', { className: 'detail', lang: 'en', dir: 'ltr' }, detailOf(error)));
      trouble(error);
    }
  }

  /** Says everything in the page's language. */
  speak() {
    const { t, f } = this.#page;
    const count = (name) => ({ head: t(`rows-${name}`), isNumber: true, value: (row) => f.count(row[`${name}Rows`]) });
    if (this.#rows.length === 0) {
      this.#list.replaceChildren(make('p', { className: 'hint' }, t('no-imports')));
      return;
    }

    const children = [table(t('history-table'), [
      { head: t('file'), value: ({ fileName }) => fileName, isForeign: true },
      { head: t('when'), value: ({ importedAt }) => f.moment(importedAt) },
      { head: t('outcome'), value: ({ outcome }) => t(`outcome-${outcome}`) },
      count('new'), count('changed'), count('same'), count('refused'),
    ], this.#rows)];
    if (this.#next) {
      const more = make('button', { type: 'button' }, t('more'));
      more.addEventListener('click', () => this.load(this.#next));
      children.push(make('p', { className: 'actions' }, more));
    }

    this.#list.replaceChildren(...children);
  }
}
