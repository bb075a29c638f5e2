import { IconEye, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/session/session";
import { useNow } from "~/shell/useNow";
import { usePresence } from "../live/presence";
import { useDirectory } from "../useDirectory";
import classes from "./Thread.module.css";

/** Warns before two answer the same customer. */
export function CollisionBar({ id }: { id: string }) {
  const { t } = useTranslation("inbox");
  const { member } = useSession();
  const { members } = useDirectory();
  const others = usePresence(id, member.id, useNow());
  const typing = others.filter((one) => one.state === "typing");
  const shown = typing.length > 0 ? typing : others;
  const names = shown.map((one) => members.get(one.memberId)?.name ?? t("note.somebody")).join(", ");
  return (
    <div role="status">
      {shown.length > 0 && (
        <div className={classes.collision}>
          {typing.length > 0 ? <IconPencil size={15} aria-hidden /> : <IconEye size={15} aria-hidden />}
          {t(typing.length > 0 ? "presence.typing" : "presence.viewing", { names })}
        </div>
      )}
    </div>
  );
}
