import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { Dialog } from "~/page/Dialog";
import { ReceiptDownloads } from "~/page/ReceiptDownloads";
import classes from "../Settings.module.css";

interface Props {
  name: ReactNode;
  at: string;
  by: string | undefined;
  state: ReactNode;
  address: string;
  title: string;
  /** The receipt itself. */
  children: ReactNode;
}

/** A receipt in the list: whose, when and by whom; it opens here, and goes along as a file. */
export function ReceiptRow({ name, at, by, state, address, title, children }: Props) {
  const { t } = useTranslation("settings");
  const [isOpen, open] = useDisclosure(false);
  const when = [fullTime(at), by].filter(Boolean).join(" · ");
  return (
    <li className={classes.receipt}>
      <Stack gap={2} flex="1 1 14rem" miw={0}>
        <Text fw={550} style={{ overflowWrap: "anywhere" }}>
          {name}
        </Text>
        <Text fz="sm" c="dimmed">
          {when}
        </Text>
      </Stack>
      <Group gap="sm">
        {state}
        <ReceiptDownloads address={address} />
        <Button size="compact-sm" variant="default" onClick={open.open} aria-label={t("receipts.openOf", { when })}>
          {t("receipts.open")}
        </Button>
      </Group>
      <Dialog opened={isOpen} onClose={open.close} title={title} size="lg">
        {isOpen && children}
      </Dialog>
    </li>
  );
}
