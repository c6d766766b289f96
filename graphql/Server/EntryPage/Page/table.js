// A table that becomes a list of cards where the screen is narrow. The roles stay, whatever the style makes of it.

import { make } from './make.js';

/** A table. A column has a `head`, a `value` of a row, and may hold numbers (`isNumber`) or text in a direction of its own (`isForeign`). */
export function table(caption, columns, rows) {
  const cell = (column, row, index) => {
    const value = column.value(row);
    return make(index === 0 ? 'th' : 'td', {
      role: index === 0 ? 'rowheader' : 'cell', className: column.isNumber ? 'n' : '', 'data-head': column.head, ...(index === 0 ? { scope: 'row' } : {}),
    }, make('span', {}, column.isForeign ? make('bdi', {}, value ?? '–') : value ?? '–'));
  };
  return make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption },
    make('table', { role: 'table' },
      make('caption', { className: 'unseen' }, caption),
      make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...columns.map(({ head, isNumber }) => make('th', { scope: 'col', role: 'columnheader', className: isNumber ? 'n' : '' }, head)))),
      make('tbody', { role: 'rowgroup' }, ...rows.map((row) => make('tr', { role: 'row' }, ...columns.map((column, index) => cell(column, row, index)))))));
}
