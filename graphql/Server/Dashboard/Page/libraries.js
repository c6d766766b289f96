// What draws: fetched when the first chart is about to be seen, so that numbers come first.

const folder = new URL('./library/', import.meta.url);
const scripts = new Map();
let drawings;

/** Runs a script of the folder `library` once. */
export function script(name) {
  if (!scripts.has(name)) {
    scripts.set(name, new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement('script'), { src: new URL(name, folder).href, onload: resolve, onerror: () => reject(new Error(name)) });
      document.head.append(element);
    }));
  }

  return scripts.get(name);
}

/** The drawings of charts.js, with D3 and Observable Plot in place. */
export async function charts() {
  await script('d3.min.js');
  await script('plot.umd.min.js');
  return drawings ??= await import('./charts.js');
}
