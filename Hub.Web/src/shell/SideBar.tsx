import { Menu, UnstyledButton } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { navigation } from "~/features";
import { Bell } from "~/notifications/Bell";
import { useMay } from "~/session/session";
import { AccountMenu } from "./AccountMenu";
import type { NavigationItem } from "./navigation";
import classes from "./Shell.module.css";
import { useIsPhone } from "./useIsPhone";

// What fits under a thumb beside "more", the bell and the account.
const onPhone = 3;

export function SideBar() {
  const { t } = useTranslation("shell");
  const may = useMay();
  const isPhone = useIsPhone();
  const allowed = navigation.filter((item) => !item.permission || may(item.permission));
  const start = allowed.filter((item) => !item.atEnd);
  const end = allowed.filter((item) => item.atEnd);
  const shown = isPhone ? allowed.slice(0, onPhone) : start;
  return (
    <nav className={classes.bar} aria-label={t("nav.label")}>
      <img className={classes.logo} src="/icon.svg" alt="Hub" width={32} height={32} />
      {shown.map((item) => (
        <Item key={item.id} item={item} />
      ))}
      {isPhone && allowed.length > onPhone && <More items={allowed.slice(onPhone)} />}
      <div className={classes.spacer} />
      {!isPhone && end.map((item) => <Item key={item.id} item={item} />)}
      {may("conversations.read") && <Bell />}
      <AccountMenu />
    </nav>
  );
}

function Item({ item }: { item: NavigationItem }) {
  const { t } = useTranslation(item.feature);
  const isActive = useRouterState({ select: (state) => `${state.location.pathname}/`.startsWith(`${item.to}/`) });
  const count = item.useCount?.() ?? 0;
  return (
    <Link
      className={classes.item}
      to={item.to}
      data-active={isActive || undefined}
      aria-current={isActive ? "page" : undefined}
    >
      <item.icon size={20} stroke={1.75} aria-hidden />
      {t(`nav.${item.id}`)}
      {count > 0 && <span className={classes.count}>{count > 99 ? "99+" : count}</span>}
    </Link>
  );
}

function More({ items }: { items: NavigationItem[] }) {
  const { t } = useTranslation(["shell", ...new Set(items.map((item) => item.feature))]);
  return (
    <Menu position="top">
      <Menu.Target>
        <UnstyledButton className={classes.item}>
          <IconDots size={20} stroke={1.75} aria-hidden />
          {t("nav.more")}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.id} component={Link} to={item.to} leftSection={<item.icon size={16} />}>
            {t(`${item.feature}:nav.${item.id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
