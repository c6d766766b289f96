// The page: asks the saved queries for what the address says, and shows the answers.

import * as address from './address.js';
import { showEmbed, showQueries } from './dialog.js';
import { figures } from './figures/index.js';
import * as filters from './filters.js';
import { make } from './make.js';
import { namesIn } from './names.js';
import { formats } from './numbers.js';
import { save } from './picture.js';
import { base, saved } from './queries.js';
import { draw, run } from './run.js';
import { describe } from './selection.js';
import { texts, translate } from './texts.js';
import { fail, frame, wait } from './view.js';

const form = document.getElementById('filters');
const toggle = document.getElementById('toggle-filters');
const dialog = document.getElementById('query');
const main = document.querySelector('main');
const banner = main.querySelector(':scope > .banner:not([role])') ?? make('p', { className: 'banner', hidden: true });
const notice = document.getElementById('notice');
const shown = new Map();
const drawn = new Set();
const isWide = matchMedia('(width >= 860px)');
let { state, wrong } = address.read();
let page;
let asking;
let isFirst = true;

const frames = new Map(figures.map((figure) => [figure.id, frame(figure)]));
const box = document.getElementById('figures');
box.append(...frames.values());
banner.id = 'banner';
main.prepend(banner);
frames.get('compare').hidden = !state.compare;
if (box.dataset.bare !== undefined) {
  setBare(true);
}

main.querySelectorAll(':scope > .query').forEach((query) => query.remove()); // Each figure shows its own.

/** Shows another state, at an address of its own. */
function go(next, mistakes = []) {
  state = next;
  wrong = mistakes;
  history.pushState(null, '', address.of(next));
  return update();
}

function speak(t) {
  translate(t, state.lang);
  for (const anchor of document.querySelectorAll('.languages [hreflang]')) {
    anchor.href = `${location.pathname}?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(address.search(state))), lang: anchor.hreflang })}`;
  }
}

/** Says at the top what the figures rest on, as soon as one of them rests on it. */
function warn(t) {
  const synthetic = [...shown.values()].some(({ source, isSynthetic }) => isSynthetic || source === 'SYNTHETIC');
  banner.hidden = !synthetic;
  if (synthetic && !banner.hasChildNodes()) {
    banner.replaceChildren(make('strong', {}, t('synthetic-title')), ` ${t('synthetic-text')}`);
  }
}

/** Whether the ledger has no dated movement: then only figures that need none are shown, and the facts come first. */
function setBare(isBare) {
  document.body.classList.toggle('bare', isBare);
  figures.filter(({ needsMovements }) => needsMovements).forEach(({ id }) => { frames.get(id).hidden = isBare; });
}

/** Says what of the address was not understood; and what there is, where the ledger has no dated movement yet. */
function note({ t, f, choices }) {
  const isBare = choices.months.length === 0;
  const count = (key, n) => t(key, { count: f.count(n), n });
  const rows = (id) => shown.get(id)?.rows.length ?? 0;
  const lines = wrong.map((mistake) => address.say(t, mistake));
  if (isBare && !address.isFiltered(state)) {
    lines.push(t(box.dataset.bare === 'pending' ? 'pending' : 'bare', { cooperatives: count('count-cooperatives', rows('recipients')), statements: count('count-statements', rows('reported')) }));
  }

  main.querySelectorAll(':scope > [role="status"].banner').forEach((said) => said === notice || said.remove());
  notice.hidden = lines.length === 0;
  notice.replaceChildren(...lines.map((text) => make('p', {}, text)));
}

// What the buttons of a figure do.
const on = (figure, content, element) => ({
  query: (asked) => showQueries(dialog, asked, page.t),
  picture: async (format) => {
    await drawNow(figure.id);
    await save(element.querySelector('.chart svg'), format, [figure.id, state.province ?? state.region, state.from, state.to].filter(Boolean).join('-'), {
      title: page.t(`figure-${figure.id}`), rtl: state.lang === 'ar',
      lines: [describe(page), content.source && content.source !== 'OFFICIAL' ? page.t(`mark-${content.source}`) : '', content.credit ? '© OpenStreetMap, morocco-map, ODbL 1.0' : '', location.href].filter(Boolean),
    });
  },
  embed: () => showEmbed(dialog, {
    title: `${page.t(`figure-${figure.id}`)} · ${describe(page)}`, t: page.t, height: (figure.height ?? 420) + 60, canFrame: box.dataset.framing === 'on',
    address: new URL(`${base}embed/${figure.id}${address.search({ ...state, lang: undefined })}${address.search({ ...state, lang: undefined }) ? '&' : '?'}lang=${state.lang}`, location.href).href,
  }),
  choose: (change, name) => go({ ...state, ...change }).then(() => document.getElementsByName(name)[0]?.focus()),
});

async function drawNow(id) {
  frames.get(id).classList.remove('later');
  if (!drawn.has(id) && shown.has(id)) {
    drawn.add(id);
    await draw(frames.get(id), shown.get(id), page);
  }
}

// A phone draws what is about to be seen; a desk draws the rest too, when it has nothing else to do.
frames.forEach((element, id) => element.classList.toggle('later', id !== 'national'));
const sight = new IntersectionObserver((entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => drawNow(target.id)), { rootMargin: '300px 0px' });
frames.forEach((element) => sight.observe(element));
const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 50));

