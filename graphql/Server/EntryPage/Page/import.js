// A file of an office: chosen, looked at, accepted, and what became of it.

import { fetchFile, Trouble, upload } from './graph.js';
import { keepFile } from './kept-file.js';
import { make } from './make.js';
import { detailOf, wordsFor } from './notice.js';
import { preview } from './preview.js';
import { has } from './texts.js';

const mutation = `mutation ImportFile($input: ImportFileInput!) {
  importFile(input: $input) {
    importOutcome {
      dryRun committed unchanged import { id }
      sheets { name new changed same refused unknownColumns } ignoredSheets
      changes { sheet line what field old new } changesLeftOut
      refusals { ...Refused } refusalsLeftOut
      warnings { ...Refused } warningsLeftOut
      refusedFile }
    errors { __typename ... on Error { message } } } }
fragment Refused on ImportFileRefused { sheet cell value reason remedy }`;

/** Has the browser save something. */
function save(blob, name) {
  const link = make('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The part of the page that imports files. */
export class Import {
  #page;
  #input = document.getElementById('file');
  #drop = document.getElementById('drop');
  #state = document.getElementById('import-state');
  #preview = document.getElementById('preview');
  #file = null;
  #outcome = null;
  #asking;

  constructor(page) {
    this.#page = page;
    this.#input.addEventListener('change', () => this.take(this.#input.files[0]));
    for (const name of ['dragover', 'dragleave', 'drop']) {
      this.#drop.addEventListener(name, (event) => {
        event.preventDefault();
        this.#drop.classList.toggle('over', name === 'dragover');
      });
    }

    // A file that misses its place would otherwise take the page's.
    for (const name of ['dragover', 'drop']) {
      addEventListener(name, (event) => event.preventDefault());
    }

    this.#drop.addEventListener('drop', ({ dataTransfer: { files } }) => (files.length > 1 ? this.#saySeveral(files.length) : this.take(files[0])));
    document.getElementById('template').addEventListener('click', () => this.#fetch(`import/template.xlsx?language=${page.lang}`, `indh-import-${page.lang}.xlsx`));
  }

  /** Looks at a file, and ends when the page says what is in it or why it does not know. */
  async take(file) {
    if (file) {
      // What is shown is of another file, and must not be accepted for this one.
      this.#clear();
      this.#file = file;
      document.getElementById('file-name').textContent = file.name;
      await this.#send({ dryRun: true });
    }
  }

  /** Keeps the file for when the page comes back from signing in. */
  async keep() {
    if (this.#file) {
      await keepFile(this.#file);
    }
  }

  /** Says that the file could not be kept. */
  lose() {
    this.#fail(this.#page.t('trouble-unreadable'));
  }

  /** Says everything in the page's language. The sentences of refusals are the server's, so it is asked again. */
  speak() {
    if (this.#outcome?.dryRun) {
      this.#send({ dryRun: true });
    } else {
      this.#clear();
    }
  }

  async #send(options) {
    const { t, session, roles, lang, trouble, imported, maxFileBytes } = this.#page;
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const cancel = make('button', { type: 'button' }, t('cancel'));
    cancel.addEventListener('click', () => {
      this.#asking.abort();
      this.#clear();
      if (!options.dryRun) {
        this.#state.replaceChildren(make('p', { className: 'hint' }, t('cancelled')));
        imported();
      }
    });
    this.#preview.setAttribute('aria-busy', 'true');
    this.#state.replaceChildren(make('p', { className: 'hint' }, t(options.dryRun ? 'looking' : 'importing'), ' ', cancel));
    try {
      if (this.#file.size > maxFileBytes) {
        throw new Trouble('too-large');
      }

      const { importFile: payload } = await upload(session, mutation, { language: lang, ...options }, this.#file, signal);
      this.#state.replaceChildren();
      if (payload.importOutcome) {
        this.#show(payload.importOutcome);
      } else {
        const [{ __typename, message }] = payload.errors;
        this.#fail(t(has(lang, `import-${__typename}`) ? `import-${__typename}` : 'trouble-failed'), message);
      }

      if (payload.importOutcome?.committed) {
        imported();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#fail(wordsFor(error, t, roles.import), detailOf(error));
        trouble(error, roles.import);
      }
    } finally {
      if (!signal.aborted) {
        this.#preview.removeAttribute('aria-busy');
        // The same file, corrected and saved under its name, is a change again.
        this.#input.value = '';
      }
    }
  }

  #show(outcome) {
    this.#outcome = outcome;
    this.#preview.replaceChildren(preview(outcome, this.#page, {
      accept: () => this.#send({ dryRun: false, acceptSound: outcome.refusals.length > 0 }),
      saveRefused: () => this.#fetch(outcome.refusedFile, `${this.#file.name.replace(/\.[^.]*$/, '')}-refus.xlsx`),
    }));
    this.#preview.querySelector('h3').focus();
  }

  // It is not known which of them is meant: none is read, and what is under way goes on.
  #saySeveral(count) {
    this.#state.querySelector('.failed')?.remove();
    this.#state.prepend(this.#failure(this.#page.t('several-files', { count: this.#page.f.count(count), n: count })));
  }

  #fail(text, detail) {
    this.#state.replaceChildren(this.#failure(text, detail));
  }

  #failure(text, detail) {
    return make('div', { className: 'outcome failed' },
      make('p', {}, make('strong', {}, text)), detail && make('p', { className: 'detail', lang: 'en', dir: 'ltr' }, detail));
  }

  #clear() {
    this.#outcome = null;
    this.#preview.removeAttribute('aria-busy');
    this.#state.replaceChildren();
    this.#preview.replaceChildren();
  }

  // A link would come without the token.
  async #fetch(address, name) {
    const { t, session, roles, trouble } = this.#page;
    try {
      save(await fetchFile(session, address), name);
    } catch (error) {
      this.#fail(wordsFor(error, t, roles.import), detailOf(error));
      trouble(error, roles.import);
    }
  }
}
