import { ActionIcon, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import type { QueryKey } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { useDeed } from "~/page/useDeed";
import { remove } from "./api";

interface Props {
  path: string;
  id: string;
  name: string;
  text: string;
  keys: QueryKey[];
  label?: string;
}

export function RemoveButton({ path, id, name, text, keys, label }: Props) {
  const { t } = useTranslation("settings");
  const [opened, { open, close }] = useDisclosure(false);
  const words = label ?? t("remove.do");
  const deed = useDeed(() => remove(path, id), { says: t("remove.done", { name }), refresh: keys, after: close });
  return (
    <>
      <ActionIcon color="red" aria-label={t("remove.named", { deed: words, name })} onClick={open}>
        <IconTrash size={18} />
      </ActionIcon>
      <Confirm
        opened={opened}
        title={t("remove.title", { deed: words, name })}
        deed={words}
        isDangerous
        isBusy={deed.isPending}
        onConfirm={() => deed.mutate()}
        onClose={close}
      >
        <Text>{text}</Text>
      </Confirm>
    </>
  );
}
