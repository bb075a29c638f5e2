import { Button, Group, MultiSelect, NumberInput, Radio, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { membersQuery, save } from "./api";
import type { Team } from "./types";

export function TeamForm({ team, onDone }: { team: Team | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const { data: members = [] } = useQuery(membersQuery);
  const [name, setName] = useState(team?.name ?? "");
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? []);
  const [mode, setMode] = useState<Team["assignment"]["mode"]>(team?.assignment.mode ?? "manual");
  const [capacity, setCapacity] = useState<number | "">(team?.assignment.capacity ?? "");
  const store = useDeed(
    () =>
      save<Team>("/teams", team?.id, {
        name: name.trim(),
        memberIds,
        assignment: { mode, capacity: capacity === "" ? null : capacity },
      }),
    { inForm: true, says: t("saved"), refresh: [["teams"], ["members"]], after: onDone },
  );
  const errors = fieldsOf(store.error);
  return (
    <Form onSubmit={() => store.mutate()}>
      <FormFailure error={store.error} fields={["name", "memberIds", "assignment.capacity"]} />
      <TextInput
        label={t("teams.name")}
        placeholder={t("teams.nameExample")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        required
        data-autofocus
      />
      <MultiSelect
        label={t("section.members")}
        data={members.map((member) => ({ value: member.id, label: member.name }))}
        value={memberIds}
        onChange={setMemberIds}
        error={errors.memberIds}
        searchable
      />
      <Radio.Group
        label={t("teams.assignment")}
        value={mode}
        onChange={(value) => setMode(value as Team["assignment"]["mode"])}
      >
        <Stack gap={6} mt={6}>
          <Radio value="manual" label={t("teams.mode.manual")} description={t("teams.help.manual")} />
          <Radio value="roundRobin" label={t("teams.mode.roundRobin")} description={t("teams.help.roundRobin")} />
        </Stack>
      </Radio.Group>
      {mode === "roundRobin" && (
        <NumberInput
          label={t("teams.capacity")}
          description={t("teams.capacityHelp")}
          value={capacity}
          onChange={(value) => setCapacity(typeof value === "number" ? value : "")}
          error={errors["assignment.capacity"]}
          min={1}
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
