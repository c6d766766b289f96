// Who: the cooperatives that received most, and what cooperatives do.

import { base } from '../queries.js';
import { number, sourceOf, text } from './columns.js';

// What the graph says of a row that an office entered by itself; a page says it in its language.
const entered = 'Entered by the office';

export const recipients = {
  id: 'recipients',
  query: () => 'recipients',
  isWide: true,
  isTable: true,
  height: 720,
  of(data, { f, t, lang, names, address }) {
    const { groups } = data.grants;
    const rows = groups.map(({ key: { cooperative }, count, sum: { amount }, max }) => ({ ...cooperative, count, amount, name: names.territory(cooperative), where: names.territory(cooperative.province), dataSource: max.dataSource }));
    const isReal = sourceOf(groups) !== 'SYNTHETIC';
    return {
      source: sourceOf(groups),
      rows,
      columns: [
        text(t('cooperative'), ({ name }) => name, { href: ({ id }) => `${base}cooperatives/${id}?lang=${lang}` }),
        text(t('province'), ({ where }) => where, { href: ({ province }) => address({ province: province.code, region: undefined }) }),
        number(t('grants'), ({ count }) => count, f.count),
        number(t('amount'), ({ amount }) => amount, f.amount),
        text(t('source'), ({ source, dataSource }) => (isReal && source && source !== entered ? source : t(`source-${dataSource}`))),
      ],
      note: [groups.length === 50 && t('note-recipients', { count: f.count(50) })],
    };
  },
};

export const sectors = {
  id: 'sectors',
  query: () => 'cooperatives-by-sector',
  height: 480,
  of(data, { state, f, t, lang, names }) {
    const { groups } = data.cooperatives;
    const listed = (sector) => `${base}cooperatives?${new URLSearchParams({ ...(state.province ? { province: state.province } : state.region && { region: state.region }), sector, lang })}`;
    const rows = groups.map(({ key: { valueChain: { sector } }, count, share }) => ({ name: names.sector(sector), count, share: share.count, href: sector === null ? undefined : listed(sector) }));
    return {
      source: sourceOf(groups),
      rows,
      columns: [text(t('sector'), ({ name }) => name, { href: ({ href }) => href }), number(t('cooperatives'), ({ count }) => count, f.count), number(t('share'), ({ share }) => share, f.percent)],
      foot: [t('total'), f.count(rows.reduce((total, { count }) => total + count, 0)), ''],
      draw: (charts, width, rtl) => charts.bars(
        rows.map(({ name, count, share, href }) => ({ name, href, value: count, label: `${f.count(count)} · ${f.percent(share)}`, title: `${name}\n${f.count(count)} (${f.percent(share)})` })),
        { width, rtl, format: f.short, unit: t('cooperatives') }),
      alt: rows.length && t('alt-sectors', { first: rows[0].name, count: f.count(rows[0].count), n: rows[0].count, share: f.percent(rows[0].share) }),
    };
  },
};
