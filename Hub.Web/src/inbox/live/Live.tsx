import { useMay } from "~/session/session";
import { useSending } from "../outbox/useOutbox";
import { useLive } from "./useLive";

/** What goes on behind every page of somebody who is signed in: hearing what happens, and sending what was written. */
export function Live() {
  const may = useMay();
  useLive(may("conversations.read"));
  useSending(may("messages.send"));
  return null;
}