async function drawRest({ signal }) {
  for (const id of isWide.matches ? frames.keys() : []) {
    await new Promise((resolve) => idle(resolve));
    if (signal.aborted) {
      return;
    }

    await drawNow(id);
  }
}

async function update() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const t = await texts(state.lang);
  const f = formats(state.lang);
  speak(t);
  document.body.dataset.busy = '';
  frames.forEach((element) => {
    // What the server sent is what the address says.
    if (!isFirst || !element.querySelector('.body')) {
      wait(element, t);
    }
  });
  isFirst = false;
  let choices;
  let queries;
  try {
    [choices, queries] = await Promise.all([filters.load(), saved()]);
  } catch (error) {
    frames.forEach((element) => fail(element, error, t, update));
    delete document.body.dataset.busy;
    return;
  }

  if (signal.aborted) {
    return;
  }

  const settled = filters.settle(state, choices);
  wrong = [...wrong, ...settled.wrong];
  state = settled.state;
  history.replaceState(null, '', address.of(state));
  speak(t);
  page = {
    t, f, state, choices, lang: state.lang, names: namesIn(state.lang, t), isFiltered: address.isFiltered(state),
    address: (change) => address.of(filters.withRegion({ ...state, ...change }, choices)),
  };
  setBare(choices.months.length === 0);
  fill();
  const description = describe(page);
  document.title = `${description} · ${t('document')}`;
  document.getElementById('selection').textContent = description;
  document.querySelector('h1').textContent = page.isFiltered ? description : t('title');
  const reset = document.getElementById('reset');
  reset.hidden = !page.isFiltered && !state.compare;
  reset.href = address.of(address.unfiltered(state));
  const territory = state.province ? choices.provinces.get(state.province) : choices.regions.get(state.region);
  const programme = choices.programmes.get(state.programme);
  const own = (text, folder, { code }, name) => make('a', { href: `${base}${folder}/${code}?lang=${state.lang}` }, t(text, { name }));
  document.getElementById('own-pages').replaceChildren(...[
    territory && own('own-page', state.province ? 'provinces' : 'regions', territory, page.names.territory(territory)),
    programme && own('programme-page', 'programmes', programme, page.names.programme(programme)),
  ].filter(Boolean));

  toggle.textContent = t('filters') + (page.isFiltered ? ` (${filters.counted(state)})` : '');
  const [first, ...others] = figures;
  await show(first, queries, signal);
  document.querySelector('.lead').textContent = shown.get(first.id)?.summary ?? t('lead');
  await Promise.all(others.map((figure) => show(figure, queries, signal)));
  if (!signal.aborted) {
    note(page);
    delete document.body.dataset.busy;
    document.getElementById('announcement').textContent = t('updated', { what: description });
    document.documentElement.dataset.ready = address.of(state);
    drawRest(asking);
  }
}

async function show(figure, queries, signal) {
  const element = frames.get(figure.id);
  element.hidden = figure.applies?.(page) === false || (figure.needsMovements === true && page.choices.months.length === 0);
  if (element.hidden) {
    element.removeAttribute('aria-busy');
    shown.delete(figure.id);
    return;
  }

  const content = await run(figure, element, page, { queries, signal, on, again: () => show(figure, queries, signal) });
  if (signal.aborted) {
    return;
  }

  drawn.delete(figure.id);
  shown.delete(figure.id);
  if (content) {
    shown.set(figure.id, content);
    sight.unobserve(element);
    sight.observe(element);
  } else {
    element.classList.remove('later');
  }

  warn(page.t);
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', async (event) => go(filters.chosen(state, event.target.name, event.target.value, await filters.load())));
toggle.addEventListener('click', () => {
  toggle.setAttribute('aria-expanded', form.classList.toggle('open'));
  fill();
});

// Hundreds of choices wait until they can be seen: a phone folds them.
function fill() {
  if (page && (form.classList.contains('open') || getComputedStyle(toggle).display === 'none')) {
    filters.fill(form, page);
  }
}


// Every link to this page changes what it shows without loading it again: bars, dots, areas, rows. Another language is another page.
document.addEventListener('click', async (event) => {
  const anchor = event.target.closest('a');
  if (!anchor || anchor.closest('.languages') || event.ctrlKey || event.metaKey || event.shiftKey || anchor.target || anchor.hasAttribute('download')) {
    return;
  }

  const to = new URL(anchor.href.baseVal ?? anchor.href, location.href);
  if (to.origin === location.origin && to.pathname === location.pathname && !to.hash) {
    event.preventDefault();
    const next = address.read(to.search);
    await go(next.state, next.wrong);
    if (!document.activeElement || document.activeElement === document.body) {
      document.getElementById('selection').focus({ preventScroll: true });
    }
  }
});

addEventListener('popstate', () => {
  ({ state, wrong } = address.read());
  update();
});

// A chart is drawn for a width; another width needs another drawing.
let width = innerWidth;
let pending;
addEventListener('resize', () => {
  if (innerWidth !== width) {
    width = innerWidth;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => {
      fill();
      drawn.forEach((id) => draw(frames.get(id), shown.get(id), page));
    });
  }
});
addEventListener('beforeprint', () => frames.forEach((_, id) => drawNow(id)));

await update();
