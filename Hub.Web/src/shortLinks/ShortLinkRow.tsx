import { ActionIcon, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconQrcode, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/i18n/format";
import { Confirm } from "~/page/Confirm";
import { CopyField } from "~/page/CopyField";
import { Facts } from "~/page/Facts";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { deleteShortLink } from "./api";
import classes from "./ShortLinks.module.css";
import type { ShortLink } from "./types";

/** One link: where it leads, and what came by it. */
export function ShortLinkRow({
  connectionId,
  link,
  onQr,
}: {
  connectionId: string;
  link: ShortLink;
  onQr: () => void;
}) {
  const { t } = useTranslation("shortLinks");
  const may = useMay()("connections.write");
  const [asks, setAsks] = useState(false);
  const remove = useDeed(() => deleteShortLink(connectionId, link.id), {
    says: t("deleted"),
    refresh: [["shortLinks", connectionId]],
    after: () => setAsks(false),
  });
  return (
    <article aria-label={link.name}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Text fw={600} className={classes.words}>
            {link.name}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconQrcode size={16} />}
              aria-label={t("qrNamed", { name: link.name })}
              onClick={onQr}
            >
              {t("qr")}
            </Button>
            {may && (
              <Tooltip label={t("delete", { name: link.name })}>
                <ActionIcon aria-label={t("delete", { name: link.name })} onClick={() => setAsks(true)}>
                  <IconTrash size={16} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        </Group>
        <CopyField label={t("address")} value={link.address} />
        <Facts
          items={[
            [t("conversations"), link.conversations !== null && number(link.conversations)],
            [t("orders"), link.orders !== null && number(link.orders)],
            [t("latest"), link.latest && <When at={link.latest} />],
            [t("ref"), link.ref],
            [t("prefilled"), link.text],
          ]}
        />
      </Stack>
      <Confirm
        opened={asks}
        onClose={() => setAsks(false)}
        title={t("delete", { name: link.name })}
        deed={t("deleteYes")}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <Text>{t("deleteText")}</Text>
      </Confirm>
    </article>
  );
}
