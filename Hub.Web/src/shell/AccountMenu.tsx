import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconLanguage, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { languages } from "~/i18n/i18n";
import { signOut, useSession } from "~/session/session";
import { chooseLanguage } from "./chooseLanguage";
import { initials } from "./initials";
import classes from "./Shell.module.css";
import { toastError } from "./toasts";

const schemes = [
  ["light", IconSun],
  ["dark", IconMoon],
  ["auto", IconDeviceDesktop],
] as const;

/** Who is signed in, how the app looks and speaks, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation("shell");
  const { member, workspace } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const leave = async () => {
    try {
      await signOut();
      await navigate({ to: "/sign-in" });
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          className={classes.item}
          aria-label={t("account.label", { initials: initials(member.name), name: member.name })}
        >
          <Avatar size={26} radius="xl" color="sea" variant="filled" aria-hidden>
            {initials(member.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {member.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {member.role.name} · {workspace.name}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t("account.language")}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<IconLanguage size={16} />}
            rightSection={i18n.language === language && <IconCheck size={16} />}
            onClick={() => void chooseLanguage(language)}
          >
            {language === "vi" ? "Tiếng Việt" : "English"}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("account.look")}</Menu.Label>
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === scheme && <IconCheck size={16} />}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`account.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t("account.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
