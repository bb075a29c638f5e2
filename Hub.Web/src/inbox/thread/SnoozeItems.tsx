import { Menu, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clockOrDay } from "~/i18n/format";
import { snoozeTimes } from "./snooze";

/** The times at which a conversation is mostly taken up again. */
export function SnoozeItems({ onPick }: { onPick: (at: Date) => void }) {
  const { t } = useTranslation("inbox");
  const now = new Date();
  return snoozeTimes(now).map(({ name, at }) => (
    <Menu.Item
      key={name}
      onClick={() => onPick(at)}
      rightSection={
        <Text size="xs" c="dimmed" aria-hidden>
          {clockOrDay(at.toISOString(), now.getTime())}
        </Text>
      }
    >
      {t(`snooze.${name}`)}
    </Menu.Item>
  ));
}
