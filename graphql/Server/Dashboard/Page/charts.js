// The drawings, by Observable Plot, as SVG. What they show stands in a table beside them, so they are silent to screen readers,
// and their links are for a mouse: a keyboard finds the same links in the table. `libraries.js` fetches Plot and D3 before this module.

const { Plot, d3 } = globalThis;

const ink = 'var(--ink)';
const soft = 'var(--soft)';
const bar = 'var(--bar)';
const accent = 'var(--accent)';
const warn = 'var(--warn)';

/** Draws; Plot's own style element is left out, because its few rules stand in the page's style sheet. */
function draw(options) {
  const svg = Plot.plot({ className: 'plot', ...options });
  svg.querySelector('style')?.remove();
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  svg.querySelectorAll('a').forEach((link) => link.setAttribute('tabindex', '-1'));
  return svg;
}

const side = (rtl) => (rtl ? { anchor: 'right', start: 'end', dx: -1 } : { anchor: 'left', start: 'start', dx: 1 });

const tip = { fontSize: 13, lineHeight: 1.4, textPadding: 10, stroke: 'var(--line)', pathFilter: 'none', textOverflow: 'ellipsis', lineWidth: 26 };

// A unit at the end of an axis, in the page's language.
const axisLabel = (label) => ({ label: label ?? null, labelArrow: 'none' });

/** Horizontal bars, one a row: { name, value, label, title, chosen, href }. */
export function bars(rows, { width, rtl, format, unit }) {
  const { anchor, start, dx } = side(rtl);
  const isNarrow = width < 520;
  const step = isNarrow ? 44 : 28;
  const longest = Math.min(d3.max(rows, ({ name }) => name.length), 34);
  const names = isNarrow ? 2 : Math.min(longest * 7 + 16, width * 0.42);
  const values = 92;
  const max = d3.max(rows, ({ value }) => value) || 1;
  const fit = (name) => (isNarrow || name.length <= 34 ? name : `${name.slice(0, 33)}…`);
  return draw({
    width,
    height: rows.length * step + 40,
    marginTop: 0,
    marginBottom: 40,
    marginLeft: rtl ? values : names,
    marginRight: rtl ? names : values,
    x: { domain: [0, max], reverse: rtl, axis: null },
    y: { domain: rows.map((_, index) => index), axis: null, padding: 0.28 },
    marks: [
      Plot.axisX({ ...axisLabel(unit), tickFormat: format, ticks: Math.max(2, Math.round(width / 160)), tickSize: 0, fontSize: 12, fill: soft }),
      Plot.gridX({ stroke: 'var(--line)', strokeOpacity: 1, ticks: Math.max(2, Math.round(width / 160)) }),
      isNarrow
        ? Plot.text(rows, { x: 0, y: (_, index) => index, text: ({ name }) => fit(name), textAnchor: start, dy: -step * 0.2, fill: ink, fontSize: 13 })
        : Plot.axisY({ anchor, label: null, tickSize: 0, tickFormat: (index) => fit(rows[index].name), fontSize: 13, fill: ink }),
      Plot.barX(rows, {
        x: 'value', y: (_, index) => index, fill: (row) => (row.chosen ? accent : bar), insetTop: isNarrow ? 20 : 0,
        href: 'href', title: 'title', tip: { ...tip, anchor: rtl ? 'right' : 'left' },
      }),
      Plot.text(rows, { x: 'value', y: (_, index) => index, text: 'label', textAnchor: start, dx: dx * 6, dy: isNarrow ? 10 : 0, fill: ink, fontSize: 12 }),
      Plot.ruleX([0], { stroke: soft }),
    ],
    color: { type: 'identity' },
  });
}

// The corners of steps: each value holds from its start to its end, and where there is none it is zero.
function steps(rows, read) {
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    const own = [{ at: row.start, value: read(row) }, { at: row.end, value: read(row) }];
    return next && +next.start > +row.end ? [...own, { at: row.end, value: 0 }, { at: next.start, value: 0 }] : own;
  });
}

