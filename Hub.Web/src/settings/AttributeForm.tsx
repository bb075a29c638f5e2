import { Button, Group, Select, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Attribute, type AttributeType, attributeTypes } from "~/contacts/types";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { save } from "./api";
import { keyOf } from "./keyOf";

export function AttributeForm({ attribute, onDone }: { attribute: Attribute | null; onDone: () => void }) {
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
  const errors = fieldsOf(store.error);
  return (
    <Form onSubmit={() => store.mutate()}>
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
    </Form>
  );
}
