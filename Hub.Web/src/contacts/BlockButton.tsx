import { Button, type ButtonProps } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWritesRules } from "~/automation/useWritesRules";
import { useDeed } from "~/page/useDeed";
import { blockContact } from "./api";

interface Props extends ButtonProps {
  contactId: string;
  isBlocked: boolean;
}

/** Puts the contact on the list of those whose messages go to the bin, or takes them off it. */
export function BlockButton({ contactId, isBlocked, ...look }: Props) {
  const { t } = useTranslation("contacts");
  const may = useWritesRules();
  const deed = useDeed((blocked: boolean) => blockContact(contactId, blocked), {
    says: (_, blocked) => t(blocked ? "block.done" : "block.undone"),
    refresh: [["contacts", "one"], ["contact"], ["rules"]],
  });
  if (!may) return null;
  return (
    <Button
      variant="default"
      color={isBlocked ? undefined : "red"}
      leftSection={<IconBan size={16} />}
      loading={deed.isPending}
      onClick={() => deed.mutate(!isBlocked)}
      {...look}
    >
      {t(isBlocked ? "block.undo" : "block.do")}
    </Button>
  );
}
