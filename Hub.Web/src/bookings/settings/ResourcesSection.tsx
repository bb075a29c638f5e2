import { Group, Table, Text } from "@mantine/core";
import { IconDoor, IconUser, IconUsersPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import { useMay } from "~/session/session";
import { ListSection, RowButtons } from "~/settings/ListSection";
import { RemoveButton } from "~/settings/RemoveButton";
import { resourcesQuery, servicesQuery } from "../api";
import classes from "../Calendar.module.css";
import type { Resource } from "../types";
import { CalendarAddress } from "./CalendarAddress";
import { ResourceForm } from "./ResourceForm";

/** Staff and rooms: what a booking takes up. */
export function ResourcesSection() {
  const { t } = useTranslation("bookings");
  const may = useMay()("services.manage");
  const { data: services = [] } = useQuery(servicesQuery);
  const does = (resource: Resource): string =>
    services
      .filter((one) => one.resourceIds.includes(resource.id))
      .map((one) => one.name)
      .join(", ");
  return (
    <ListSection
      title={t("resource.title")}
      text={t("resource.text")}
      list={useQuery(resourcesQuery)}
      may={may}
      icon={IconUsersPlus}
      empty={t("resource.empty")}
      emptyText={t("resource.emptyText")}
      add={t("resource.add")}
      row={(resource, edit) => (
        <>
          <Table.Td>
            <Group gap={6} wrap="nowrap">
              {resource.kind === "staff" ? (
                <IconUser size={16} className={classes.sign} role="img" aria-label={t("resource.kind.staff")} />
              ) : (
                <IconDoor size={16} className={classes.sign} role="img" aria-label={t("resource.kind.room")} />
              )}
              <Text fw={600} style={{ overflowWrap: "anywhere" }}>
                {resource.name}
              </Text>
              {!resource.isActive && <StateBadge color="gray">{t("off")}</StateBadge>}
            </Group>
            <Text fz="sm" c="dimmed">
              {does(resource) || t("resource.doesNothing")}
            </Text>
          </Table.Td>
          <Table.Td>
            <RowButtons name={resource.name} may={may} onEdit={edit}>
              <CalendarAddress resource={resource} />
              <RemoveButton
                path="/resources"
                id={resource.id}
                name={resource.name}
                keys={[["resources"], ["services"]]}
                text={t("resource.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(resource, onDone) => <ResourceForm resource={resource} onDone={onDone} />}
      formTitle={(resource) => resource?.name ?? t("resource.add")}
      formSize="lg"
      keepsOpen
    />
  );
}
