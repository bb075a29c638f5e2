import { Group, SegmentedControl, Stack, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Language, languages } from "~/i18n/i18n";
import { Card } from "~/page/Card";
import { chooseLanguage } from "~/shell/chooseLanguage";

export function LookCard() {
  const { t, i18n } = useTranslation("settings");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={t("account.look")}>
      <Stack gap="sm">
        <Group justify="space-between" maw="26rem">
          <span id="account-language">{t("account.language")}</span>
          <SegmentedControl
            aria-labelledby="account-language"
            value={i18n.language}
            onChange={(value) => void chooseLanguage(value as Language)}
            data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        </Group>
        <Group justify="space-between" maw="26rem">
          <span id="account-theme">{t("account.theme")}</span>
          <SegmentedControl
            aria-labelledby="account-theme"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as "light" | "dark" | "auto")}
            data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`shell:account.${value}`) }))}
          />
        </Group>
      </Stack>
    </Card>
  );
}
