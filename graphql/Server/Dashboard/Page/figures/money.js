// Money: in short, over time, by programme.

import { paidOf, sum, worst } from '../numbers.js';
import { describe } from '../selection.js';
import { number, periodOf, sourceOf, spanOf, text } from './columns.js';

/** The tiles of a selection, from the answer to `national-figures`. */
export function tilesOf(data, { f, t }) {
  const { balances, toDate, cooperatives, projects, grants, provinces: { aggregate: { sum: { population } } } } = data;
  const { committed, disbursed, cancelled } = balances.aggregate.sum;
  const tile = (id, value, detail) => ({ id, label: t(`tile-${id}`), value, detail });
  const counted = (key, count) => t(key, { count: f.count(count), n: count });
  const paid = paidOf(toDate.aggregate.sum);
  const money = [
    tile('disbursed', f.wholeMoney(disbursed), paid === null ? '' : t('of-committed', { share: f.percent(paid), until: f.month(toDate.aggregate.max.month) })),
    tile('committed', f.wholeMoney(committed), committed === null ? '' : t('taken-back', { amount: f.wholeMoney(cancelled) })),
    tile('head', disbursed === null || !population ? '–' : f.money(disbursed / population), counted('heads', population)),
  ];
  const counts = [
    tile('cooperatives', f.count(cooperatives.aggregate.count), counted('supported', grants.aggregate.countDistinct.cooperative.id)),
    tile('projects', f.count(projects.aggregate.count), projects.aggregate.sum.totalCost === null ? '' : t('costing', { amount: f.wholeMoney(projects.aggregate.sum.totalCost) })),
    tile('grants', f.count(grants.aggregate.count), grants.aggregate.sum.amount === null ? '' : t('worth', { amount: f.wholeMoney(grants.aggregate.sum.amount) })),
  ];

  // Without a dated movement there is no money to show, and what there is comes first.
  return toDate.aggregate.max.month === null ? [...counts] : [...money, ...counts];
}

export const national = {
  id: 'national',
  query: () => 'national-figures',
  isWide: true,
  isReport: true,
  of(data, page) {
    const { f, t } = page;
    const { balances, cooperatives, projects, grants } = data;
    const provisional = balances.bySource.some(({ key }) => key.provisional);
    return {
      source: worst([balances.aggregate.max.dataSource, cooperatives.aggregate.max.dataSource, projects.aggregate.max.dataSource, ...grants.bySource.map(({ key }) => key.dataSource)]),
      rows: [data],
      tiles: tilesOf(data, page),
      summary: t(balances.aggregate.sum.disbursed === null ? 'summary-facts' : 'summary', {
        what: describe(page), disbursed: f.wholeMoney(balances.aggregate.sum.disbursed), committed: f.wholeMoney(balances.aggregate.sum.committed),
        cooperatives: f.count(cooperatives.aggregate.count), grants: f.count(grants.aggregate.count),
      }),
      note: [t('note-national'), provisional && t('note-provisional', { month: f.month(balances.aggregate.max.month) })],
    };
  },
};

export const months = {
  id: 'months',
  needsMovements: true,
  query: ({ by }) => (by === 'year' ? 'disbursed-by-year' : 'disbursed-by-month'),
  isWide: true,
  height: 610,
  of(data, { state, f, t, address }) {
    const yearly = state.by === 'year';
    const label = yearly ? f.year : f.month;
    const rows = data.balances.groups.map(({ key, sum: sums }) => {
      const first = yearly ? key.year : key.month;
      return { ...sums, ...spanOf(first, yearly), first, paid: sums.disbursed, name: label(first), provisional: key.provisional === true, href: address(periodOf(first, yearly)) };
    }).map((row) => ({
      ...row,
      title: [row.name + (row.provisional ? ` (${t('provisional')})` : ''), `${t('disbursed')} ${f.money(row.paid)}`, `${t('committed')} ${f.money(row.committed)}`].join('\n'),
    }));
    const highest = rows.reduce((one, other) => (other.paid > one.paid ? other : one), rows[0]);
    return {
      source: sourceOf(data.balances.groups),
      rows,
      columns: [
        text(t(yearly ? 'year' : 'month'), ({ name, provisional }) => name + (provisional ? ` (${t('provisional')})` : ''), { href: ({ href }) => href, sort: ({ first }) => first }),
        number(t('committed'), ({ committed }) => committed, f.amount),
        number(t('disbursed'), ({ disbursed }) => disbursed, f.amount),
        number(t('refunded'), ({ refunded }) => refunded, f.amount),
      ],
      foot: [t('total'), ...['committed', 'disbursed', 'refunded'].map((name) => f.amount(sum(rows.map((row) => row[name]))))],
      note: [rows.some(({ provisional }) => provisional) && t('note-provisional', { month: rows.find(({ provisional }) => provisional).name })],
      legend: [['bar', t('disbursed')], ['line', t('committed')]],
      draw: (charts, width, rtl) => charts.columns(rows, {
        width, rtl, unit: t('mad'), format: f.short, date: (date) => (date.getUTCMonth() === 0 || yearly ? f.year(date) : f.shortMonth(date)),
      }),
      alt: highest && t('alt-months', { from: rows[0].name, to: rows.at(-1).name, highest: highest.name, amount: f.shortMoney(highest.paid) }),
    };
  },
};

export const programmes = {
  id: 'programmes',
  needsMovements: true,
  query: () => 'by-programme',
  height: 500,
  of(data, { state, f, t, names, address }) {
    const { groups } = data.balances;
    const rows = groups.map(({ key: { programme }, sum: sums }) => ({
      ...sums, phase: programme.phase, name: names.programme(programme), chosen: programme.code !== null && programme.code === state.programme,
      href: programme.code === null ? undefined : address({ programme: programme.code }),
    })).sort((one, other) => other.disbursed - one.disbursed);
    return {
      source: sourceOf(groups),
      rows,
      columns: [
        text(t('programme'), ({ name }) => name, { href: ({ href }) => href }),
        text(t('phase'), ({ phase }) => phase ?? '–'),
        number(t('grants'), ({ grants }) => grants, f.count),
        ...['committed', 'disbursed', 'refunded', 'cancelled'].map((name) => number(t(name), (row) => row[name], f.amount)),
      ],
      draw: (charts, width, rtl) => charts.bars(
        rows.map((row) => ({ ...row, value: row.disbursed, label: f.shortMoney(row.disbursed), title: `${row.name}\n${f.money(row.disbursed)}` })),
        { width, rtl, format: f.short, unit: t('mad') }),
      alt: rows.length && t('alt-territories', { first: rows[0].name, amount: f.shortMoney(rows[0].disbursed), count: f.count(rows.length), n: rows.length }),
    };
  },
};
