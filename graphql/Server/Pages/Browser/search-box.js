// The search box as one types: a combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without it the box is a form that opens the page of results.
import { make } from './make.js';
import { texts } from './search-texts.js';

const wait = 120;
const most = 8;
const shortest = 2;
const longestWait = 30;

const form = document.querySelector('form.search');
const input = form.querySelector('input[type=search]');
const list = make('div', { id: 'search-results', role: 'listbox', className: 'results', hidden: true });
const status = make('p', { role: 'status', className: 'unseen' });
form.append(list, status);

let options = [];
let active = -1;
let timer;
let asked;

const lang = () => document.documentElement.lang;
const say = () => texts[lang()] ?? texts.fr;

for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) {
  input.setAttribute(name, value);
}

/** The words around the box, which a page that changes its language without a request leaves to it. */
function translate() {
  const { search, hint, results } = say();
  form.querySelector('label').textContent = search;
  form.querySelector('button').textContent = search;
  input.placeholder = hint;
  list.setAttribute('aria-label', results);
  const hidden = form.querySelector('input[name=lang]');
  if (hidden) {
    hidden.value = lang();
  }
}

/** The page of a result: a project is on the page of its cooperative, or of its province. */
function pathOf({ region, province, programme, cooperative, project }) {
  const id = cooperative?.id ?? project?.cooperative?.id;
  return region ? `regions/${region.code}`
    : province ? `provinces/${province.code}`
    : programme ? `programmes/${programme.code}`
    : id ? `cooperatives/${id}`
    : `provinces/${project.province.code}`;
}

// The language goes along where the address of this page says one.
function address(path) {
  const url = new URL(path, form.action);
  const said = new URLSearchParams(location.search).get('lang');
  if (said) {
    url.searchParams.set('lang', said);
  }

  return url.href;
}

const nameOf = (name, nameArabic) => (lang() === 'ar' && nameArabic) || name;

function detailOf({ province, programme, cooperative, project }) {
  const parts = [province?.region, cooperative?.province, project?.cooperative, project?.province].filter(Boolean).map(({ name, nameArabic }) => nameOf(name, nameArabic));
  return [programme?.code, ...parts].filter(Boolean).join(' · ');
}

function optionOf(result) {
  const { name, region, province, cooperative } = result;
  const detail = detailOf(result);
  return make('a', { role: 'option', id: `search-result-${options.length}`, href: address(pathOf(result)), tabIndex: -1, 'aria-selected': 'false' },
    make('bdi', {}, nameOf(name, region?.nameArabic ?? province?.nameArabic ?? cooperative?.nameArabic)),
    detail && make('span', {}, make('bdi', {}, detail)));
}

function show(results) {
  options = [];
  active = -1;
  const groups = new Map();
  for (const result of results) {
    if (!groups.has(result.kind)) {
      const id = `search-kind-${result.kind}`;
      groups.set(result.kind, make('div', { role: 'group', 'aria-labelledby': id }, make('p', { id, role: 'presentation' }, say()[result.kind])));
    }

    const option = optionOf(result);
    options.push(option);
    groups.get(result.kind).append(option);
  }

  list.replaceChildren(...groups.values());
  status.textContent = results.length === 0 ? say().none : say().count(results.length);
  open(results.length > 0);
}

function open(isOpen) {
  list.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) {
    choose(-1);
  }
}

function choose(position) {
  options[active]?.setAttribute('aria-selected', 'false');
  active = position;
  const option = options[active];
  if (option) {
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  } else {
    input.removeAttribute('aria-activedescendant');
  }
}

async function ask() {
  asked?.abort();
  const text = input.value.trim();
  if (text.length < shortest) {
    open(false);
    status.textContent = '';
    return;
  }

  asked = new AbortController();
  const { signal } = asked;
  try {
    const url = new URL('graphql/persisted/search', form.action);
    url.searchParams.set('variables', JSON.stringify({ text, first: most }));
    const response = await fetch(url, { signal, headers: { accept: 'application/graphql-response+json' } });
    if (!response.ok) {
      const seconds = +(response.headers.get('retry-after') ?? 0);
      open(false);
      if (seconds > 0 && seconds <= longestWait) {
        timer = setTimeout(ask, seconds * 1000);
      }

      return;
    }

    const { data } = await response.json();
    if (!signal.aborted && document.activeElement === input) {
      show(data?.search ?? []);
    }
  } catch {
    // Whoever presses Enter gets the page, which says what is wrong.
    if (!signal.aborted) {
      open(false);
    }
  }
}

input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
});

input.addEventListener('keydown', (event) => {
  const isOpen = !list.hidden;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    if (!isOpen) {
      ask();
    } else {
      // Before the first one is the box itself.
      choose(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    }
  } else if (event.key === 'Enter' && isOpen && options[active]) {
    event.preventDefault();
    location.assign(options[active].href);
  } else if (event.key === 'Escape' && isOpen) {
    event.preventDefault();
    open(false);
  }
});

form.addEventListener('focusout', ({ relatedTarget }) => {
  if (!form.contains(relatedTarget)) {
    open(false);
  }
});

// A pressed option keeps the focus in the box, so that the list stays until the click.
list.addEventListener('mousedown', (event) => event.preventDefault());
new MutationObserver(translate).observe(document.documentElement, { attributeFilter: ['lang'] });
translate();
