import { Button, Group, Select, Stack, Table, TagsInput, Text, TextInput } from "@mantine/core";
import { IconPlus, IconUserCog } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "~/contacts/api";
import { type Attribute, type AttributeType, attributeTypes } from "~/contacts/types";
import { fold } from "~/i18n/fold";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { save } from "./api";
import { RemoveButton } from "./RemoveButton";

/** Fields of contacts that a shop adds: size, birthday, kind of skin. */
export function AttributesSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("labels.manage");
  const attributes = useQuery(attributesQuery);
  const [edited, setEdited] = useState<Attribute | "new" | null>(null);
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
      {t("attributes.add")}
    </Button>
  );
  return (
    <Page
      title={t("section.attributes")}
      text={t("attributes.text")}
      actions={attributes.data && attributes.data.length > 0 && add}
    >
      {!may && <ReadOnly />}
      <Card flush>
        {attributes.isPending && <RowsLoading rows={3} />}
        {attributes.isError && <Failure error={attributes.error} again={attributes.refetch} />}
        {attributes.data?.length === 0 && (
          <Empty icon={IconUserCog} title={t("attributes.empty")} text={t("attributes.emptyText")}>
            {add}
          </Empty>
        )}
        {attributes.data && attributes.data.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t("section.attributes")}>
            <Table.Tbody>
              {attributes.data.map((attribute) => (
                <Table.Tr key={attribute.id}>
                  <Table.Td>
                    <Text fw={600}>{attribute.label}</Text>
                    <Text fz="xs" c="dimmed" ff="monospace">
                      {attribute.key}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {t(`attributes.type.${attribute.type}`)}
                    {attribute.choices.length > 0 && (
                      <Text fz="xs" c="dimmed">
                        {attribute.choices.join(", ")}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">
                    {may && (
                      <Group gap="xs" justify="flex-end" wrap="nowrap">
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => setEdited(attribute)}
                          aria-label={t("editNamed", { name: attribute.label })}
                        >
                          {t("edit")}
                        </Button>
                        <RemoveButton
                          path="/contact-attributes"
                          id={attribute.id}
                          name={attribute.label}
                          keys={[["contact-attributes"], ["contacts"]]}
                          text={t("attributes.removeText")}
                        />
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={t(edited === "new" ? "attributes.add" : "attributes.edit")}
      >
        {edited && <AttributeForm attribute={edited === "new" ? null : edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Page>
  );
}

const keyOf = (label: string): string =>
  fold(label)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);

function AttributeForm({ attribute, onDone }: { attribute: Attribute | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [label, setLabel] = useState(attribute?.label ?? "");
  const [type, setType] = useState<AttributeType>(attribute?.type ?? "text");
  const [choices, setChoices] = useState(attribute?.choices ?? []);
  const listed = type === "choice" ? { choices } : {};
  const store = useDeed(
    () =>
      save<Attribute>(
        "/contact-attributes",
        attribute?.id,
        attribute ? { label: label.trim(), ...listed } : { key: keyOf(label), label: label.trim(), type, ...listed },
      ),
    { inForm: true, says: t("saved"), refresh: [["contact-attributes"]], after: onDone },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store.mutate();
  };
  const errors = fieldsOf(store.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormFailure error={store.error} fields={["label", "key", "type", "choices"]} />
        <TextInput
          label={t("attributes.label")}
          placeholder={t("attributes.labelExample")}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          error={errors.label ?? errors.key}
          required
          data-autofocus
        />
        <Select
          label={t("attributes.kind")}
          data={attributeTypes.map((value) => ({ value, label: t(`attributes.type.${value}`) }))}
          value={type}
          onChange={(value) => value && setType(value as AttributeType)}
          disabled={attribute !== null}
          error={errors.type}
          allowDeselect={false}
        />
        {type === "choice" && (
          <TagsInput
            label={t("attributes.choices")}
            description={t("attributes.choicesHelp")}
            value={choices}
            onChange={setChoices}
            error={errors.choices}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={store.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
