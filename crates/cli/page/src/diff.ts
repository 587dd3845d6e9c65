// Lines that differ; and recorded texts with wildcards.

export interface Line {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Larger middles are not compared line by line: the texts are shown one after the other. */
const LARGEST = 4_000_000;

export function diff(before: string, after: string): Line[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const same = (text: string): Line => ({ kind: "same", text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

/** The longest common lines, by the usual table. */
function middle(a: string[], b: string[]): Line[] {
  const removed = (text: string): Line => ({ kind: "removed", text });
  const added = (text: string): Line => ({ kind: "added", text });
  if (a.length * b.length > LARGEST) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push(removed(a[i] ?? ""));
      i += 1;
    } else {
      lines.push(added(b[j] ?? ""));
      j += 1;
    }
  }
  return [...lines, ...a.slice(i).map(removed), ...b.slice(j).map(added)];
}

/** Only what is near a difference, with a line of dots for what is left out. */
export function hunks(lines: Line[], context = 3): Line[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some((line) => line.kind !== "same"),
  );
  const shown: Line[] = [];
  lines.forEach((line, at) => {
    if (near[at]) shown.push(line);
    else if (at === 0 || near[at - 1]) shown.push({ kind: "same", text: "⋯" });
  });
  return shown;
}

/** A recorded line, where `[..]` stands for anything. */
function lineMatches(recorded: string, actual: string): boolean {
  const pieces = recorded.split("[..]");
  if (pieces.length === 1) return recorded.trimEnd() === actual.trimEnd();
  let at = 0;
  return pieces.every((piece, index) => {
    const found = index === 0 ? (actual.startsWith(piece) ? 0 : -1) : actual.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
    return index < pieces.length - 1 || piece === "" || actual.trimEnd().endsWith(piece.trimEnd());
  });
}

/** Whether a recorded text, where a line `...` stands for any lines, is that text. */
export function matches(recorded: string, actual: string): boolean {
  const want = recorded.trimEnd().split("\n");
  const have = actual.trimEnd().split("\n");
  let open = new Set([0]);
  for (const line of want) {
    const next = new Set<number>();
    if (line.trim() === "...") {
      const first = Math.min(...open);
      for (let at = first; at <= have.length; at += 1) next.add(at);
    } else {
      for (const at of open) {
        const text = have[at];
        if (text !== undefined && lineMatches(line, text)) next.add(at + 1);
      }
    }
    if (next.size === 0) return false;
    open = next;
  }
  return open.has(have.length);
}

/** Whether two JSON values are the same: the order of members is free. */
export function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => equal(item, b[at]));
  if (a && b && typeof a === "object" && typeof b === "object" && !Array.isArray(a) && !Array.isArray(b)) {
    const [left, right] = [Object.entries(a), b as Record<string, unknown>];
    return left.length === Object.keys(b).length && left.every(([name, value]) => name in right && equal(value, right[name]));
  }
  return a === b;
}
