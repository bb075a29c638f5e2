import { useMediaQuery } from "@mantine/hooks";

/** Wide enough for list, thread and panel beside each other. */
export const useIsWide = (): boolean =>
  useMediaQuery("(min-width: 75em)", undefined, { getInitialValueInEffect: false }) ?? true;
