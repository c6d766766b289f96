// What the page shows, kept in the address bar: whoever is sent the address sees the same.

export const languages = ['fr', 'en', 'ar'];

const code = 'MA-(?:\\d\\d|[A-Z]{3})';

// The server takes the same months: not the last year, whose last month has no month after it.
const month = /^(?!0000|9999)\d{4}-(0[1-9]|1[0-2])$/;

const shapes = {
  lang: /^(fr|en|ar)$/,
  region: /^MA-\d\d$/,
  province: /^MA-[A-Z]{3}$/,
  programme: /^[A-Z0-9-]{1,40}$/,
  from: month,
  to: month,
  by: /^(month|year)$/,
  per: /^(sum|head)$/,
  map: /^(disbursed|head|cooperatives|share)$/,
  level: /^(province|region)$/,
  compare: new RegExp(`^${code}(,${code})*$`),
};

const longestRepeated = 60;

// What other sites append to a link, to follow whoever clicks it.
const foreign = /^(utm_\w+|fbclid|gclid|msclkid)$/;

// An address that names no language is read in the one in which the server sent the page: a browser may ask for one and tell its scripts of
// another. A page that all are sent alike (embed.html) is in none.
const sent = new URLSearchParams(location.search).has('lang') ? '' : document.documentElement.lang;
const preferred = [sent, ...navigator.languages.map((language) => language.slice(0, 2))].find((language) => languages.includes(language)) ?? 'fr';

const defaults = { lang: preferred, by: 'month', per: 'sum', map: 'disbursed', level: 'province' };

/** The state that an address stands for, and what of the address is not understood. */
export function read(search = location.search) {
  const state = { ...defaults };
  const wrong = [];
  const parameters = new URLSearchParams(search);
  for (const name of new Set(parameters.keys())) {
    const value = parameters.getAll(name).join(',').trim();
    if (foreign.test(name) || (!value && Object.hasOwn(shapes, name))) {
      continue;
    }

    if (!Object.hasOwn(shapes, name)) {
      wrong.push({ why: 'wrong-name', name, value });
    } else if (!shapes[name].test(value)) {
      wrong.push({ why: 'wrong-value', name, value });
    } else {
      state[name] = value;
    }
  }

  return { state, wrong };
}

/** What was not understood, in words: those of the server, where it knows the parameter. */
export const say = (t, mistake) => t(mistake.why, {
  ...mistake, name: excerpt(mistake.name), value: excerpt(mistake.value), expected: t(`expected-${mistake.name}`),
});

const excerpt = (text) => ([...text].length > longestRepeated ? `${[...text].slice(0, longestRepeated).join('')}…` : text);

/** What stands behind the question mark for a state, with it; empty where all is as by default. */
export function search(state) {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(shapes)) {
    if (state[name] && state[name] !== defaults[name]) {
      parameters.set(name, state[name]);
    }
  }

  // A comma needs no escape, and people read addresses.
  return parameters.size ? `?${parameters.toString().replaceAll('%2C', ',')}` : '';
}

/** The address of a state; what is as by default is not said. */
export const of = (state) => search(state) || location.pathname;

/** The same state without filters. */
export const unfiltered = ({ lang, by, per, map, level }) => ({ lang, by, per, map, level });

/** Whether anything is filtered. */
export const isFiltered = (state) => ['region', 'province', 'programme', 'from', 'to'].some((name) => state[name]);

/** The codes of the territories that are compared. */
export const compared = ({ compare }) => compare?.split(',') ?? [];
