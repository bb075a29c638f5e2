import { Popover, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RowsLoading } from "~/page/Rows";
import shell from "~/shell/Shell.module.css";
import { useIsPhone } from "~/shell/useIsPhone";
import { unreadQuery } from "./api";
import classes from "./Bell.module.css";

const List = lazy(() => import("./NotificationList").then((module) => ({ default: module.NotificationList })));

/** What wants the member: where a colleague mentioned them, and what was assigned to them. The feed tells when there is more. */
export function Bell() {
  const { t } = useTranslation(["notifications", "page"]);
  const [opened, { toggle, close }] = useDisclosure(false);
  const isPhone = useIsPhone();
  const { data: count = 0 } = useQuery(unreadQuery);
  const shown = count > 99 ? "99+" : count;
  return (
    <Popover
      opened={opened}
      onClose={close}
      onDismiss={close}
      position={isPhone ? "top-end" : "right-end"}
      width="min(23rem, calc(100vw - 1rem))"
      shadow="md"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <UnstyledButton className={shell.item} onClick={toggle}>
          <IconBell size={20} stroke={1.75} aria-hidden />
          {t("title")}
          {count > 0 && (
            <>
              <span className={shell.count}>{shown}</span>
              <span className="hub-hidden">{t("new")}</span>
            </>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} p={0} aria-label={t("title")}>
        <Suspense fallback={<RowsLoading rows={3} />}>
          <List onClose={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
