import { Button, Group, SegmentedControl, Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formOf, hoursOf, isShown } from "~/automation/hours";
import { OwnHours } from "~/automation/OwnHours";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { membersQuery } from "~/settings/api";
import { saveResource } from "../api";
import type { Resource, ResourceKind } from "../types";

const kinds = ["staff", "room"] as const satisfies ResourceKind[];

export function ResourceForm({ resource, onDone }: { resource: Resource | null; onDone: () => void }) {
  const { t } = useTranslation("bookings");
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: useMay()("members.read") });
  const [kind, setKind] = useState<ResourceKind>(resource?.kind ?? "staff");
  const [name, setName] = useState(resource?.name ?? "");
  const [memberId, setMember] = useState(resource?.memberId ?? null);
  const [isActive, setActive] = useState(resource?.isActive ?? true);
  const [hours, setHours] = useState(resource?.hours ? formOf(resource.hours) : null);
  const zone = resource?.hours?.timeZone ?? null;
  const save = useDeed(
    () =>
      saveResource(resource?.id, {
        kind,
        name,
        memberId: kind === "staff" ? memberId : null,
        isActive,
        hours: hours && hoursOf(hours, zone),
      }),
    { inForm: true, says: t("saved"), refresh: [["resources"], ["slots"]], after: onDone },
  );
  const errors = fieldsOf(save.error);
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={["name", "memberId", ...Object.keys(errors).filter(isShown)]} />
      <SegmentedControl
        aria-label={t("resource.kindLabel")}
        value={kind}
        onChange={(value) => setKind(value as ResourceKind)}
        data={kinds.map((value) => ({ value, label: t(`resource.kind.${value}`) }))}
      />
      <TextInput
        label={t("resource.name")}
        placeholder={t(`resource.example.${kind}`)}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        required
        data-autofocus
      />
      {kind === "staff" && members.length > 0 && (
        <Select
          label={t("resource.member")}
          description={t("resource.memberHelp")}
          data={members.map((member) => ({ value: member.id, label: member.name }))}
          value={memberId}
          onChange={setMember}
          error={errors.memberId}
          clearable
          searchable
        />
      )}
      <OwnHours
        label={t("resource.hours")}
        description={t("resource.hoursHelp")}
        hours={hours}
        onChange={setHours}
        errors={errors}
        zone={zone}
      />
      <Switch
        label={t("resource.active")}
        description={t("resource.activeHelp")}
        checked={isActive}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
