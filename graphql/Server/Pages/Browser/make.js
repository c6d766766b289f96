// Elements of a page, made from script: a text is always a text, never HTML.

/** An element with properties, attributes (in lower case with a hyphen, or named below) and children. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || ['role', 'scope', 'lang', 'dir', 'for'].includes(name)) {
      element.setAttribute(name, value);
    } else if (value !== undefined) {
      element[name] = value;
    }
  }

  element.append(...children.filter((child) => child !== undefined && child !== null && child !== false && child !== ''));
  return element;
}
