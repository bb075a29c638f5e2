import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeOrderSettings, orderSettingsQuery } from "../api";
import type { OrderSettings } from "../types";
import { NoticeSection } from "./NoticeForm";

/** How orders are numbered, and what of them customers are told. */
export function OrderSection() {
  const { t } = useTranslation("orders");
  const settings = useQuery(orderSettingsQuery);
  return (
    <Page title={t("title")} text={t("settings.text")}>
      {settings.isPending && (
        <Card flush>
          <RowsLoading rows={2} />
        </Card>
      )}
      {settings.isError && <Failure error={settings.error} again={settings.refetch} />}
      {settings.data && <NumberForm settings={settings.data} />}
      <NoticeSection />
    </Page>
  );
}

function NumberForm({ settings }: { settings: OrderSettings }) {
  const { t } = useTranslation("orders");
  const may = useMay()("products.manage");
  const [prefix, setPrefix] = useState(settings.numberPrefix);
  const save = useDeed(() => changeOrderSettings(prefix.trim()), {
    inForm: true,
    says: t("settings.saved"),
    refresh: [["order-settings"]],
  });
  return (
    <Card title={t("settings.numbers")}>
      <Form onSubmit={() => save.mutate()} maw="28rem">
        {!may && <ReadOnly />}
        <FormFailure error={save.error} fields={["numberPrefix"]} />
        <TextInput
          label={t("settings.prefix")}
          description={t("settings.next", { number: settings.nextNumber })}
          value={prefix}
          onChange={(event) => setPrefix(event.currentTarget.value)}
          error={fieldsOf(save.error).numberPrefix}
          disabled={!may}
        />
        {may && (
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t("save")}
            </Button>
          </Group>
        )}
      </Form>
    </Card>
  );
}
