// Elements from words. Text is always set as text: nothing of an example becomes markup.

type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined | EventListener;

/** An element with attributes; `on…` members listen, `false` and `undefined` leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/** A picture that an engine drew, as elements; `undefined` where it is none. Scripts in it would not run. */
export function picture(svg: string | undefined): SVGElement | undefined {
  if (!svg) return undefined;
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (parsed.nodeName !== "svg") return undefined;
  for (const unwanted of parsed.querySelectorAll("script, foreignObject")) unwanted.remove();
  return document.importNode(parsed, true) as unknown as SVGElement;
}

let names = 0;

/** An id that is not on the page yet. */
export function fresh(prefix: string): string {
  names += 1;
  return `dryrun-${prefix}-${names}`;
}

export function button(label: string, act: () => void, attributes: Record<string, Value> = {}): HTMLButtonElement {
  return h("button", { type: "button", class: "dr-button", onclick: act, ...attributes }, label);
}
