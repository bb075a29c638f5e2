import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type FeedType, stream } from "~/inbox/live/stream";

const calm = 2000; // these pages ask for sums over much: at most every two seconds

/** Asks for lists anew when the hub tells that something of that kind changed. Give constants. */
export function useFeed(types: readonly FeedType[], keys: readonly QueryKey[]): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const stop = stream.listen((type) => {
      if (type !== "resync" && !types.includes(type)) return;
      timer ??= setTimeout(refresh, calm);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, types, keys]);
}
