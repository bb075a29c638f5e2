import { Badge, Button, ColorSwatch, Group, Stack, Table, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconCheck, IconPlus, IconTag } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { labelsQuery, save } from "./api";
import { RemoveButton } from "./RemoveButton";
import classes from "./Settings.module.css";
import type { Label } from "./types";

// Each carries white text at 4.5 : 1 or more.
const palette = ["#0f766e", "#1d4ed8", "#6d28d9", "#be185d", "#b91c1c", "#b45309", "#4d7c0f", "#475569"];

export function LabelsSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("labels.manage");
  const labels = useQuery(labelsQuery);
  const [edited, setEdited] = useState<Label | "new" | null>(null);
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
      {t("labels.add")}
    </Button>
  );
  return (
    <Page title={t("section.labels")} text={t("labels.text")} actions={labels.data && labels.data.length > 0 && add}>
      {!may && <ReadOnly />}
      <Card flush>
        {labels.isPending && <RowsLoading rows={4} />}
        {labels.isError && <Failure error={labels.error} again={labels.refetch} />}
        {labels.data?.length === 0 && (
          <Empty icon={IconTag} title={t("labels.empty")} text={t("labels.emptyText")}>
            {add}
          </Empty>
        )}
        {labels.data && labels.data.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t("section.labels")}>
            <Table.Tbody>
              {labels.data.map((label) => (
                <Table.Tr key={label.id}>
                  <Table.Td>
                    <Badge color={label.color} tt="none" size="lg" autoContrast>
                      {label.name}
                    </Badge>
                  </Table.Td>
                  <Table.Td ta="right">
                    {may && (
                      <Group gap="xs" justify="flex-end" wrap="nowrap">
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => setEdited(label)}
                          aria-label={t("editNamed", { name: label.name })}
                        >
                          {t("edit")}
                        </Button>
                        <RemoveButton
                          path="/labels"
                          id={label.id}
                          name={label.name}
                          keys={[["labels"]]}
                          text={t("labels.removeText")}
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
        title={edited === "new" ? t("labels.add") : t("labels.edit")}
      >
        {edited && <LabelForm label={edited === "new" ? null : edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Page>
  );
}

function LabelForm({ label, onDone }: { label: Label | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState(label?.name ?? "");
  const [color, setColor] = useState(label?.color ?? palette[0] ?? "");
  const store = useDeed(() => save<Label>("/labels", label?.id, { name: name.trim(), color }), {
    inForm: true,
    says: t("saved"),
    refresh: [["labels"]],
    after: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store.mutate();
  };
  const errors = fieldsOf(store.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormFailure error={store.error} fields={["name", "color"]} />
        <TextInput
          label={t("labels.name")}
          placeholder={t("labels.nameExample")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          required
          data-autofocus
        />
        <Stack gap={6}>
          <Text fz="sm" fw={500}>
            {t("labels.color")}
          </Text>
          <div className={classes.swatches}>
            {[...new Set([...palette, color])].map((one) => (
              <UnstyledButton
                key={one}
                aria-label={t("labels.colorNamed", { color: one })}
                aria-pressed={one === color}
                onClick={() => setColor(one)}
              >
                <ColorSwatch color={one} size={30} component="span">
                  {one === color && <IconCheck size={16} color="white" />}
                </ColorSwatch>
              </UnstyledButton>
            ))}
          </div>
        </Stack>
        <Group justify="space-between">
          <Badge color={color} tt="none" size="lg" autoContrast>
            {name || t("labels.nameExample")}
          </Badge>
          <Button type="submit" loading={store.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
