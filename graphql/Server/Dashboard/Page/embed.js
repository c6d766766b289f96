// One chart, for a page of somebody else: /embed/months?province=MA-KHE

import * as address from './address.js';
import { showQueries } from './dialog.js';
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

const main = document.querySelector('main');
const dialog = document.getElementById('query');
const { state, wrong } = address.read();
const t = await texts(state.lang);
translate(t, state.lang);
const id = location.pathname.split('/').at(-1);
const figure = figures.find((one) => one.id === id);

async function start() {
  if (!figure) {
    main.append(make('p', { className: 'state failed', role: 'alert' }, t('no-chart', { name: id, names: figures.map((one) => one.id).join(', ') })));
    return;
  }

  const element = frame(figure);
  main.replaceChildren(element);
  wait(element, t);
  let choices;
  let queries;
  try {
    [choices, queries] = await Promise.all([filters.load(), saved()]);
  } catch (error) {
    fail(element, error, t, start);
    return;
  }

  const settled = filters.settle(state, choices);
  const home = (change) => `${base}${address.search(filters.withRegion({ ...settled.state, ...change }, choices))}`;
  const page = { t, f: formats(state.lang), state: settled.state, choices, lang: state.lang, names: namesIn(state.lang, t), isFiltered: address.isFiltered(settled.state), address: home };
  document.title = `${t(`figure-${id}`)} · ${describe(page)}`;
  const on = (_, content) => ({
    query: (asked) => showQueries(dialog, asked, t),
    picture: (format) => save(element.querySelector('.chart svg'), format, id, { title: document.title, rtl: state.lang === 'ar', lines: [content.credit ? '© OpenStreetMap, morocco-map, ODbL 1.0' : '', location.href].filter(Boolean) }),
    choose: (change) => location.assign(address.of({ ...settled.state, ...change })),
  });
  if (figure.applies?.(page) === false) {
    element.replaceChildren(make('p', { className: 'state' }, t('wrong-compare')));
    return;
  }

  const content = await run(figure, element, page, { queries, signal: new AbortController().signal, on, again: start });
  await draw(element, content, page);
  const mistakes = [...wrong, ...settled.wrong].map((mistake) => make('p', {}, address.say(t, mistake)));
  main.append(...mistakes, make('p', { className: 'note' }, make('a', { href: home({}), target: '_blank', rel: 'noopener' }, t('embed-back')), ` · ${describe(page)}`));
  // In the frame of another page a link opens a page of its own.
  main.querySelectorAll('a').forEach((link) => link.setAttribute('target', '_blank'));
  document.documentElement.dataset.ready = id;
}

await start();
