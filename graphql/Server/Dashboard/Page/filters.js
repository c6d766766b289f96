// The filters: what can be chosen comes from the saved queries 'territories', 'programmes' and 'national-figures'.

import { compared } from './address.js';
import { ask } from './queries.js';

let choices;

/** What can be chosen: regions, provinces, programmes, and the months that the ledger has. */
export async function load() {
  choices ??= (async () => {
    const [territories, programmes, figures] = await Promise.all([ask('territories', {}), ask('programmes', {}), ask('national-figures', {})]);
    const provinces = territories.provinces.groups.map(({ key }) => key);
    const regions = new Map(provinces.map(({ region }) => [region.code, region]));
    const { min, max } = figures.balances.aggregate;
    return {
      provinces: new Map(provinces.map((province) => [province.code, province])),
      regions: new Map([...regions].sort(([one], [other]) => (one < other ? -1 : 1))),
      programmes: new Map(programmes.programmes.groups.map(({ key }) => [key.code, key])),
      months: months(min.month, max.month),
    };
  })();
  try {
    return await choices;
  } catch (error) {
    choices = undefined;
    throw error;
  }
}

function months(first, last) {
  const all = [];
  if (first && last) {
    for (const month = new Date(`${first}T00:00:00Z`); month <= new Date(`${last}T00:00:00Z`); month.setUTCMonth(month.getUTCMonth() + 1)) {
      all.push(month.toISOString().slice(0, 7));
    }
  }

  return all;
}

const most = 4;

/** The state with the region of its province: choosing a province marks its region. */
export const withRegion = (state, { provinces }) => (state.province && provinces.has(state.province) ? { ...state, region: provinces.get(state.province).region.code } : state);

/** The state without what cannot be (unknown codes, a province of another region, a period that ends before it begins), and what was left out: [{ why, name, value }]. */
export function settle(state, { regions, provinces, programmes }) {
  const settled = { ...state };
  const wrong = [];
  const check = (name, isRight, why = 'wrong-value', more = {}) => {
    if (settled[name] && !isRight) {
      wrong.push({ why, name, value: settled[name], ...more });
      delete settled[name];
    }
  };
  check('region', regions.has(state.region));
  check('province', provinces.has(state.province));
  check('programme', programmes.has(state.programme));
  check('to', !state.from || state.from <= state.to, 'wrong-order', { from: state.from });
  const own = provinces.get(settled.province)?.region.code;
  check('region', !own || own === settled.region, 'wrong-region', { province: provinces.get(settled.province)?.name, region: regions.get(own)?.name });
  const codes = settled.compare?.split(',') ?? [];
  const known = [...new Set(codes)].filter((code) => regions.has(code) || provinces.has(code));
  codes.filter((code) => !known.includes(code)).forEach((value) => wrong.push({ why: 'wrong-value', name: 'compare', value }));
  if (codes.length && (known.length < 2 || known.length > most)) {
    wrong.push({ why: known.length === 1 ? 'compare-more' : 'wrong-compare', name: 'compare', value: settled.compare });
  }

  settled.compare = known.slice(0, most).join(',') || undefined;
  return { state: withRegion(settled, { provinces }), wrong };
}

/** How many filters are set. A province brings its region along and counts once. */
export const counted = ({ region, province, programme, from, to }) => [province ?? region, programme, from ?? to].filter(Boolean).length;

/** The periods that can be chosen in one go: the phases of the programmes, the years. */
export function periods({ programmes, months }) {
  const phases = new Map();
  for (const { phase, startYear, endYear } of programmes.values()) {
    if (phase && startYear && endYear) {
      const [start, end] = phases.get(phase) ?? [startYear, endYear];
      phases.set(phase, [Math.min(start, startYear), Math.max(end, endYear)]);
    }
  }

  const years = [...new Set(months.map((month) => month.slice(0, 4)))].reverse();
  return {
    phases: [...phases].map(([phase, [start, end]]) => ({ phase, from: `${start}-01`, to: `${end}-12` })),
    years: years.map((year) => ({ year, from: `${year}-01`, to: `${year}-12` })),
  };
}

