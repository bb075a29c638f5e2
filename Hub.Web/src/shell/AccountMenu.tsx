import { Avatar, type MantineColorScheme, Menu, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Language, languages } from "~/i18n/i18n";
import { leave, signOut, useSession } from "~/session/session";
import { chooseLanguage } from "./chooseLanguage";
import { initials } from "./initials";
import classes from "./Shell.module.css";
import { toastError } from "./toasts";

const schemes = ["light", "dark", "auto"] as const;

/** Who is signed in, how the app looks and speaks, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation("shell");
  const { member, workspace } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const goOut = async () => {
    try {
      await signOut();
      await leave(() => navigate({ to: "/sign-in" }));
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
        <Menu.RadioGroup value={i18n.language} onChange={(language) => void chooseLanguage(language as Language)}>
          {languages.map((language) => (
            <Menu.RadioItem key={language} value={language} lang={language} closeMenuOnClick>
              {language === "vi" ? "Tiếng Việt" : "English"}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("account.look")}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick>
              {t(`account.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void goOut()}>
          {t("account.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
