// A chart as a picture of its own: what the page's style sheet says is written into it, and it says what it shows and where it is from.

const properties = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'font-family', 'font-size', 'font-weight', 'opacity', 'text-anchor'];
const padding = 16;
const line = 20;

/** The SVG of a chart, as text, and its size. */
export function svgOf(chart, { title, lines, rtl }) {
  const { width, height } = chart.getBoundingClientRect();
  const style = getComputedStyle(document.body);
  const paper = getComputedStyle(chart.closest('figure')).backgroundColor;
  const copy = chart.cloneNode(true);
  const originals = [chart, ...chart.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const computed = getComputedStyle(originals[index]);
    for (const property of properties) {
      element.style.setProperty(property, computed.getPropertyValue(property));
    }

    element.removeAttribute('class');
    element.removeAttribute('tabindex');
  });
  copy.querySelectorAll('[aria-label="tip"]').forEach((tip) => tip.remove());
  copy.querySelectorAll('a').forEach((link) => link.replaceWith(...link.childNodes));
  copy.setAttribute('x', padding);
  copy.setAttribute('y', padding + 2 * line);
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  const size = { width: Math.ceil(width + 2 * padding), height: Math.ceil(height + 2 * padding + (2.5 + lines.length) * line) };
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const add = (name, attributes, text = '') => {
    const element = document.createElementNS(picture.namespaceURI, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.textContent = text;
    picture.append(element);
  };
  Object.entries({ xmlns: picture.namespaceURI, ...size, viewBox: `0 0 ${size.width} ${size.height}` }).forEach(([key, value]) => picture.setAttribute(key, value));
  const at = { x: rtl ? size.width - padding : padding, fill: style.color, 'font-family': style.fontFamily, direction: rtl ? 'rtl' : 'ltr' };
  add('rect', { width: size.width, height: size.height, fill: paper });
  add('text', { ...at, y: padding + 14, 'font-size': 17, 'font-weight': 700 }, title);
  picture.append(copy);
  lines.forEach((text, index) => add('text', { ...at, y: padding + height + (3 + index) * line, 'font-size': 12 }, text));
  return { text: new XMLSerializer().serializeToString(picture), ...size };
}

/** Saves a chart as `name`.svg or `name`.png. */
export async function save(chart, format, name, options) {
  const { text, width, height } = svgOf(chart, options);
  const blob = format === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await pngOf(text, width, height);
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: `${name}.${format}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Twice as many points as the screen has, so that it prints well.
async function pngOf(text, width, height) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
