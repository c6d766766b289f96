// What officials published, beside what the ledger gives.

import { number, text } from './columns.js';

/** Names that are told apart: where two rows have one, what tells them apart is added, and a number where nothing does. */
function apart(rows) {
  const twice = (key) => (row) => rows.filter((other) => other[key] === row[key]).length > 1;
  const scoped = rows.map((row) => ({ ...row, name: twice('name')(row) && row.scope ? `${row.name} · ${row.scope}` : row.name }));
  const seen = new Map();
  return scoped.map((row) => {
    const count = (seen.get(row.name) ?? 0) + 1;
    seen.set(row.name, count);
    return scoped.filter(({ name }) => name === row.name).length > 1 ? { ...row, name: `${row.name} (${count})` } : row;
  });
}

export const reported = {
  id: 'reported',
  query: () => 'reported-against-computed',
  isWide: true,
  height: 780,
  of(data, { f, t, names, address }) {
    const rows = apart(data.statements.nodes.map((node) => {
      const dated = node.from && node.to;
      const years = dated && [node.from.slice(0, 4), node.to.slice(0, 4)];
      const whole = dated && node.from.endsWith('-01-01') && node.to.endsWith('-12-31');
      const when = !dated ? t('undated') : !whole ? `${f.shortMonth(node.from)} – ${f.shortMonth(node.to)}` : years[0] === years[1] ? years[0] : `${years[0]}–${years[1]}`;
      const where = node.province ? names.territory(node.province) : t('morocco');
      return { ...node, when, where, href: node.province ? address({ province: node.province.code }) : undefined, name: [where, when, node.programme?.code].filter(Boolean).join(' · ') };
    }));
    const drawn = rows.filter(({ totalCost }) => totalCost > 0);
    const count = (key) => ({ count: f.count(key), n: key });
    return {
      source: 'PRESS',
      isSynthetic: rows.some(({ computedFrom }) => computedFrom === 'SYNTHETIC'),
      rows,
      columns: [
        text(t('territory'), ({ where }) => where, { href: ({ href }) => href }),
        text(t('programme'), ({ programme }) => programme?.code ?? '–'),
        text(t('scope'), ({ scope }) => scope ?? '–'),
        text(t('period'), ({ when, from, period }) => (from ? when : `${when} (${period})`)),
        number(t('projects-reported'), ({ projects }) => projects, f.count),
        number(t('projects-computed'), ({ computed }) => computed.projects, f.count),
        number(t('cost-reported'), ({ totalCost }) => totalCost, f.amount),
        number(t('cost-computed'), ({ computed }) => computed.totalCost, f.amount),
        number(t('cost-gap'), ({ gap }) => gap.totalCost, f.amount),
        text(t('computed-from'), ({ computedFrom }) => (computedFrom ? t(`source-${computedFrom}`) : t('not-computed'))),
        text(t('source'), ({ source }) => source, { outside: ({ source }) => /^([\w-]+\.)+[a-z]{2,}\/[^\s"<>]*/.exec(source)?.[0] }),
      ],
      note: [t('note-reported'), drawn.length < rows.length && t('not-drawn', count(rows.length - drawn.length))],
      legend: [['square', t('reported')], ['ring', t('computed')]],
      draw: drawn.length ? (charts, width, rtl) => charts.pairs(
        drawn.map((row) => ({
          name: row.name, reported: row.totalCost, computed: row.computed.totalCost, href: row.href,
          title: [row.name, `${t('reported')} ${f.money(row.totalCost)}`, `${t('computed')} ${row.computed.totalCost === null ? t('not-computed') : f.money(row.computed.totalCost)}`].join('\n'),
        })),
        { width, rtl, format: f.short, unit: t('mad') }) : undefined,
      alt: t('alt-reported', { ...count(rows.length), computed: f.count(rows.filter(({ computed }) => computed.totalCost !== null).length) }),
    };
  },
};
