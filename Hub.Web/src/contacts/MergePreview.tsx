import { Alert, Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "~/page/Dialog";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { attributesQuery, mergeContacts } from "./api";
import type { Contact, MergeResult } from "./types";

interface Props {
  contactId: string;
  /** Goes into the contact; null while nothing is asked. */
  other: Contact | null;
  onClose: () => void;
}

/** What merging would keep, fill and hide, before anything happens. */
export function MergePreview({ contactId, other, onClose }: Props) {
  const { t } = useTranslation("contacts");
  const preview = useQuery({
    queryKey: ["contacts", "merge", contactId, other?.id],
    queryFn: () => mergeContacts(contactId, other?.id ?? "", true),
    enabled: other !== null,
    gcTime: 0,
  });
  const merge = useDeed((otherId: string) => mergeContacts(contactId, otherId, false), {
    says: t("merge.done"),
    refresh: [["contacts"]],
    after: onClose,
  });
  return (
    <Dialog
      opened={other !== null}
      onClose={onClose}
      title={t("merge.title", { name: other?.displayName ?? t("noName") })}
      size="lg"
    >
      <Stack>
        {preview.isPending && <RowsLoading rows={3} />}
        {preview.isError && <Failure error={preview.error} again={preview.refetch} />}
        {preview.data && <Plan plan={preview.data} />}
        <Alert color="sea" icon={<IconArrowBackUp size={18} />}>
          {t("merge.canUndo")}
        </Alert>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button loading={merge.isPending} disabled={!preview.data} onClick={() => other && merge.mutate(other.id)}>
            {t("merge.do")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Plan({ plan }: { plan: MergeResult }) {
  const { t } = useTranslation("contacts");
  const { data: attributes = [] } = useQuery(attributesQuery);
  const own = ["displayName", "phone", "email", "notes"];
  const nameOf = (name: string) =>
    own.includes(name)
      ? t(`merge.field.${name}`)
      : (attributes.find((one) => `attributes.${one.key}` === name)?.label ?? name);
  return (
    <>
      <Table aria-label={t("merge.fields")}>
        <Table.Tbody>
          {plan.fields.map((field) => (
            <Table.Tr key={field.name}>
              <Table.Th scope="row" w="9rem">
                {nameOf(field.name)}
              </Table.Th>
              <Table.Td>
                <Group gap="xs">
                  {field.value}
                  {field.isFilled && (
                    <Badge size="sm" variant="light" tt="none">
                      {t("merge.filled")}
                    </Badge>
                  )}
                </Group>
                {field.hidden && (
                  <Text fz="xs" c="dimmed" td="line-through">
                    {field.hidden}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text>
        {t("merge.moves", {
          identities: plan.identities,
          conversations: plan.conversations,
          orders: plan.orders,
          bookings: plan.bookings,
        })}
      </Text>
      {plan.records.some((record) => !record.moves) && (
        <Text fz="sm" c="var(--hub-warn)">
          {t("merge.records")}
        </Text>
      )}
    </>
  );
}
