/**
 * Takes the place of a value that cannot be read from its file, such as that of a key that appears twice. The key has a
 * problem already, so a check treats the value as unsound. No file contains this text: YAML has no such character.
 */
export const UNREADABLE = "\0 a value that cannot be read";

/** True for a value that cannot be read, and for one with such a part. */
export function holdsUnreadable(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(holdsUnreadable)
    : value === UNREADABLE;
}

/** Signal that a check has read a value with a problem of its own. */
class Unsound extends Error {
  public override readonly name = "Unsound";
}

/**
 * Replaces a value that has a problem of its own: reading it ends the check that reads it. So a check sees that the key is
 * there, and never continues with a wrong value or with a default in its place.
 */
export function markUnsound(target: object, key: PropertyKey): void {
  Object.defineProperty(target, key, {
    configurable: true,
    enumerable: true,
    get(): never {
      throw new Unsound(`${String(key)} has a problem of its own`);
    },
  });
}

/** Runs a check up to the first value that has a problem of its own. That problem is already reported. */
export function whereSound(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Unsound)) {
      throw error;
    }
  }
}

/** Value of a function, or another value where the function reads one that has a problem of its own. */
export function soundOr<T>(fallback: T, read: () => T): T {
  const results: T[] = [];
  whereSound(() => {
    results.push(read());
  });
  return results[0] ?? fallback;
}

/** Checks each entry of a record alone, so that a problem in one entry does not hide problems in others. */
export function eachEntry<T>(
  record: Readonly<Record<string, T>>,
  check: (key: string, value: T) => void,
): void {
  for (const key of Object.keys(record)) {
    whereSound(() => {
      check(key, record[key] as T);
    });
  }
}

/** Checks each item of a list alone. */
export function eachItem<T>(list: readonly T[], check: (item: T, index: number) => void): void {
  for (const index of list.keys()) {
    whereSound(() => {
      check(list[index] as T, index);
    });
  }
}

/** Items of a list that have no problem of their own. */
export function soundItems<T>(list: readonly T[]): T[] {
  const items: T[] = [];
  eachItem(list, (item) => {
    items.push(item);
  });
  return items;
}
