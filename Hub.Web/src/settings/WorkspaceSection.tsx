import { Button, Group, Select, TextInput } from "@mantine/core";
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
import { changeWorkspace, workspaceQuery } from "./api";
import type { Workspace } from "./types";

export function WorkspaceSection() {
  const { t } = useTranslation("settings");
  const workspace = useQuery(workspaceQuery);
  return (
    <Page title={t("section.workspace")} text={t("workspace.text")}>
      {workspace.isPending && (
        <Card flush>
          <RowsLoading rows={4} />
        </Card>
      )}
      {workspace.isError && <Failure error={workspace.error} again={workspace.refetch} />}
      {workspace.data && <WorkspaceForm workspace={workspace.data} />}
    </Page>
  );
}

const zones = Intl.supportedValuesOf("timeZone");
const countries = [
  "VN",
  "TH",
  "MY",
  "SG",
  "ID",
  "PH",
  "KH",
  "LA",
  "US",
  "GB",
  "AU",
  "JP",
  "KR",
  "TW",
  "CN",
  "HK",
  "DE",
  "FR",
];

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t, i18n } = useTranslation("settings");
  const may = useMay()("members.manage");
  const [draft, setDraft] = useState(workspace);
  const set = (part: Partial<Workspace>) => setDraft((before) => ({ ...before, ...part }));
  const save = useDeed(
    () =>
      changeWorkspace({
        name: draft.name.trim(),
        defaultCountry: draft.defaultCountry,
        language: draft.language,
        timeZone: draft.timeZone,
      }),
    { inForm: true, says: t("saved"), refresh: [["workspace"], ["session"]] },
  );
  const errors = fieldsOf(save.error);
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  return (
    <Card>
      <Form onSubmit={() => save.mutate()} maw="28rem">
        {!may && <ReadOnly />}
        <FormFailure error={save.error} fields={["name", "defaultCountry", "language", "timeZone"]} />
        <TextInput
          label={t("workspace.name")}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errors.name}
          disabled={!may}
        />
        <Select
          label={t("workspace.country")}
          description={t("workspace.countryHelp")}
          data={[...new Set([...countries, draft.defaultCountry])].map((value) => ({
            value,
            label: names.of(value) ?? value,
          }))}
          value={draft.defaultCountry}
          onChange={(value) => value && set({ defaultCountry: value })}
          error={errors.defaultCountry}
          disabled={!may}
          searchable
          allowDeselect={false}
        />
        <Select
          label={t("workspace.language")}
          description={t("workspace.languageHelp")}
          data={[
            { value: "vi", label: t("language.vi") },
            { value: "en", label: t("language.en") },
          ]}
          value={draft.language}
          onChange={(value) => value && set({ language: value as Workspace["language"] })}
          error={errors.language}
          disabled={!may}
          allowDeselect={false}
        />
        <Select
          label={t("workspace.zone")}
          data={[...new Set([draft.timeZone, "UTC", ...zones])]}
          value={draft.timeZone}
          onChange={(value) => value && set({ timeZone: value })}
          error={errors.timeZone}
          disabled={!may}
          searchable
          allowDeselect={false}
          limit={60}
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
