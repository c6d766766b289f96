// The page: asks the saved queries for what the address says, and shows the answers.

import * as address from './address.js';
import { showQuery } from './dialog.js';
import { hasExplorer } from './explorer.js';
import { figures } from './figures.js';
import * as filters from './filters.js';
import { make } from './make.js';
import { namesIn } from './names.js';
import { formats } from './numbers.js';
import { ask, saved, variablesOf } from './queries.js';
import { texts, translate } from './texts.js';
import { drawChart, fail, frame, show, wait } from './view.js';

const form = document.getElementById('filters');
const dialog = document.getElementById('query');
const banner = document.getElementById('banner');
const shown = new Map();
const sources = new Map();
let state = address.read();
let page;
let asking;

const frames = new Map(figures.map((figure) => [figure.id, frame(figure)]));
document.getElementById('figures').append(...frames.values());

/** A link that changes the filters without loading the page again. */
function link(change, text) {
  const next = { ...state, ...change };
  const anchor = make('a', { href: address.of(next) }, text);
  anchor.addEventListener('click', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(next);
    }
  });
  return anchor;
}

/** Shows another state, at an address of its own. */
function go(next) {
  state = next;
  history.pushState(null, '', address.of(next));
  return update();
}

function periodText({ from, to }, { t, f }) {
  return from && to ? t('period-between', { from: f.month(from), to: f.month(to) })
    : from ? t('period-since', { from: f.month(from) })
    : to ? t('period-until', { to: f.month(to) })
    : t('all-time');
}

function describe(choices) {
  const { t, names } = page;
  const where = state.province ? names.territory(choices.provinces.get(state.province))
    : state.region ? names.territory(choices.regions.get(state.region))
    : t('morocco');
  const what = state.programme ? names.programme(choices.programmes.get(state.programme)) : t('all-programmes');
  return [where, what, periodText(state, page)].join(' · ');
}

function speak(t) {
  translate(t, state.lang);
  for (const anchor of document.querySelectorAll('[data-lang]')) {
    anchor.href = address.of({ ...state, lang: anchor.dataset.lang }) || '?';
    anchor.toggleAttribute('aria-current', anchor.dataset.lang === state.lang);
    if (anchor.dataset.lang === state.lang) {
      anchor.setAttribute('aria-current', 'true');
    }
  }
}

/** Says at the top what the figures rest on, as soon as one of them rests on it. */
function warn(t) {
  const synthetic = [...sources.values()].includes('SYNTHETIC');
  banner.hidden = !synthetic;
  if (synthetic) {
    banner.replaceChildren(make('p', {}, make('strong', {}, t('synthetic-title')), ` ${t('synthetic-text')}`));
  }
}

async function update() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const t = await texts(state.lang);
  const f = formats(state.lang);
  page = { t, f, lang: state.lang, names: namesIn(state.lang, t), link };
  speak(t);
  for (const figure of frames.values()) {
    wait(figure, t);
  }

  let choices;
  let queries;
  try {
    [choices, queries] = await Promise.all([filters.load(), saved()]);
  } catch (error) {
    frames.forEach((figure) => fail(figure, error, t, update));
    return;
  }

  if (signal.aborted) {
    return;
  }

  const settled = filters.settle(state, choices);
  if (address.of(settled) !== address.of(state)) {
    state = settled;
    history.replaceState(null, '', address.of(state));
    speak(t);
  }

  filters.fill(form, state, choices, page);
  const description = describe(choices);
  document.getElementById('selection').textContent = description;
  const reset = document.getElementById('reset');
  reset.hidden = !address.isFiltered(state);
  reset.href = address.of(address.unfiltered(state));
  await Promise.all(figures.map((figure) => render(figure, queries, signal)));
  if (!signal.aborted) {
    document.getElementById('announcement').textContent = t('updated', { what: description });
    document.documentElement.dataset.ready = address.of(state);
  }
}

async function render(figure, queries, signal) {
  const element = frames.get(figure.id);
  const { t } = page;
  const name = figure.query(state);
  try {
    const query = queries.get(name);
    if (!query) {
      throw new Error(t('no-query', { name }));
    }

    const variables = variablesOf(query, state);
    const defaults = Object.fromEntries(query.variables.filter((variable) => variable.default !== null).map((variable) => [variable.name, variable.default]));
    const data = await ask(name, variables, signal);
    if (signal.aborted) {
      return;
    }

    const content = figure.of(data, { ...page, state, variables: { ...defaults, ...variables } });
    show(element, content, page, {
      name, variables, saved: query, isReport: figure.isReport, isFiltered: address.isFiltered(state),
      onQuery: () => showQuery(dialog, { ...query, variables: { ...defaults, ...variables }, t }),
    });
    shown.set(figure.id, content);
    sources.set(figure.id, content.isSynthetic ? 'SYNTHETIC' : content.source);
    drawChart(element, content, state.lang === 'ar');
  } catch (error) {
    if (!signal.aborted) {
      shown.delete(figure.id);
      sources.delete(figure.id);
      fail(element, error, t, () => render(figure, queries, signal));
    }
  } finally {
    if (!signal.aborted) {
      warn(t);
    }
  }
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', async (event) => go(filters.chosen(state, event.target.name, event.target.value, await filters.load())));
document.getElementById('reset').addEventListener('click', (event) => {
  event.preventDefault();
  go(address.unfiltered(state));
  form.elements.region.focus();
});
for (const anchor of document.querySelectorAll('[data-lang]')) {
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    go({ ...state, lang: anchor.dataset.lang });
  });
}

addEventListener('popstate', () => {
  state = address.read();
  update();
});

// A chart is drawn for a width; another width needs another drawing.
let width = innerWidth;
const redraw = () => shown.forEach((content, id) => drawChart(frames.get(id), content, state.lang === 'ar'));
let pending;
addEventListener('resize', () => {
  if (innerWidth !== width) {
    width = innerWidth;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(redraw);
  }
});

await update();

if (!(await hasExplorer())) {
  document.querySelector('footer [data-text="explorer"]').parentElement.hidden = true;
}
