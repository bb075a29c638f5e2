import { ActionIcon, Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendarShare } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "~/page/CopyField";
import { Dialog } from "~/page/Dialog";
import { useDeed } from "~/page/useDeed";
import { closeCalendar, openCalendar } from "../api";
import type { Resource } from "../types";

/** The secret address of one calendar: shown once, renewed, taken away. */
export function CalendarAddress({ resource }: { resource: Resource }) {
  const { t } = useTranslation("bookings");
  const [opened, { open, close }] = useDisclosure(false);
  const [address, setAddress] = useState<string | null>(null);
  const label = t("feed.of", { name: resource.name });
  const refresh = [["resources"]];
  const renew = useDeed(() => openCalendar(resource.id), {
    refresh,
    after: ({ path }) => setAddress(new URL(path, window.location.origin).href),
  });
  const end = useDeed(() => closeCalendar(resource.id), {
    says: t("feed.closed"),
    refresh,
    after: () => setAddress(null),
  });
  return (
    <>
      <ActionIcon aria-label={label} onClick={open}>
        <IconCalendarShare size={18} />
      </ActionIcon>
      <Dialog
        opened={opened}
        onClose={() => {
          close();
          setAddress(null);
        }}
        title={label}
      >
        <Stack>
          <Text>{t("feed.text")}</Text>
          {address ? (
            <>
              <CopyField label={t("feed.address")} value={address} description={t("feed.once")} />
              <Alert color="yellow" p="xs">
                {t("feed.secret")}
              </Alert>
            </>
          ) : (
            resource.hasCalendar && <Text c="dimmed">{t("feed.there")}</Text>
          )}
          <Group justify="flex-end" gap="xs">
            {resource.hasCalendar && (
              <Button variant="subtle" color="red" loading={end.isPending} onClick={() => end.mutate()}>
                {t("feed.close")}
              </Button>
            )}
            <Button
              variant={resource.hasCalendar ? "default" : "filled"}
              loading={renew.isPending}
              onClick={() => renew.mutate()}
            >
              {t(resource.hasCalendar ? "feed.renew" : "feed.open")}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
