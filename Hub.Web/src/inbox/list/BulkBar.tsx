import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useInbox } from "../InboxContext";
import type { BulkChange } from "../types";
import { useChangeMany } from "../useChange";
import { BulkMenus } from "./BulkMenus";
import classes from "./ListPane.module.css";

/** Changes all marked conversations at once. */
export function BulkBar() {
  const { t } = useTranslation("inbox");
  const { selected, setSelected } = useInbox();
  const changeMany = useChangeMany();
  const clear = () => setSelected(() => new Set());
  const apply = (change: BulkChange) => changeMany.mutate({ ids: [...selected], change }, { onSuccess: clear });
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("bulk.label")}>
      <strong className={classes.bulkCount}>{t("bulk.count", { count: selected.size })}</strong>
      <BulkMenus onChange={apply} />
      <Button
        size="compact-sm"
        leftSection={<IconCheck size={14} />}
        loading={changeMany.isPending}
        onClick={() => apply({ status: "resolved" })}
      >
        {t("action.resolve")}
      </Button>
      <Tooltip label={t("bulk.clear")}>
        <ActionIcon size="md" onClick={clear} aria-label={t("bulk.clear")}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
