import { Table, Text } from "@mantine/core";
import { IconScissors } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { duration, money } from "~/i18n/format";
import { StateBadge } from "~/page/StateBadge";
import { useMay } from "~/session/session";
import { ListSection, RowButtons } from "~/settings/ListSection";
import { RemoveButton } from "~/settings/RemoveButton";
import { resourcesQuery, servicesQuery } from "../api";
import type { Service } from "../types";
import { ServiceForm } from "./ServiceForm";

/** What can be booked. */
export function ServicesSection() {
  const { t } = useTranslation("bookings");
  const may = useMay()("services.manage");
  const { data: resources = [] } = useQuery(resourcesQuery);
  const about = (service: Service): string =>
    [
      duration(service.durationMinutes * 60_000),
      service.capacity > 1 && t("service.seats", { count: service.capacity }),
      service.price !== null && money(service.price, service.currency ?? "VND"),
    ]
      .filter(Boolean)
      .join(" · ");
  const names = (service: Service): string =>
    resources
      .filter((one) => service.resourceIds.includes(one.id))
      .map((one) => one.name)
      .join(", ");
  return (
    <ListSection
      title={t("service.title")}
      text={t("service.text")}
      list={useQuery(servicesQuery)}
      may={may}
      icon={IconScissors}
      empty={t("service.empty")}
      emptyText={t("service.emptyText")}
      add={t("service.add")}
      row={(service, edit) => (
        <>
          <Table.Td>
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {service.name}
            </Text>
            <Text fz="sm" c="dimmed">
              {about(service)}
            </Text>
            {/* Nobody can book what nobody does: that is worth more than a dimmed word. */}
            {service.resourceIds.length === 0 ? (
              <Text fz="sm" c="var(--hub-warn)">
                {t("service.nobody")}
              </Text>
            ) : (
              <Text fz="sm">{names(service)}</Text>
            )}
            {!service.isActive && <StateBadge color="gray">{t("off")}</StateBadge>}
          </Table.Td>
          <Table.Td>
            <RowButtons name={service.name} may={may} onEdit={edit}>
              <RemoveButton
                path="/services"
                id={service.id}
                name={service.name}
                keys={[["services"]]}
                text={t("service.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(service, onDone) => <ServiceForm service={service} onDone={onDone} />}
      formTitle={(service) => service?.name ?? t("service.add")}
      formSize="lg"
      keepsOpen
    />
  );
}