const option = (value, text) => Object.assign(document.createElement('option'), { value, textContent: text });

function group(label, options) {
  const element = Object.assign(document.createElement('optgroup'), { label });
  element.append(...options);
  return element;
}

const grouped = (items, labelOf, optionOf) =>
  [...Map.groupBy(items, labelOf)].map(([label, members]) => group(label, members.map(optionOf)));

/** Fills the form's lists, in the page's language, and chooses what the state says. */
export function fill(form, { state, choices, t, f, names }) {
  const { regions, provinces, programmes, months } = choices;
  const { phases, years } = periods(choices);
  const inRegion = [...provinces.values()].filter(({ region }) => !state.region || region.code === state.region)
    .sort((one, other) => f.compare(names.territory(one), names.territory(other)));
  const regionsOf = [...regions.values()].filter(({ code }) => !state.region || code === state.region);
  const from = state.from ?? '';
  const to = state.to ?? '';
  const period = (item) => `${item.from}/${item.to}`;
  const known = [...phases, ...years].some((item) => period(item) === `${from}/${to}`);
  const bounds = (chosen) => {
    const all = chosen && !months.includes(chosen) ? [...months, chosen].sort() : months;
    return grouped([...all].reverse(), (month) => month.slice(0, 4), (month) => option(month, f.month(month)));
  };
  const lists = {
    region: [option('', t('all-regions')), ...[...regions.values()].map((region) => option(region.code, names.territory(region)))],
    province: [option('', t('all-provinces')), ...regionsOf.map((region) =>
      group(names.territory(region), inRegion.filter((province) => province.region.code === region.code).map((province) => option(province.code, names.territory(province)))))],
    programme: [option('', t('all-programmes')), ...grouped([...programmes.values()], ({ phase }) => t(phase ? `phase-${phase}` : 'no-phase'), (programme) => option(programme.code, names.programme(programme)))],
    period: [
      option('/', t('all-time')),
      group(t('phases'), phases.map((item) => option(period(item), t(`phase-${item.phase}`)))),
      group(t('years'), years.map((item) => option(period(item), item.year))),
      ...(known || (!from && !to) ? [] : [option(`${from}/${to}`, t('own-period'))]),
    ],
    from: [option('', t('from-start')), ...bounds(state.from)],
    to: [option('', t('to-end')), ...bounds(state.to)],
    by: [option('month', t('by-month')), option('year', t('by-year'))],
    per: [option('sum', t('per-sum')), option('head', t('per-head'))],
    compare: [
      option('', t(state.compare ? 'compare-another' : 'compare-none')),
      group(t('region'), [...regions.values()].map((region) => option(region.code, names.territory(region)))),
      ...[...regions.values()].map((region) => group(names.territory(region), [...provinces.values()].filter(({ region: { code } }) => code === region.code).map((province) => option(province.code, names.territory(province))))),
    ],
  };
  for (const [name, options] of Object.entries(lists)) {
    form.elements[name].replaceChildren(...options);
  }

  for (const name of ['region', 'province', 'programme', 'from', 'to', 'by', 'per']) {
    form.elements[name].value = state[name] ?? '';
  }

  form.elements.compare.disabled = compared(state).length === most;
  form.elements.period.value = `${from}/${to}`;
}

/** The state after somebody chose. */
export function chosen(state, name, value, { provinces }) {
  const next = { ...state };
  if (name === 'compare') {
    // What is chosen is compared with what is compared already, or with what the page shows.
    const known = compared(state).length ? compared(state) : [state.province ?? state.region].filter(Boolean);
    next.compare = [...new Set([...known, value])].slice(0, most).join(',');
  } else if (name === 'period') {
    [next.from, next.to] = value.split('/').map((month) => month || undefined);
  } else {
    next[name] = value || undefined;
  }

  if (name === 'region' && next.province && provinces.get(next.province)?.region.code !== value) {
    delete next.province;
  }

  if (next.from && next.to && next.from > next.to) {
    delete next[name === 'to' ? 'from' : 'to'];
  }

  return withRegion(next, { provinces });
}
