// The figures of the page in their order: which saved queries each asks, and how the answers become a table and a chart.
// What is computed here rather than asked for is a quotient of two exact sums: an amount per head, a share.

import { compare } from './compare.js';
import { recipients, sectors } from './cooperatives.js';
import { months, national, programmes } from './money.js';
import { reported } from './reported.js';
import { share } from './share.js';
import { map, provinces, regions } from './territories.js';

/** The figures in the order of the page. */
export const figures = [national, compare, months, map, regions, provinces, recipients, programmes, sectors, share, reported];

/** The queries that a figure asks: [{ name, state, label }]. */
export const asks = (figure, page) => figure.asks?.(page) ?? [{ name: figure.query(page.state), state: page.state }];
