// The figures of the page: which saved query each asks, and how its answer becomes a table and a chart.
// What is computed here rather than asked for is a quotient of two exact sums: an amount per head, a share.

import * as charts from './charts.js';
import { sum, worst } from './numbers.js';

const sourceOf = (groups) => worst(groups.map(({ max }) => max.dataSource));
const text = (head, value, more = {}) => ({ head, value, ...more });
const number = (head, value, more = {}) => ({ head, value, isNumber: true, ...more });

function territories(groups, keyOf, kind, { state, f, t, names }) {
  const perHead = state.per === 'head';
  const rows = groups.map(({ key, sum: sums }) => {
    const territory = keyOf(key);
    const head = sums.disbursed / territory.population;
    return { ...sums, territory, name: names.territory(territory), head, value: perHead ? head : sums.disbursed, chosen: territory.code === state[kind] };
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
      text(t(kind), ({ name }) => name, { filter: ({ territory }) => ({ [kind]: territory.code }) }),
      number(t('grants'), ({ grants }) => f.count(grants)),
      number(t('committed'), ({ committed }) => f.amount(committed)),
      number(t('disbursed'), ({ disbursed }) => f.amount(disbursed)),
      number(t('population'), ({ territory }) => f.count(territory.population)),
      number(t('per-head-column'), ({ head }) => f.amount(head)),
    ],
    note: [rows.length > drawn.length && t('top-drawn', { drawn: drawn.length, all: f.count(rows.length) }), perHead && t('note-per-head')],
    draw: (width, rtl) => charts.bars(
      drawn.map((row) => ({ name: row.name, value: row.value, label: show(row.value), title: `${row.name}\n${f.money(row.value)}`, chosen: row.chosen })),
      { width, rtl, format: f.short }),
    alt: t('alt-territories', { first: drawn[0]?.name, amount: show(drawn[0]?.value), count: f.count(rows.length) }),
  };
}

const months = {
  id: 'months',
  query: ({ by }) => (by === 'year' ? 'disbursed-by-year' : 'disbursed-by-month'),
  isWide: true,
  of(data, { state, f, t }) {
    const yearly = state.by === 'year';
    const label = yearly ? f.year : f.month;
    const rows = data.balances.groups.map(({ key, sum: sums }) => {
      const first = yearly ? key.year : key.month;
      const start = new Date(`${first}T00:00:00Z`);
      const end = new Date(start);
      end.setUTCMonth(start.getUTCMonth() + (yearly ? 12 : 1));
      return { ...sums, start, end, paid: sums.disbursed, name: label(first), provisional: key.provisional === true };
    }).map((row) => ({
      ...row,
      title: [row.name + (row.provisional ? ` (${t('provisional')})` : ''), `${t('disbursed')} ${f.money(row.paid)}`, `${t('committed')} ${f.money(row.committed)}`].join('\n'),
    }));
    const highest = rows.reduce((one, other) => (other.paid > one.paid ? other : one), rows[0]);
    return {
      source: sourceOf(data.balances.groups),
      rows,
      columns: [
        text(t(yearly ? 'year' : 'month'), ({ name, provisional }) => name + (provisional ? ` (${t('provisional')})` : '')),
        number(t('committed'), ({ committed }) => f.amount(committed)),
        number(t('disbursed'), ({ disbursed }) => f.amount(disbursed)),
        number(t('refunded'), ({ refunded }) => f.amount(refunded)),
      ],
      foot: [t('total'), ...['committed', 'disbursed', 'refunded'].map((name) => f.amount(sum(rows.map((row) => row[name]))))],
      note: [rows.some(({ provisional }) => provisional) && t('note-provisional', { month: rows.find(({ provisional }) => provisional).name })],
      legend: [['bar', t('disbursed')], ['line', t('committed')]],
      draw: (width, rtl) => charts.columns(rows, { width, rtl, format: f.short, date: (date) => (date.getUTCMonth() === 0 || yearly ? f.year(date) : f.shortMonth(date)) }),
      alt: highest && t('alt-months', { from: rows[0].name, to: rows.at(-1).name, highest: highest.name, amount: f.shortMoney(highest.paid) }),
    };
  },
};

const regions = {
  id: 'regions',
  query: () => 'by-region',
  of: (data, page) => territories(data.balances.groups, ({ province }) => province.region, 'region', page),
};

const provinces = {
  id: 'provinces',
  query: () => 'top-provinces',
  of: (data, page) => territories(data.balances.groups, ({ province }) => province, 'province', page),
};

