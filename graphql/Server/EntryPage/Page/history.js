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
  #failure = null;
  #asking;

  constructor(page) {
    this.#page = page;
  }

  /** Asks for the newest, or for those after the ones that are shown. */
  async load(after) {
    const { session, trouble } = this.#page;
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const { imports } = await ask(session, query, { after }, signal);
      this.#rows = after ? [...this.#rows, ...imports.nodes] : imports.nodes;
      this.#next = imports.pageInfo.hasNextPage ? imports.pageInfo.endCursor : null;
      this.#failure = null;
      this.speak();
    } catch (error) {
      if (!signal.aborted) {
        this.#failure = error;
        this.speak();
        trouble(error);
      }
    }
  }

  /** Says everything in the page's language. What is shown stays where more could not be had. */
  speak() {
    const { t, f, roles } = this.#page;
    const count = (name) => ({ head: t(`rows-${name}`), isNumber: true, value: (row) => f.count(row[`${name}Rows`]) });
    const children = [];
    if (this.#rows.length > 0) {
      children.push(table(t('history-table'), [
        { head: t('file'), value: ({ fileName }) => fileName, isForeign: true },
        { head: t('when'), value: ({ importedAt }) => f.moment(importedAt) },
        { head: t('outcome'), value: ({ outcome }) => t(`outcome-${outcome}`) },
        count('new'), count('changed'), count('same'), count('refused'),
      ], this.#rows));
    } else if (!this.#failure) {
      children.push(make('p', { className: 'hint' }, t('no-imports')));
    }

    if (this.#failure) {
      const detail = detailOf(this.#failure);
      children.push(
        make('p', { className: 'hint' }, this.#failure.kind === 'forbidden' ? t('needs-role', { role: roles.import }) : wordsFor(this.#failure, t)),
        ...(detail ? [make('p', { className: 'detail', lang: 'en', dir: 'ltr' }, detail)] : []));
    }

    if (this.#next) {
      const more = make('button', { type: 'button' }, t('more'));
      more.addEventListener('click', () => this.load(this.#next));
      children.push(make('p', { className: 'actions' }, more));
    }

    this.#list.replaceChildren(...children);
  }
}
