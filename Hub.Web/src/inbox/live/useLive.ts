import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { feedInto } from "./feed";
import { type Connected, stream } from "./stream";

/** Keeps what is on the screen true, whatever page it is, for as long as somebody is signed in. */
export function useLive(isOn: boolean): void {
  const client = useQueryClient();
  useEffect(() => (isOn ? stream.listen(feedInto(client)) : undefined), [client, isOn]);
}

export const useConnected = (): Connected => useSyncExternalStore(stream.watch, stream.state);
