import { ActionIcon, Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "~/bookings/api";
import { useMay } from "~/session/session";
import { labelsQuery, membersQuery, teamsQuery } from "~/settings/api";
import { endpointsQuery } from "~/webhooks/api";
import classes from "./Automation.module.css";
import { actionTypes, type DraftAction, newAction } from "./draft";
import type { Action, ActionType, RuleKind } from "./types";

interface Props {
  kind: RuleKind;
  actions: DraftAction[];
  onChange: (actions: DraftAction[]) => void;
  errors: Record<string, string | undefined>;
}

/** What a rule does, one thing below another. */
export function ActionFields({ kind, actions, onChange, errors }: Props) {
  const { t } = useTranslation("automation");
  const types = actionTypes[kind];
  const change = (place: number, part: Partial<Action>) =>
    onChange(actions.map((action, index) => (index === place ? { ...action, ...part } : action)));
  return (
    <Stack gap="xs">
      <Text fw={600} fz="sm">
        {t("do")}
      </Text>
      {actions.map((action, place) => (
        <div key={action.row} className={classes.action}>
          {types.length > 1 && (
            <Group gap="xs" wrap="nowrap">
              <Select
                flex={1}
                aria-label={t("do")}
                data={types.map((value) => ({ value, label: t(`action.${value}`) }))}
                value={action.type}
                onChange={(type) => type && change(place, { type: type as ActionType })}
                error={errors[`actions[${place}].type`]}
                allowDeselect={false}
              />
              {actions.length > 1 && (
                <ActionIcon
                  color="red"
                  onClick={() => onChange(actions.filter((_, index) => index !== place))}
                  aria-label={t("removeAction")}
                >
                  <IconTrash size={18} />
                </ActionIcon>
              )}
            </Group>
          )}
          <Target action={action} place={place} errors={errors} onChange={(part) => change(place, part)} />
        </div>
      ))}
      {errors.actions && (
        <Text c="red" fz="xs">
          {errors.actions}
        </Text>
      )}
      {types.length > 1 && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            onChange([
              ...actions,
              newAction({ type: types.find((type) => !actions.some((one) => one.type === type)) ?? "note" }),
            ])
          }
        >
          {t("addAction")}
        </Button>
      )}
    </Stack>
  );
}

interface TargetProps {
  action: Action;
  place: number;
  errors: Props["errors"];
  onChange: (part: Partial<Action>) => void;
}

function Target({ action, place, errors, onChange }: TargetProps) {
  const { t } = useTranslation("automation");
  const may = useMay();
  const { data: labels = [] } = useQuery(labelsQuery);
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: may("members.read") });
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: may("members.read") });
  const { data: services = [] } = useQuery({ ...servicesQuery, enabled: action.type === "draftBooking" });
  const { data: endpoints = [] } = useQuery({
    ...endpointsQuery,
    enabled: action.type === "callWebhook" && may("webhooks.manage"),
  });
  const error = (field: string) => errors[`actions[${place}].${field}`];
  switch (action.type) {
    case "reply":
    case "note":
      return (
        <Textarea
          label={t(`action.${action.type}`)}
          description={action.type === "reply" ? t("replyHelp") : undefined}
          placeholder={action.type === "reply" ? t("replyExample") : ""}
          value={action.text ?? ""}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
          error={error("text")}
          autosize
          minRows={2}
          maxRows={8}
        />
      );
    case "addLabel":
    case "removeLabel":
      return (
        <Select
          aria-label={t("pickLabel")}
          placeholder={t("pickLabel")}
          data={labels.map((label) => ({ value: label.id, label: label.name }))}
          value={action.labelId ?? null}
          onChange={(labelId) => onChange({ labelId })}
          error={error("labelId")}
          nothingFoundMessage={t("nothing")}
        />
      );
    case "route":
      return (
        <Select
          aria-label={t("pickTeam")}
          placeholder={t("pickTeam")}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={action.teamId ?? null}
          onChange={(teamId) => onChange({ teamId })}
          error={error("teamId")}
        />
      );
    case "assign":
      return (
        <Select
          aria-label={t("pickMember")}
          placeholder={t("pickMember")}
          data={members.map((member) => ({ value: member.id, label: member.name }))}
          value={action.memberId ?? null}
          onChange={(memberId) => onChange({ memberId })}
          error={error("memberId")}
        />
      );
    case "setStatus":
      return (
        <Select
          aria-label={t("action.setStatus")}
          data={(["open", "pending", "resolved"] as const).map((value) => ({ value, label: t(`status.${value}`) }))}
          value={action.status ?? null}
          onChange={(status) => onChange({ status: status as Action["status"] })}
          error={error("status")}
        />
      );
    case "setPriority":
      return (
        <Select
          aria-label={t("action.setPriority")}
          data={(["low", "medium", "high", "urgent"] as const).map((value) => ({
            value,
            label: t(`priority.${value}`),
          }))}
          value={action.priority ?? null}
          onChange={(priority) => onChange({ priority: priority as Action["priority"] })}
          error={error("priority")}
        />
      );
    case "draftOrder":
      return (
        <Text fz="xs" c="dimmed">
          {t("draftOrderHelp")}
        </Text>
      );
    case "draftBooking":
      return (
        <Select
          aria-label={t("pickService")}
          placeholder={t("pickService")}
          description={t("draftBookingHelp")}
          data={services.map((service) => ({ value: service.id, label: service.name }))}
          value={action.serviceId ?? null}
          onChange={(serviceId) => onChange({ serviceId })}
          error={error("serviceId")}
          nothingFoundMessage={t("nothing")}
        />
      );
    case "callWebhook":
      return (
        <Select
          aria-label={t("pickEndpoint")}
          placeholder={t("pickEndpoint")}
          description={t("callWebhookHelp")}
          data={endpoints.map(({ id, description, url }) => ({ value: id, label: description ?? url }))}
          value={action.endpointId ?? null}
          onChange={(endpointId) => onChange({ endpointId })}
          error={error("endpointId")}
          nothingFoundMessage={t("nothing")}
        />
      );
    default:
      return null;
  }
}
