import { Badge, Button, ColorSwatch, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { save } from "./api";
import classes from "./Settings.module.css";
import type { Label } from "./types";

// Each carries white text at 4.5 : 1 or more.
const palette = ["#0f766e", "#1d4ed8", "#6d28d9", "#be185d", "#b91c1c", "#b45309", "#4d7c0f", "#475569"];

export function LabelForm({ label, onDone }: { label: Label | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState(label?.name ?? "");
  const [color, setColor] = useState(label?.color ?? palette[0] ?? "");
  const store = useDeed(() => save<Label>("/labels", label?.id, { name: name.trim(), color }), {
    inForm: true,
    says: t("saved"),
    refresh: [["labels"]],
    after: onDone,
  });
  const errors = fieldsOf(store.error);
  return (
    <Form onSubmit={() => store.mutate()}>
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
    </Form>
  );
}
