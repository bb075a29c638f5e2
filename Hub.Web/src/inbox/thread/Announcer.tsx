import { useState } from "react";
import { useTranslation } from "react-i18next";
import { previewOf } from "../preview";
import type { TimelineItem } from "../types";

/** Tells screen readers what the contact writes while the thread is open; not what is only scrolled into view. */
export function Announcer({ items }: { items: TimelineItem[] }) {
  const { t } = useTranslation("inbox");
  const newest = items.find((item) => item.message?.direction === "inbound")?.message;
  const [first] = useState(newest?.id);
  return (
    <div className="hub-hidden" role="status">
      {newest && newest.id !== first ? t("thread.new", { text: previewOf(newest, t) }) : ""}
    </div>
  );
}
