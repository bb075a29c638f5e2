import { Button, Group, Table } from "@mantine/core";
import { type Icon, IconPlus } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";

interface Props<T> {
  title: string;
  text: string;
  list: UseQueryResult<T[], Error>;
  may: boolean;
  icon: Icon;
  empty: string;
  emptyText: string;
  add: string;
  head?: ReactNode;
  /** The cells of one entry; the last has {@link RowButtons}. */
  row: (item: T, edit: () => void) => ReactNode;
  form: (item: T | null, onDone: () => void) => ReactNode;
  formTitle: (item: T | null) => string;
  formSize?: "md" | "lg";
  /** What a form shows must not be lost by a click beside it. */
  keepsOpen?: boolean;
}

/** A part of the settings that is a list: what is there, and one form to add and to change. */
export function ListSection<T extends { id: string }>(props: Props<T>) {
  const { title, text, list, may, icon, empty, emptyText, head, row, form, formTitle } = props;
  const [edited, setEdited] = useState<{ item: T | null } | null>(null);
  const close = () => setEdited(null);
  const items = list.data ?? [];
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited({ item: null })}>
      {props.add}
    </Button>
  );
  return (
    <Page title={title} text={text} actions={items.length > 0 && add}>
      {!may && <ReadOnly />}
      <Card flush>
        {list.isPending && <RowsLoading rows={4} />}
        {list.isError && <Failure error={list.error} again={list.refetch} />}
        {list.data?.length === 0 && (
          <Empty icon={icon} title={empty} text={emptyText}>
            {add}
          </Empty>
        )}
        {items.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={title}>
            {head && (
              <Table.Thead>
                <Table.Tr>{head}</Table.Tr>
              </Table.Thead>
            )}
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={item.id}>{row(item, () => setEdited({ item }))}</Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
      <Dialog
        opened={edited !== null}
        onClose={close}
        title={edited ? formTitle(edited.item) : ""}
        size={props.formSize ?? "md"}
        closeOnClickOutside={!props.keepsOpen}
      >
        {edited && form(edited.item, close)}
      </Dialog>
    </Page>
  );
}

interface ButtonsProps {
  name: string;
  may: boolean;
  onEdit: () => void;
  /** Takes it away. */
  children?: ReactNode;
  /** When there is something to see, though not to change. */
  look?: string | undefined;
}

export function RowButtons({ name, may, onEdit, children, look }: ButtonsProps) {
  const { t } = useTranslation("settings");
  if (!may && !look) return null;
  return (
    <Group gap="xs" justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        onClick={onEdit}
        aria-label={look ? `${look}: ${name}` : t("editNamed", { name })}
      >
        {look ?? t("edit")}
      </Button>
      {may && children}
    </Group>
  );
}
