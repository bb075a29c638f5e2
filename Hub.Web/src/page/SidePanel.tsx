import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  opened: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** One entry of a list, beside it. It has an address of its own: give the state of the address. */
export function SidePanel({ opened, title, onClose, children }: Props) {
  const { t } = useTranslation("page");
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size="32rem"
      styles={{ title: { fontWeight: 650, fontSize: "var(--mantine-font-size-xl)" } }}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {children}
    </Drawer>
  );
}
