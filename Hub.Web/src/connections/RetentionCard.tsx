import { Button, Group, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Confirm } from "~/page/Confirm";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeRetention, retentionQuery } from "./api";

/** How long a channel's messages are kept. */
export function RetentionCard({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation("connections");
  const retention = useQuery(retentionQuery(connectionId));
  return (
    <Card title={t("retention.title")} text={t("retention.text")}>
      {retention.isError && <Failure error={retention.error} again={retention.refetch} />}
      {retention.data && (
        <Days key={retention.data.days} connectionId={connectionId} before={retention.data.days ?? null} />
      )}
    </Card>
  );
}

function Days({ connectionId, before }: { connectionId: string; before: number | null }) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const [days, setDays] = useState<number | "">(before ?? "");
  const [asks, setAsks] = useState(false);
  const save = useDeed(() => changeRetention(connectionId, days === "" ? null : days), {
    inForm: true,
    says: t("retention.saved"),
    refresh: [["connections", connectionId, "retention"]],
    after: () => setAsks(false),
  });
  const forgetsMore = days !== "" && (before === null || days < before);
  return (
    <Form onSubmit={() => (forgetsMore ? setAsks(true) : save.mutate())}>
      <FormFailure error={save.error} fields={["days"]} />
      <NumberInput
        label={t("retention.days")}
        placeholder={t("retention.forever")}
        value={days}
        onChange={(value) => setDays(typeof value === "number" ? value : "")}
        error={fieldsOf(save.error).days}
        min={0}
        allowDecimal={false}
        hideControls
        disabled={!may}
      />
      {may && (
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={save.isPending}>
            {t("edit.save")}
          </Button>
        </Group>
      )}
      <Confirm
        opened={asks}
        onClose={() => setAsks(false)}
        title={t("retention.ask")}
        deed={t("retention.yes")}
        isDangerous
        isBusy={save.isPending}
        onConfirm={() => save.mutate()}
      >
        {t("retention.askText", { count: days === "" ? 0 : days })}
      </Confirm>
    </Form>
  );
}
