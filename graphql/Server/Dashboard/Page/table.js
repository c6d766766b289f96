// The table of a figure: its rows are sorted by a click on a heading.

import { make } from './make.js';

/** The table, in a region that scrolls by itself; open at once where the table is all there is. */
export function table(figure, { columns, rows, foot }, { t, f }) {
  const title = t(`figure-${figure.id}`);
  const body = make('tbody', {}, ...rows.map((row) => line(columns, row)));
  const heads = columns.map((column) => {
    const button = make('button', { type: 'button', className: 'sort' }, column.head);
    const head = make('th', { scope: 'col', className: column.isNumber ? 'n' : '' }, button);
    button.addEventListener('click', () => {
      // Numbers begin with the highest, words with the first.
      const before = head.getAttribute('aria-sort');
      const order = before === 'descending' ? 'ascending' : before === 'ascending' ? 'descending' : column.isNumber ? 'descending' : 'ascending';
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', order);
      body.replaceChildren(...sorted(rows, column, order, f).map((row) => line(columns, row)));
    });
    return head;
  });
  return make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `${t('table')} : ${title}` },
    make('table', {},
      make('caption', { className: 'unseen' }, title),
      make('thead', {}, make('tr', {}, ...heads)),
      body,
      foot && make('tfoot', {}, make('tr', {}, ...foot.map((value, index) => (index === 0 ? make('th', { scope: 'row' }, value) : make('td', { className: columns[index].isNumber ? 'n' : '' }, value)))))));
}

function sorted(rows, { sort, isNumber }, order, f) {
  const known = rows.filter((row) => sort(row) !== null && sort(row) !== undefined);
  known.sort((one, other) => (isNumber ? sort(one) - sort(other) : f.compare(sort(one), sort(other))));
  return [...(order === 'descending' ? known.reverse() : known), ...rows.filter((row) => !known.includes(row))];
}

function line(columns, row) {
  return make('tr', {}, ...columns.map((column, index) => {
    const value = column.value(row);
    const href = column.href?.(row);
    const outside = column.outside?.(row);
    const inner = href ? make('a', { href }, value) : outside ? make('a', { href: `https://${outside}`, rel: 'noreferrer external', dir: 'ltr' }, value) : value;
    return make(index === 0 ? 'th' : 'td', { className: column.isNumber ? 'n' : '', ...(index === 0 ? { scope: 'row' } : {}) }, inner);
  }));
}
