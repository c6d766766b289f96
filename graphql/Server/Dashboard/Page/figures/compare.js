// Two to four territories side by side.

import { compared } from '../address.js';
import { paidOf, worst } from '../numbers.js';
import { number, spanOf, text } from './columns.js';
import { tilesOf } from './money.js';

const one = (code) => (code.length === 5 ? { region: code, province: undefined } : { province: code, region: undefined });

export const compare = {
  id: 'compare',
  isWide: true,
  height: 1180,
  applies: ({ state, choices }) => compared(state).length > 1 && compared(state).every((code) => choices.provinces.has(code) || choices.regions.has(code)),
  asks: ({ state, names, choices }) => compared(state).flatMap((code) => ['national-figures', state.by === 'year' ? 'disbursed-by-year' : 'disbursed-by-month'].map((name) => ({
    name, state: { ...state, ...one(code) }, label: names.territory(choices.provinces.get(code) ?? choices.regions.get(code)), isReport: name === 'national-figures',
  }))),
  of(answers, page) {
    const { state, f, t, names, choices, address } = page;
    const yearly = state.by === 'year';
    const perHead = state.per === 'head';
    const label = yearly ? f.year : f.month;
    const rows = compared(state).map((code, index) => {
      const [figures, { balances: { groups } }] = answers.slice(2 * index, 2 * index + 2);
      const population = figures.provinces.aggregate.sum.population;
      const { committed, disbursed } = figures.balances.aggregate.sum;
      const name = names.territory(choices.provinces.get(code) ?? choices.regions.get(code));
      const remaining = compared(state).filter((other) => other !== code);
      return {
        code, name, population, committed, disbursed, figures,
        href: address({ ...one(code), compare: undefined }),
        without: address({ compare: remaining.length > 1 ? remaining.join(',') : undefined }),
        head: disbursed === null ? null : disbursed / population, committedHead: committed === null ? null : committed / population,
        paid: paidOf(figures.toDate.aggregate.sum),
        cooperatives: figures.cooperatives.aggregate.count, grants: figures.grants.aggregate.count, projects: figures.projects.aggregate.count,
        times: groups.map(({ key, sum }) => {
          const first = yearly ? key.year : key.month;
          const value = perHead ? sum.disbursed / population : sum.disbursed;
          return { ...spanOf(first, yearly), value, title: `${name}\n${label(first)}\n${f.money(value)}` };
        }),
      };
    });
    return {
      source: worst(rows.map(({ figures }) => figures.balances.aggregate.max.dataSource)),
      rows,
      sets: rows.map((row) => ({ name: row.name, href: row.href, without: row.without, tiles: tilesOf(row.figures, page).map((tile) => ({ ...tile, id: `${row.code}-${tile.id}` })) })),
      columns: [
        text(t('territory'), ({ name }) => name, { href: ({ href }) => href }),
        number(t('committed'), ({ committed }) => committed, f.amount),
        number(t('disbursed'), ({ disbursed }) => disbursed, f.amount),
        number(t('paid-of-committed'), ({ paid }) => paid, f.percent),
        number(t('per-head-column'), ({ head }) => head, f.amount),
        number(t('committed-head-column'), ({ committedHead }) => committedHead, f.amount),
        number(t('cooperatives'), ({ cooperatives }) => cooperatives, f.count),
        number(t('projects'), ({ projects }) => projects, f.count),
        number(t('grants'), ({ grants }) => grants, f.count),
        number(t('population'), ({ population }) => population, f.count),
      ],
      note: [t(perHead ? 'note-compare-head' : 'note-compare'), perHead && t('note-per-head')],
      legend: rows.map(({ name }, index) => [`series series-${index + 1}`, name]),
      draw: rows.some(({ times }) => times.length) ? (charts, width, rtl) => charts.lines(rows.map(({ name, times }) => ({ name, rows: times })), {
        width, rtl, format: f.short, unit: perHead ? t('mad-per-head') : t('mad'), date: (date) => (date.getUTCMonth() === 0 || yearly ? f.year(date) : f.shortMonth(date)),
      }) : undefined,
      alt: rows.map(({ name, disbursed }) => `${name} ${f.shortMoney(disbursed)}`).join(' ; '),
    };
  },
};
