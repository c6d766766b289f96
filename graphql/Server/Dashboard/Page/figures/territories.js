// Territories: the bars of regions and provinces, and the map.

import { sum } from '../numbers.js';
import { number, sourceOf, text } from './columns.js';

function territories(groups, keyOf, kind, { state, f, t, names, address }) {
  const perHead = state.per === 'head';
  const rows = groups.map(({ key, sum: sums }) => {
    const territory = keyOf(key);
    const head = sums.disbursed / territory.population;
    return {
      ...sums, territory, head, name: names.territory(territory), value: perHead ? head : sums.disbursed, chosen: territory.code === state[kind],
      href: address(kind === 'region' ? { region: territory.code, province: undefined } : { province: territory.code }),
    };
  }).sort((one, other) => other.value - one.value);
  const show = perHead ? f.money : f.shortMoney;
  const drawn = rows.slice(0, 15);
  const chosen = rows.find((row) => row.chosen);
  if (chosen && !drawn.includes(chosen)) {
    drawn.push(chosen);
  }

  return {
    source: sourceOf(groups),
    rows,
    columns: [
      text(t(kind), ({ name }) => name, { href: ({ href }) => href }),
      number(t('grants'), ({ grants }) => grants, f.count),
      number(t('committed'), ({ committed }) => committed, f.amount),
      number(t('disbursed'), ({ disbursed }) => disbursed, f.amount),
      number(t('population'), ({ territory }) => territory.population, f.count),
      number(t('per-head-column'), ({ head }) => head, f.amount),
    ],
    note: [rows.length > drawn.length && t('top-drawn', { drawn: f.count(drawn.length), n: drawn.length, all: f.count(rows.length) }), perHead && t('note-per-head')],
    draw: (charts, width, rtl) => charts.bars(
      drawn.map((row) => ({ ...row, label: show(row.value), title: `${row.name}\n${f.money(row.value)}` })),
      { width, rtl, format: f.short, unit: perHead ? t('mad-per-head') : t('mad') }),
    alt: drawn.length && t('alt-territories', { first: drawn[0].name, amount: show(drawn[0].value), count: f.count(rows.length), n: rows.length }),
  };
}

export const regions = {
  id: 'regions',
  needsMovements: true,
  query: () => 'by-region',
  height: 560,
  of: (data, page) => territories(data.balances.groups, ({ province }) => province.region, 'region', page),
};

export const provinces = {
  id: 'provinces',
  needsMovements: true,
  query: () => 'top-provinces',
  height: 660,
  of: (data, page) => territories(data.balances.groups, ({ province }) => province, 'province', page),
};

// What can be put on the map: the query that has it, the sums that it needs of a group, and the value of added sums.
const measures = {
  disbursed: { query: 'top-provinces', groups: ({ balances }) => balances.groups, sums: ({ sum: { disbursed } }) => [disbursed], value: ([disbursed]) => disbursed, show: 'shortMoney', full: 'money' },
  head: { query: 'top-provinces', groups: ({ balances }) => balances.groups, sums: ({ sum: { disbursed } }) => [disbursed], value: ([disbursed], population) => disbursed / population, show: 'money', full: 'money' },
  cooperatives: { query: 'cooperatives-by-province', groups: ({ cooperatives }) => cooperatives.groups, sums: ({ count }) => [count], value: ([count]) => count, show: 'count', full: 'count' },
  share: {
    query: 'indh-share', groups: ({ balances }) => balances.groups, sums: ({ sum: { phaseToDate: { indhContribution, totalCost } } }) => [indhContribution, totalCost],
    value: ([part, cost]) => (cost ? part / cost : null), show: 'percent', full: 'percent',
  },
};

// Without a dated movement there is no money to put on the map.
const measureOf = ({ state, choices }) => (choices.months.length ? state.map : 'cooperatives');

export const map = {
  id: 'map',
  isWide: true,
  height: 900,
  // The whole country, so that what is chosen is seen among the others.
  asks: (page) => [{ name: measures[measureOf(page)].query, state: { ...page.state, region: undefined, province: undefined } }],
  choices: ({ state, choices, t }) => [
    choices.months.length && { name: 'map', label: t('map-measure'), value: state.map, options: Object.keys(measures).map((name) => [name, t(`map-${name}`)]) },
    { name: 'level', label: t('map-level'), value: state.level, options: ['province', 'region'].map((name) => [name, t(`map-${name}`)]) },
  ].filter(Boolean),
  of(data, page) {
    const { state, f, t, names, choices, address, variables } = page;
    const shown = measureOf(page);
    const measure = measures[shown];
    const groups = measure.groups(data);
    const byRegion = state.level === 'region';
    const all = new Map([...(byRegion ? choices.regions : choices.provinces).values()].map((territory) => [territory.code, { territory, parts: [] }]));
    for (const group of groups) {
      const { code } = group.key.province;
      all.get(byRegion ? choices.provinces.get(code)?.region.code : code)?.parts.push(measure.sums(group));
    }

    const population = ({ code, population: own }) => own ?? [...choices.provinces.values()].filter(({ region }) => region.code === code).reduce((total, province) => total + province.population, 0);
    const rows = [...all.values()].map(({ territory, parts }) => {
      const value = parts.length ? measure.value(parts[0].map((_, index) => sum(parts.map((part) => part[index]))), population(territory)) : null;
      return {
        code: territory.code, name: names.territory(territory), region: territory.region, value, label: f[measure.show](value),
        chosen: territory.code === (byRegion ? state.region : state.province),
        href: address(byRegion ? { region: territory.code, province: undefined } : { province: territory.code, region: territory.region.code }),
      };
    }).sort((one, other) => (other.value ?? -1) - (one.value ?? -1));
    const head = t(`map-${shown}`);
    return {
      source: sourceOf(groups),
      rows,
      columns: [
        text(t(byRegion ? 'region' : 'province'), ({ name }) => name, { href: ({ href }) => href }),
        ...(byRegion ? [] : [text(t('region'), ({ region }) => names.territory(region))]),
        number(head, ({ value }) => value, f[measure.full]),
      ],
      note: [shown === 'share' && t('note-share', { month: f.month(variables.month) }), shown === 'head' && t('note-per-head'), t('note-map')],
      credit: true,
      isMap: true,
      draw: (_, width) => import('../map.js').then(({ draw }) => draw(rows, { width, page, byRegion, name: `${t('figure-map')}. ${head}`, show: f[measure.show] })),
      alt: rows[0]?.value === null ? '' : t('alt-territories', { first: rows[0].name, amount: rows[0].label, count: f.count(rows.length), n: rows.length }),
    };
  },
};
