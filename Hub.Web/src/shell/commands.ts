import { useEffect, useSyncExternalStore } from "react";

/** Something the command palette offers while the part that knows it is on the screen. */
export interface Command {
  id: string;
  label: string;
  group: string;
  keys?: string;
  run: () => void;
}

const sources = new Map<symbol, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = [];

function changed(): void {
  all = [...sources.values()].flat();
  for (const listener of listeners) listener();
}

/** Offers commands while the caller is mounted. Give a memoised array. */
export function useOffer(commands: Command[]): void {
  useEffect(() => {
    const source = Symbol();
    sources.set(source, commands);
    changed();
    return () => {
      sources.delete(source);
      changed();
    };
  }, [commands]);
}

export const useCommands = (): Command[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
