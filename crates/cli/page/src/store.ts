// What stays in the browser: edits and progress. Private windows may refuse; then nothing stays.

const PREFIX = "dryrun:1:";

export function keep(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page works without.
  }
}

export function kept<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Progress: the key of each solved exercise with the day on which it was solved.

const PROGRESS = "progress";

export function progress(): Record<string, string> {
  return kept(PROGRESS, isTexts) ?? {};
}

export function solved(key: string): void {
  keep(PROGRESS, { [key]: new Date().toISOString().slice(0, 10), ...progress() });
}

export function forget(): void {
  keep(PROGRESS, undefined);
}

/** Takes progress from a file that `exported` wrote; the earlier day of both counts. */
export function imported(text: string): number {
  const read: unknown = JSON.parse(text);
  if (!isRecord(read) || read["dryrun"] !== 1 || !isTexts(read["progress"])) {
    throw new Error("this is no progress file of a dryrun book");
  }
  keep(PROGRESS, { ...read["progress"], ...progress() });
  return Object.keys(read["progress"]).length;
}

export function exported(): string {
  return JSON.stringify({ dryrun: 1, progress: progress() }, null, 2);
}
