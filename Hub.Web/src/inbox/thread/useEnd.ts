import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useRef, useState } from "react";

const near = 40;
const far = 200;

/** Whoever has not scrolled up stays at the newest entry, whatever grows: a row that is measured, the composer, a phone's keyboard. */
export function useEnd(
  virtual: Virtualizer<HTMLElement, Element>,
  scroll: RefObject<HTMLElement | null>,
  isThere: boolean,
) {
  const [isNear, setIsNear] = useState(true);
  const pinned = useRef(true);
  const lastTop = useRef(0);
  const size = virtual.getTotalSize();
  useLayoutEffect(() => {
    if (isThere && size > 0 && pinned.current) virtual.scrollToEnd();
  }, [virtual, isThere, size]);
  const attach = useCallback(
    (element: HTMLElement) => {
      scroll.current = element;
      const observer = new ResizeObserver(() => pinned.current && virtual.scrollToEnd());
      observer.observe(element);
      return () => {
        observer.disconnect();
        scroll.current = null;
      };
    },
    [virtual, scroll],
  );
  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    const fromEnd = scrollHeight - clientHeight - scrollTop;
    if (fromEnd < near) pinned.current = true;
    else if (scrollTop < lastTop.current - 1) pinned.current = false;
    lastTop.current = scrollTop;
    setIsNear(pinned.current || fromEnd < far);
  }, []);
  const go = useCallback(() => {
    pinned.current = true;
    virtual.scrollToEnd();
  }, [virtual]);
  const leave = useCallback(() => {
    pinned.current = false;
  }, []);
  const isPinned = useCallback(() => pinned.current, []);
  return { isNear, isPinned, attach, onScroll, go, leave };
}
