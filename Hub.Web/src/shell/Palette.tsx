import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { navigation } from "~/features";
import { fold } from "~/i18n/fold";
import { useMay } from "~/session/session";
import { chooseLanguage } from "./chooseLanguage";
import { type Command, useCommands } from "./commands";

/** Ctrl+K: every page and every command of the page that is open, found without accents. */
export function Palette() {
  const { t, i18n } = useTranslation(["shell", ...new Set(navigation.map((item) => item.feature))]);
  const may = useMay();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const offered = useCommands();
  const pages = navigation
    .filter((item) => !item.permission || may(item.permission))
    .map((item) => ({
      id: item.id,
      label: t(`${item.feature}:nav.${item.id}`),
      leftSection: <item.icon size={18} />,
      onClick: () => void navigate({ to: item.to }),
    }));
  const other = i18n.language === "vi" ? "en" : "vi";
  const look = [
    { id: "language", label: other === "vi" ? "Tiếng Việt" : "English", onClick: () => void chooseLanguage(other) },
    { id: "light", label: t("account.light"), onClick: () => setColorScheme("light") },
    { id: "dark", label: t("account.dark"), onClick: () => setColorScheme("dark") },
  ];
  const actions: SpotlightActionGroupData[] = [
    ...groups(offered),
    { group: t("palette.pages"), actions: pages },
    { group: t("palette.look"), actions: look },
  ];
  return (
    <Spotlight
      actions={actions}
      filter={(query, all) =>
        all
          .map((group) => matching(query, group as SpotlightActionGroupData))
          .filter((group) => group.actions.length > 0)
      }
      shortcut={["mod + K"]}
      nothingFound={t("palette.nothing")}
      highlightQuery={false}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.placeholder"),
      }}
    />
  );
}

function groups(commands: Command[]): SpotlightActionGroupData[] {
  const names = [...new Set(commands.map((command) => command.group))];
  return names.map((group) => ({
    group,
    actions: commands
      .filter((command) => command.group === group)
      .map((command) => ({
        id: command.id,
        label: command.label,
        onClick: command.run,
        rightSection: command.keys ? <kbd>{command.keys}</kbd> : undefined,
      })),
  }));
}

const matching = (query: string, group: SpotlightActionGroupData): SpotlightActionGroupData => ({
  ...group,
  actions: group.actions.filter((action) => fold(action.label ?? "").includes(fold(query))),
});
