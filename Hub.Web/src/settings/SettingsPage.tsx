import { NavLink, Select } from "@mantine/core";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { useIsPhone } from "~/shell/useIsPhone";
import classes from "./Settings.module.css";
import { sections } from "./sections";

/** The frame of the settings: their parts at the side, or above on a phone. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  const may = useMay();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const current = useRouterState({ select: (state) => state.location.pathname.split("/")[2] ?? "account" });
  const shown = sections.filter((section) => !("permissions" in section) || section.permissions.some(may));
  return (
    <div className={classes.frame}>
      {isPhone ? (
        <Select
          className={classes.select}
          aria-label={t("title")}
          data={shown.map(({ id }) => ({ value: id, label: t(`section.${id}`) }))}
          value={current}
          onChange={(id) => id && void navigate({ to: `/settings/${id}` })}
          allowDeselect={false}
        />
      ) : (
        <nav className={classes.nav} aria-label={t("title")}>
          {shown.map(({ id, icon: Icon }) => (
            <NavLink
              key={id}
              renderRoot={(props) => <Link to={`/settings/${id}`} {...props} />}
              label={t(`section.${id}`)}
              leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
              active={current === id}
              aria-current={current === id ? "page" : undefined}
            />
          ))}
        </nav>
      )}
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  );
}