/** Columns over time: { start, end, paid, committed, title, provisional, href }; the steps are what was committed. */
export function columns(rows, { width, rtl, format, date, unit }) {
  const { anchor } = side(rtl);
  const dense = width / rows.length < 6;
  const middle = ({ start, end }) => new Date((+start + +end) / 2);
  const span = d3.extent(rows.flatMap(({ start, end }) => [start, end]));
  return draw({
    width,
    height: Math.max(240, Math.min(360, width * 0.42)),
    marginLeft: rtl ? 12 : 64,
    marginRight: rtl ? 64 : 12,
    marginTop: 26,
    x: { type: 'utc', domain: rtl ? [...span].reverse() : span, label: null },
    y: { label: null, zero: true, tickFormat: format, nice: true },
    marks: [
      Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ anchor, ...axisLabel(unit), tickSize: 0, ticks: 5, tickFormat: format, fontSize: 12, fill: soft }),
      Plot.axisX({ label: null, ticks: Math.max(2, Math.round(width / 110)), tickSize: 4, fontSize: 12, fill: soft, tickFormat: date }),
      Plot.rect(rows, {
        x1: 'start', x2: 'end', y1: 0, y2: 'paid', fill: bar, inset: 0, insetLeft: dense ? 0 : 0.5, insetRight: dense ? 0 : 0.5,
        fillOpacity: ({ provisional }) => (provisional ? 0.45 : 1), href: 'href',
      }),
      Plot.line(steps(rows, ({ committed }) => committed), { x: 'at', y: 'value', stroke: 'var(--line-ink)', strokeWidth: dense ? 1 : 1.75, strokeOpacity: dense ? 0.7 : 1, pointerEvents: 'none' }),
      Plot.ruleY([0], { stroke: soft }),
      Plot.ruleX(rows, Plot.pointerX({ x: middle, stroke: soft, strokeDasharray: '3 3' })),
      Plot.tip(rows, Plot.pointerX({ ...tip, x: middle, y: 'paid', title: 'title' })),
    ],
    opacity: { type: 'identity' },
  });
}

/** Steps over time, one line for each of up to four: [{ name, rows: [{ start, end, value, title }] }]. */
export function lines(series, { width, rtl, format, date, unit }) {
  const { anchor } = side(rtl);
  const all = series.flatMap(({ rows }, index) => rows.map((row) => ({ ...row, index })));
  const span = d3.extent(all.flatMap(({ start, end }) => [start, end]));
  const dashes = ['none', '7 3', '2 3', '9 3 2 3'];
  return draw({
    width,
    height: Math.max(240, Math.min(340, width * 0.4)),
    marginLeft: rtl ? 12 : 64,
    marginRight: rtl ? 64 : 12,
    marginTop: 26,
    x: { type: 'utc', domain: rtl ? [...span].reverse() : span, label: null },
    y: { label: null, zero: true, nice: true },
    marks: [
      Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ anchor, ...axisLabel(unit), tickSize: 0, ticks: 5, tickFormat: format, fontSize: 12, fill: soft }),
      Plot.axisX({ label: null, ticks: Math.max(2, Math.round(width / 110)), tickSize: 4, fontSize: 12, fill: soft, tickFormat: date }),
      ...series.map(({ rows }, index) => Plot.line(steps(rows, ({ value }) => value), { x: 'at', y: 'value', stroke: `var(--series-${index + 1})`, strokeWidth: 2, strokeDasharray: dashes[index] })),
      Plot.ruleY([0], { stroke: soft }),
      Plot.tip(all, Plot.pointer({ ...tip, x: ({ start, end }) => new Date((+start + +end) / 2), y: 'value', title: 'title' })),
    ],
  });
}

