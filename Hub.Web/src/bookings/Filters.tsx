import { Select } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { BookingsSearch } from "./search";
import { type BookingState, bookingStates, type Resource, type Service } from "./types";

interface Props {
  search: BookingsSearch;
  services: Service[];
  resources: Resource[];
}

export function Filters({ search, services, resources }: Props) {
  const { t } = useTranslation("bookings");
  const navigate = useNavigate({ from: "/bookings" });
  const named = (list: { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Select
        aria-label={t("service.one")}
        placeholder={t("anyService")}
        data={named(services)}
        value={search.service ?? null}
        onChange={(service) =>
          void navigate({ search: ({ service: _, ...rest }) => (service ? { ...rest, service } : rest) })
        }
        clearable
        searchable
      />
      <Select
        aria-label={t("resource.one")}
        placeholder={t("anyResource")}
        data={named(resources)}
        value={search.resource ?? null}
        onChange={(resource) =>
          void navigate({ search: ({ resource: _, ...rest }) => (resource ? { ...rest, resource } : rest) })
        }
        clearable
        searchable
      />
      <Select
        aria-label={t("column.state")}
        placeholder={t("notCancelled")}
        data={bookingStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={search.state ?? null}
        onChange={(state) =>
          void navigate({
            search: ({ state: _, ...rest }) => (state ? { ...rest, state: state as BookingState } : rest),
          })
        }
        clearable
      />
    </>
  );
}
