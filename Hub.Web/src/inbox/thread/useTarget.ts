import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "~/shell/toasts";
import { useInbox } from "../InboxContext";
import type { Row } from "./rows";
import { nextStep } from "./target";
import type { Timeline } from "./useThread";

/** Goes to the message that the address names, as far back as it may be, and marks it. */
export function useTarget(timeline: Timeline, rows: Row[], show: (place: number) => void) {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const sought = search.message;
  const [target, setTarget] = useState<string>();
  const { isSuccess, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, data } = timeline;
  const place = sought ? rows.findIndex((row) => row.key === sought) : -1;
  const step = nextStep({
    isSought: sought !== undefined && isSuccess,
    isFound: place >= 0,
    isBusy: isFetchingNextPage,
    mayHaveMore: hasNextPage && !isFetchNextPageError,
    pages: data?.pages.length ?? 0,
  });
  const take = useEffectEvent(() => {
    if (step === "older") void fetchNextPage();
    if (step === "show") {
      setTarget(sought);
      show(place);
    }
    if (step === "giveUp") toast(t("thread.tooOld"));
    if (step === "show" || step === "giveUp") setSearch({ message: undefined }); // so that the same hit can be chosen again
  });
  useEffect(() => {
    if (sought && step !== "wait") take();
  }, [step, sought]);
  return { target, isSought: sought !== undefined };
}
