// The map: provinces or regions as areas, which are links. Arrow keys go from one area to its neighbour, Enter chooses it.
// Its boundaries are a database of their own, under a licence of their own: see map/README.txt.

import { script } from './libraries.js';
import { make } from './make.js';

const classes = 5;
let loaded;

async function load() {
  loaded ??= Promise.all([
    fetch(new URL('./map/provinces.json', import.meta.url)).then((response) => (response.ok ? response.json() : Promise.reject(new Error(`map ${response.status}`)))),
    script('d3.min.js'), script('topojson-client.min.js'),
  ]).then(([topology]) => coarse(topology));
  try {
    return await loaded;
  } catch (error) {
    loaded = undefined;
    throw error;
  }
}

// Points that fall together at the width of a screen become one; areas still share their borders.
function coarse({ transform, ...topology }) {
  const { topojson } = globalThis;
  const place = topojson.transform(transform);
  const placed = { ...topology, arcs: topology.arcs.map((arc) => arc.map((point, index) => place([...point], index))) };
  return topojson.quantize(placed, 2500);
}

const svg = (name, attributes, ...children) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }

  element.append(...children);
  return element;
};

/** Draws rows, { code, name, value, label, href, chosen }, each as the area of its code. */
export async function draw(rows, { width, page, byRegion, name, show }) {
  const topology = await load();
  const { d3, topojson } = globalThis;
  const { t, state, choices } = page;
  const geometries = topology.objects.provinces.geometries;
  const regionOf = (code) => choices.provinces.get(code)?.region.code;
  const features = byRegion
    ? [...choices.regions.keys()].map((code) => ({ id: code, type: 'Feature', geometry: topojson.merge(topology, geometries.filter(({ id }) => regionOf(id) === code)) }))
    : topojson.feature(topology, topology.objects.provinces).features;
  const near = state.region ? features.filter(({ id }) => (byRegion ? id : regionOf(id)) === state.region) : [];
  const shown = near.length ? near : features;
  const height = Math.round(Math.min(width * (near.length ? 0.7 : 0.95), 620));
  const path = d3.geoPath(d3.geoMercator().fitExtent([[8, 8], [width - 8, height - 8]], { type: 'FeatureCollection', features: shown })).digits(1);
  const positive = rows.map(({ value }) => value).filter((value) => value > 0);
  const scale = positive.length ? d3.scaleQuantile(positive, d3.range(1, classes + 1)) : () => 1;
  const classOf = ({ value }) => (value > 0 ? scale(value) : 0);
  const byCode = new Map(rows.map((row) => [row.code, row]));

  const places = [];
  const areas = features.filter(({ id }) => byCode.has(id)).map((feature) => {
    const row = byCode.get(feature.id);
    const text = `${row.name} : ${row.label}`;
    const area = svg('path', { d: path(feature) ?? '', class: `area c${classOf(row)}${row.chosen ? ' chosen' : ''}` }, svg('title', {}, text));
    const link = svg('a', { href: row.href, tabindex: -1, 'aria-label': text, ...(row.chosen ? { 'aria-current': 'true' } : {}) }, area);
    places.push({ link, at: path.centroid(feature), chosen: row.chosen, isShown: shown.includes(feature) });
    return link;
  });
  areas.sort((one, other) => one.hasAttribute('aria-current') - other.hasAttribute('aria-current'));
  const borders = topojson.mesh(topology, topology.objects.provinces, (one, other) => one !== other && regionOf(one.id) !== regionOf(other.id));
  const drawing = svg('svg', { class: 'map', viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': `${name}. ${t('map-keys')}` },
    ...areas, svg('path', { d: path(borders) ?? '', class: 'border', 'aria-hidden': 'true' }));
  walk(drawing, places);
  return [drawing, legend(scale, positive, classes, show, page, rows)];
}

// One stop of the tab key; from there the arrow keys lead to the nearest area in their direction.
function walk(drawing, places) {
  const reachable = places.filter(({ at, isShown }) => isShown && at.every(Number.isFinite));
  const first = reachable.find(({ chosen }) => chosen) ?? reachable[0];
  first?.link.setAttribute('tabindex', 0);
  const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  drawing.addEventListener('keydown', (event) => {
    const direction = directions[event.key];
    const here = places.find(({ link }) => link === document.activeElement);
    if (!direction || !here) {
      return;
    }

    event.preventDefault();
    const distance = ({ at }) => {
      const [x, y] = [at[0] - here.at[0], at[1] - here.at[1]];
      const along = x * direction[0] + y * direction[1];
      return along > 1 ? Math.hypot(x, y) * (2 - along / Math.hypot(x, y)) : Infinity;
    };
    const next = reachable.reduce((one, other) => (distance(other) < distance(one) ? other : one));
    if (distance(next) < Infinity) {
      here.link.setAttribute('tabindex', -1);
      next.link.setAttribute('tabindex', 0);
      next.link.focus();
    }
  });
}

function legend(scale, positive, count, show, { t }, rows) {
  const bounds = positive.length ? [Math.min(...positive), ...scale.quantiles(), Math.max(...positive)] : [];
  const items = Array.from({ length: bounds.length ? count : 0 }, (_, index) => make('li', { className: `class c${index + 1}` }, t('map-range', { from: show(bounds[index]), to: show(bounds[index + 1]) })));
  return make('ul', { className: 'legend map-legend' }, ...items, rows.some(({ value }) => !(value > 0)) && make('li', { className: 'class c0' }, t('map-none')));
}
