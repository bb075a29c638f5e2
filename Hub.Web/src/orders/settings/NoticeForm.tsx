import { Button, Group, Stack, Switch, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClosedWindowTemplates } from "~/connections/ClosedWindowTemplates";
import { Card } from "~/page/Card";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { ReadOnly } from "~/page/ReadOnly";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeOrderNotices, orderNoticesQuery } from "../api";
import type { OrderNotice, OrderNotices } from "../types";

/** Of which states of their orders customers are told, and in which words. */
export function NoticeSection() {
  const notices = useQuery(orderNoticesQuery);
  if (notices.isError) return <Failure error={notices.error} again={notices.refetch} />;
  return notices.data ? <NoticeForm saved={notices.data} /> : null;
}

function NoticeForm({ saved }: { saved: OrderNotices }) {
  const { t } = useTranslation("orders");
  const may = useMay()("products.manage");
  const [notices, setNotices] = useState(saved.notices);
  const save = useDeed(() => changeOrderNotices(notices), {
    inForm: true,
    says: t("settings.saved"),
    refresh: [["order-notices"]],
  });
  const errors = fieldsOf(save.error);
  const change = (index: number, part: Partial<OrderNotice>) =>
    setNotices((now) => now.map((notice, at) => (at === index ? { ...notice, ...part } : notice)));
  return (
    <Card title={t("notices.title")} text={t("notices.text")}>
      <Form onSubmit={() => save.mutate()} maw="36rem">
        {!may && <ReadOnly />}
        <FormFailure error={save.error} fields={Object.keys(errors)} />
        {notices.map((notice, index) => (
          <Stack key={notice.state} gap="xs">
            <Switch
              label={t(`state.${notice.state}`)}
              checked={notice.isOn}
              onChange={(event) => change(index, { isOn: event.currentTarget.checked })}
              disabled={!may}
            />
            {notice.isOn &&
              (["textVi", "textEn"] as const).map((field) => (
                <Textarea
                  key={field}
                  label={t(`notices.${field}`)}
                  description={t("notices.places")}
                  placeholder={saved.usual.find((one) => one.state === notice.state)?.[field] ?? ""}
                  value={notice[field] ?? ""}
                  onChange={(event) => change(index, { [field]: event.currentTarget.value })}
                  error={errors[`notices[${index}].${field}`]}
                  disabled={!may}
                  autosize
                  minRows={1}
                  maxRows={5}
                />
              ))}
            {notice.isOn && (
              <ClosedWindowTemplates
                templates={notice.templates ?? []}
                places={["{name}", "{number}", "{total}"]}
                error={(at) =>
                  errors[`notices[${index}].templates[${at}]`] ??
                  errors[`notices[${index}].templates[${at}].parameters`]
                }
                disabled={!may}
                onChange={(templates) => change(index, { templates })}
              />
            )}
          </Stack>
        ))}
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
