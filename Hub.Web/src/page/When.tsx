import { Tooltip } from "@mantine/core";
import { fullTime, since } from "~/i18n/format";
import { useNow } from "~/shell/useNow";

/** A time as people say it; the exact one on top of it. */
export function When({ at }: { at: string }) {
  const now = useNow();
  return (
    <Tooltip label={fullTime(at)} withinPortal>
      <time dateTime={at}>{since(at, now)}</time>
    </Tooltip>
  );
}
