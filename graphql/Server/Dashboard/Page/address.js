// What the page shows, kept in the address bar: whoever is sent the address sees the same.

export const languages = ['fr', 'en', 'ar'];

const shapes = {
  lang: /^(fr|en|ar)$/,
  region: /^MA-\d\d$/,
  province: /^MA-[A-Z]{3}$/,
  programme: /^[A-Z0-9-]{1,40}$/,
  from: /^\d{4}-(0[1-9]|1[0-2])$/,
  to: /^\d{4}-(0[1-9]|1[0-2])$/,
  by: /^(month|year)$/,
  per: /^(sum|head)$/,
};

const defaults = { lang: 'fr', by: 'month', per: 'sum' };

/** The state that an address stands for; what is not understood is left out. */
export function read(search = location.search) {
  const parameters = new URLSearchParams(search);
  const state = { ...defaults };
  for (const [name, shape] of Object.entries(shapes)) {
    const value = parameters.get(name);
    if (value !== null && shape.test(value)) {
      state[name] = value;
    }
  }

  return state;
}

/** The address of a state; what is as by default is not said. */
export function of(state) {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(shapes)) {
    if (state[name] && state[name] !== defaults[name]) {
      parameters.set(name, state[name]);
    }
  }

  const search = parameters.toString();
  return search ? `?${search}` : location.pathname;
}

/** The same state without filters. */
export const unfiltered = ({ lang, by, per }) => ({ lang, by, per });

/** Whether anything is filtered. */
export const isFiltered = (state) => ['region', 'province', 'programme', 'from', 'to'].some((name) => state[name]);
