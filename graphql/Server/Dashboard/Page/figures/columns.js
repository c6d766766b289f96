// The columns of a figure's table, and what several figures make of an answer.

import { worst } from '../numbers.js';

/** A column of words. `more` may hold `href`, where a cell leads. */
export const text = (head, value, more = {}) => ({ head, value, sort: value, ...more });

/** A column of numbers: `read` gives the number, by which rows are sorted, `write` its text. */
export const number = (head, read, write, more = {}) => ({ head, value: (row) => write(read(row)), sort: read, isNumber: true, ...more });

/** The least reliable source behind groups. */
export const sourceOf = (groups) => worst(groups.map(({ max }) => max.dataSource));

/** The first and last day of what a group of months stands for. */
export function spanOf(first, isYear) {
  const start = new Date(`${first}T00:00:00Z`);
  const end = new Date(start);
  end.setUTCMonth(start.getUTCMonth() + (isYear ? 12 : 1));
  return { start, end };
}

/** The filter that a month or a year of a chart stands for. */
export const periodOf = (first, isYear) => (isYear ? { from: `${first.slice(0, 4)}-01`, to: `${first.slice(0, 4)}-12` } : { from: first.slice(0, 7), to: first.slice(0, 7) });
