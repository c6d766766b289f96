// The INDH's share of what projects cost.

import { sum } from '../numbers.js';
import { number, sourceOf, text } from './columns.js';

// What calls for projects usually allow the INDH to bear of a project's cost.
const cap = 0.6;

// A part that is rounded to the centime may lie a hair above it: what is shown as 60 % is not above.
const isAbove = (value) => Math.round(value * 1000) > cap * 1000;

export const share = {
  id: 'share',
  needsMovements: true,
  query: () => 'indh-share',
  isWide: true,
  height: 440,
  of(data, { state, f, t, names, variables, address }) {
    const { groups } = data.balances;
    const rows = groups.map(({ key, sum: { phaseToDate } }) => ({
      ...phaseToDate, programme: key.programme.code ?? t('no-programme'), name: names.territory(key.province), href: address({ province: key.province.code }),
      value: phaseToDate.indhContribution / phaseToDate.totalCost, chosen: key.province.code === state.province,
    })).sort((one, other) => other.value - one.value);
    const total = sum(rows.map(({ totalCost }) => totalCost));
    const part = sum(rows.map(({ indhContribution }) => indhContribution));
    const above = rows.filter(({ value }) => isAbove(value)).length;
    const summary = rows.length && t('note-share-total', { share: f.percent(part / total), above: f.count(above), n: above, all: f.count(rows.length) });
    return {
      source: sourceOf(groups),
      rows,
      columns: [
        text(t('province'), ({ name }) => name, { href: ({ href }) => href }),
        text(t('programme'), ({ programme }) => programme),
        number(t('projects'), ({ projects }) => projects, f.count),
        number(t('cost'), ({ totalCost }) => totalCost, f.amount),
        number(t('part'), ({ indhContribution }) => indhContribution, f.amount),
        number(t('share'), ({ value }) => value, f.percent),
        text(t('rule'), ({ value }) => (isAbove(value) ? t('above-rule') : t('within-rule'))),
      ],
      foot: rows.length ? [t('total'), '', f.count(rows.reduce((all, { projects }) => all + projects, 0)), f.amount(total), f.amount(part), f.percent(part / total), ''] : undefined,
      note: [t('note-share', { month: f.month(variables.month) }), summary],
      draw: (charts, width, rtl) => charts.swarm(
        rows.map(({ name, value, chosen, totalCost, href }) => ({ value, chosen, href, title: `${name}\n${f.percent(value)} · ${f.shortMoney(totalCost)}` })),
        { width, rtl, format: f.percent, rule: cap, ruleText: t('rule-text'), unit: t('share') }),
      alt: summary,
    };
  },
};
