import { Button, Group, NumberInput, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { marks, number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeConnection } from "./api";
import { draftOf, isWhole, type LimitDraft, limitsOf, shownLimits, spoken } from "./limits";
import type { Connection, Connector, LimitName } from "./types";

/** Vendors change their limits, and some accounts have others: each can be put over for one account. */
export function ConnectionLimits({ connection, connector }: { connection: Connection; connector: Connector }) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const [draft, setDraft] = useState<LimitDraft>(() => draftOf(connection.limits));
  const save = useDeed(() => changeConnection(connection.id, { limits: limitsOf(draft) }), {
    inForm: true,
    says: t("edit.done"),
    refresh: [["connections"]],
    after: (saved) => setDraft(draftOf(saved.limits)),
  });
  const names = shownLimits(connector, connection.limits);
  if (names.length === 0) return null;
  const errors = fieldsOf(save.error);
  const usual = (name: LimitName) => {
    const value = connector.limits?.[name];
    return typeof value === "number" ? number(spoken(name, value)) : t("limits.none");
  };
  return (
    <Card title={t("limits.title")} text={t("limits.text")}>
      <Form onSubmit={() => save.mutate()}>
        <FormFailure error={save.error} fields={names.map((name) => `limits.${name}`)} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {names.map((name) => (
            <NumberInput
              key={name}
              label={t(`limits.${name}`)}
              placeholder={usual(name)}
              value={draft[name] ?? ""}
              onChange={(value) =>
                setDraft((before) => ({ ...before, [name]: typeof value === "number" ? value : "" }))
              }
              error={errors[`limits.${name}`]}
              disabled={!may}
              min={0}
              allowDecimal={!isWhole(name) || name === "mediaBytes"}
              decimalSeparator={marks().decimalSeparator}
              allowedDecimalSeparators={[".", ","]}
              hideControls
            />
          ))}
        </SimpleGrid>
        {may && (
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={save.isPending}>
              {t("edit.save")}
            </Button>
          </Group>
        )}
      </Form>
    </Card>
  );
}
