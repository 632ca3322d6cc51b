// Building blocks of the page. Texts only ever become text nodes: nothing that a user or a file names turns into markup.

export const byId = id => document.getElementById(id);

/** An element. `class`, `hidden`, `on...` handlers and other properties are assigned; names with a dash become attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Sets a custom property through the object model, which the content security policy allows where a style attribute is not. */
export function vary(element, name, value) {
  element.style.setProperty(name, value);
  return element;
}

/** Writes text only where it changes, so that a screen reader is not told the same twice. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
  return element;
}

/** Says something to those who do not see the page change. */
export function announce(text) {
  write(byId('status'), text);
}