const sectors = {
  id: 'sectors',
  query: () => 'cooperatives-by-sector',
  of(data, { f, t, names }) {
    const { groups } = data.cooperatives;
    const rows = groups.map(({ key, count, share }) => ({ name: names.sector(key.valueChain.sector), count, share: share.count }));
    return {
      source: sourceOf(groups),
      rows,
      columns: [text(t('sector'), ({ name }) => name), number(t('cooperatives'), ({ count }) => f.count(count)), number(t('share'), ({ share }) => f.percent(share))],
      foot: [t('total'), f.count(rows.reduce((total, { count }) => total + count, 0)), ''],
      draw: (width, rtl) => charts.bars(
        rows.map(({ name, count, share }) => ({ name, value: count, label: `${f.count(count)} · ${f.percent(share)}`, title: `${name}\n${f.count(count)} (${f.percent(share)})` })),
        { width, rtl, format: f.short }),
      alt: rows.length && t('alt-sectors', { first: rows[0].name, count: f.count(rows[0].count), share: f.percent(rows[0].share) }),
    };
  },
};

const programmes = {
  id: 'programmes',
  query: () => 'by-programme',
  of(data, { state, f, t, names }) {
    const { groups } = data.balances;
    const rows = groups.map(({ key, sum: sums }) => ({ ...sums, code: key.programme.code, phase: key.programme.phase, name: names.programme(key.programme), chosen: key.programme.code !== null && key.programme.code === state.programme }))
      .sort((one, other) => other.disbursed - one.disbursed);
    return {
      source: sourceOf(groups),
      rows,
      columns: [
        text(t('programme'), ({ name }) => name, { filter: ({ code }) => code && { programme: code } }),
        text(t('phase'), ({ phase }) => phase ?? '–'),
        number(t('grants'), ({ grants }) => f.count(grants)),
        number(t('committed'), ({ committed }) => f.amount(committed)),
        number(t('disbursed'), ({ disbursed }) => f.amount(disbursed)),
        number(t('refunded'), ({ refunded }) => f.amount(refunded)),
        number(t('cancelled'), ({ cancelled }) => f.amount(cancelled)),
      ],
      draw: (width, rtl) => charts.bars(
        rows.map(({ name, disbursed, chosen }) => ({ name, value: disbursed, label: f.shortMoney(disbursed), title: `${name}\n${f.money(disbursed)}`, chosen })),
        { width, rtl, format: f.short }),
      alt: rows.length && t('alt-territories', { first: rows[0].name, amount: f.shortMoney(rows[0].disbursed), count: f.count(rows.length) }),
    };
  },
};

// What calls for projects usually allow the INDH to bear of a project's cost.
const cap = 0.6;

// A part that is rounded to the centime may lie a hair above it: what is shown as 60 % is not above.
const isAbove = (value) => Math.round(value * 1000) > cap * 1000;

const share = {
  id: 'share',
  query: () => 'indh-share',
  isWide: true,
  of(data, { state, f, t, names, variables }) {
    const { groups } = data.balances;
    const rows = groups.map(({ key, sum: { phaseToDate } }) => ({
      ...phaseToDate, code: key.province.code, programme: key.programme.code ?? t('no-programme'), name: names.territory(key.province),
      value: phaseToDate.indhContribution / phaseToDate.totalCost, chosen: key.province.code === state.province,
    })).sort((one, other) => other.value - one.value);
    const total = sum(rows.map(({ totalCost }) => totalCost));
    const part = sum(rows.map(({ indhContribution }) => indhContribution));
    const above = rows.filter(({ value }) => isAbove(value)).length;
    return {
      source: sourceOf(groups),
      rows,
      columns: [
        text(t('province'), ({ name }) => name, { filter: ({ code }) => ({ province: code }) }),
        text(t('programme'), ({ programme }) => programme),
        number(t('projects'), ({ projects }) => f.count(projects)),
        number(t('cost'), ({ totalCost }) => f.amount(totalCost)),
        number(t('part'), ({ indhContribution }) => f.amount(indhContribution)),
        number(t('share'), ({ value }) => f.percent(value)),
        text(t('rule'), ({ value }) => (isAbove(value) ? t('above-rule') : t('within-rule'))),
      ],
      foot: rows.length ? [t('total'), '', f.count(rows.reduce((all, { projects }) => all + projects, 0)), f.amount(total), f.amount(part), f.percent(part / total), ''] : undefined,
      note: [t('note-share', { month: f.month(variables.month) }), rows.length && t('note-share-total', { share: f.percent(part / total), above: f.count(above), all: f.count(rows.length) })],
      draw: (width, rtl) => charts.swarm(
        rows.map(({ name, value, chosen, totalCost }) => ({ value, chosen, title: `${name}\n${f.percent(value)} · ${f.shortMoney(totalCost)}` })),
        { width, rtl, format: f.percent, rule: cap, ruleText: t('rule-text') }),
      alt: rows.length && t('note-share-total', { share: f.percent(part / total), above: f.count(above), all: f.count(rows.length) }),
    };
  },
};