/** Dots along one line: { value, title, chosen, href }, with a rule to hold them against. */
export function swarm(rows, { width, rtl, format, rule, ruleText, unit }) {
  const [low, high] = d3.extent([...rows.map(({ value }) => value), rule]);
  const margin = Math.max((high - low) * 0.08, 0.005);
  const radius = width < 520 ? 5 : 6;
  return draw({
    width,
    height: Math.max(170, Math.min(300, 90 + rows.length * 2)),
    marginTop: 34,
    marginBottom: 40,
    marginLeft: 24,
    marginRight: 24,
    x: { domain: [low - margin, high + margin], reverse: rtl, label: null, tickFormat: format, ticks: Math.max(3, Math.round(width / 110)) },
    marks: [
      Plot.axisX({ ...axisLabel(unit), tickSize: 4, fontSize: 12, fill: soft, ticks: Math.max(3, Math.round(width / 110)), tickFormat: format }),
      Plot.ruleX([rule], { stroke: warn, strokeWidth: 2, strokeDasharray: '5 4' }),
      Plot.text([rule], { x: (value) => value, frameAnchor: 'top', dy: -14, text: () => ruleText, fill: warn, fontSize: 13, fontWeight: 600 }),
      Plot.dot(rows, Plot.dodgeY('middle', {
        x: 'value', r: radius, href: 'href', title: 'title', tip,
        fill: ({ value }) => (Math.round(value * 1000) > rule * 1000 ? warn : bar), stroke: ({ chosen }) => (chosen ? ink : 'var(--paper)'), strokeWidth: 1.5,
      })),
    ],
    color: { type: 'identity' },
  });
}

/** Pairs on a logarithmic scale: { name, reported, computed, title, href }. */
export function pairs(rows, { width, rtl, format, unit }) {
  const { anchor, start } = side(rtl);
  const isNarrow = width < 640;
  const step = isNarrow ? 46 : 30;
  const longest = Math.min(d3.max(rows, ({ name }) => name.length), 44);
  const names = isNarrow ? 12 : Math.min(longest * 7 + 16, width * 0.42);
  const amounts = rows.flatMap(({ reported, computed }) => [reported, computed]).filter((value) => value > 0);
  const [low, high] = d3.extent(amounts);
  const domain = [low / 1.4, high * 1.4];
  const both = rows.map((row, index) => ({ ...row, index })).filter(({ computed }) => computed > 0);
  const dy = isNarrow ? 8 : 0;
  const end = 24;
  return draw({
    width,
    height: rows.length * step + 44,
    marginTop: 4,
    marginBottom: 40,
    marginLeft: rtl ? end : names,
    marginRight: rtl ? names : end,
    x: { type: 'log', domain, reverse: rtl, label: null },
    y: { type: 'band', domain: rows.map((_, index) => index), axis: null, label: null },
    marks: [
      Plot.gridX({ stroke: 'var(--line)', strokeOpacity: 1, ticks: width < 520 ? 3 : 6 }),
      Plot.axisX({ ...axisLabel(unit), ticks: width < 520 ? 3 : 6, tickFormat: (value) => (/^[125]0*$/.test(String(Math.round(value))) ? format(value) : ''), tickSize: 0, fontSize: 12, fill: soft }),
      isNarrow
        ? Plot.text(rows, { x: domain[0], y: (_, index) => index, text: 'name', textAnchor: start, dy: -10, fill: ink, fontSize: 13 })
        : Plot.axisY({ anchor, label: null, tickSize: 0, tickFormat: (index) => rows[index].name, fontSize: 13, fill: ink }),
      Plot.link(both, { x1: 'reported', x2: 'computed', y: 'index', stroke: soft, strokeWidth: 1.5, dy }),
      Plot.dot(both, { x: 'computed', y: 'index', r: 5, fill: 'var(--paper)', stroke: accent, strokeWidth: 2, dy }),
      Plot.dot(rows, { x: 'reported', y: (_, index) => index, r: 6, fill: accent, symbol: 'square', dy, href: 'href', title: 'title', tip }),
    ],
  });
}