const reported = {
  id: 'reported',
  query: () => 'reported-against-computed',
  isWide: true,
  of(data, { f, t, names }) {
    const rows = data.statements.nodes.map((node) => {
      const dated = node.from && node.to;
      const years = dated && [node.from.slice(0, 4), node.to.slice(0, 4)];
      const whole = dated && node.from.endsWith('-01-01') && node.to.endsWith('-12-31');
      const when = !dated ? t('undated') : !whole ? `${f.shortMonth(node.from)} – ${f.shortMonth(node.to)}` : years[0] === years[1] ? years[0] : `${years[0]}–${years[1]}`;
      const where = node.province ? names.territory(node.province) : t('morocco');
      return { ...node, when, where, name: [where, when, node.programme?.code].filter(Boolean).join(' · ') };
    });
    const drawn = rows.filter(({ totalCost }) => totalCost > 0);
    return {
      source: 'PRESS',
      isSynthetic: rows.some(({ computedFrom }) => computedFrom === 'SYNTHETIC'),
      rows,
      columns: [
        text(t('territory'), ({ where }) => where, { filter: ({ province }) => province && { province: province.code } }),
        text(t('programme'), ({ programme }) => programme?.code ?? '–'),
        text(t('period'), ({ when, from, period }) => (from ? when : `${when} (${period})`)),
        number(t('projects-reported'), ({ projects }) => f.count(projects)),
        number(t('projects-computed'), ({ computed }) => f.count(computed.projects)),
        number(t('cost-reported'), ({ totalCost }) => f.amount(totalCost)),
        number(t('cost-computed'), ({ computed }) => f.amount(computed.totalCost)),
        number(t('cost-gap'), ({ gap }) => f.amount(gap.totalCost)),
        text(t('computed-from'), ({ computedFrom }) => (computedFrom ? t(`source-${computedFrom}`) : t('not-computed'))),
        text(t('source'), ({ source }) => source, { link: ({ source }) => /^([\w-]+\.)+[a-z]{2,}\/[^\s"<>]*/.exec(source)?.[0] }),
      ],
      note: [t('note-reported'), drawn.length < rows.length && t('not-drawn', { count: f.count(rows.length - drawn.length) })],
      legend: [['square', t('reported')], ['ring', t('computed')]],
      draw: drawn.length ? (width, rtl) => charts.pairs(
        drawn.map((row) => ({
          name: row.name, reported: row.totalCost, computed: row.computed.totalCost,
          title: [row.name, `${t('reported')} ${f.money(row.totalCost)}`, `${t('computed')} ${row.computed.totalCost === null ? t('not-computed') : f.money(row.computed.totalCost)}`].join('\n'),
        })),
        { width, rtl, format: f.short }) : undefined,
      alt: t('alt-reported', { count: f.count(rows.length), computed: f.count(rows.filter(({ computed }) => computed.totalCost !== null).length) }),
    };
  },
};

const national = {
  id: 'national',
  query: () => 'national-figures',
  isWide: true,
  isReport: true,
  of(data, { f, t }) {
    const { balances, cooperatives, projects, grants, provinces: { aggregate: { sum: { population } } } } = data;
    const { committed, disbursed } = balances.aggregate.sum;
    const tile = (id, value, detail) => ({ id, label: t(`tile-${id}`), value, detail });
    const provisional = balances.bySource.some(({ key }) => key.provisional);
    return {
      source: worst([balances.aggregate.max.dataSource, cooperatives.aggregate.max.dataSource, projects.aggregate.max.dataSource, ...grants.bySource.map(({ key }) => key.dataSource)]),
      rows: [data],
      tiles: [
        tile('disbursed', f.wholeMoney(disbursed), committed ? t('of-committed', { share: f.percent(disbursed / committed) }) : ''),
        tile('committed', f.wholeMoney(committed), committed === null ? '' : t('taken-back', { amount: f.wholeMoney(balances.aggregate.sum.cancelled) })),
        tile('head', disbursed === null || !population ? '–' : f.money(disbursed / population), t('heads', { count: f.count(population) })),
        tile('cooperatives', f.count(cooperatives.aggregate.count), t('supported', { count: f.count(grants.aggregate.countDistinct.cooperative.id) })),
        tile('projects', f.count(projects.aggregate.count), t('costing', { amount: f.wholeMoney(projects.aggregate.sum.totalCost) })),
        tile('grants', f.count(grants.aggregate.count), t('worth', { amount: f.wholeMoney(grants.aggregate.sum.amount) })),
      ],
      note: [t('note-national'), provisional && t('note-provisional', { month: f.month(balances.aggregate.max.month) })],
    };
  },
};

/** The figures in the order of the page. */
export const figures = [national, months, regions, provinces, programmes, sectors, share, reported];
