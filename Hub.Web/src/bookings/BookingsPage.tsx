import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "~/page/Dialog";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { useIsPhone } from "~/shell/useIsPhone";
import { useNow } from "~/shell/useNow";
import { Agenda } from "./Agenda";
import { calendarQuery, resourcesQuery, servicesQuery } from "./api";
import { BookingPanel } from "./BookingPanel";
import classes from "./Calendar.module.css";
import { columnsOf } from "./columns";
import { DayGrid, type Drop } from "./DayGrid";
import { laterOf, shownDays } from "./days";
import { Filters } from "./Filters";
import { MonthGrid } from "./MonthGrid";
import { MoveDropped } from "./MoveDropped";
import { NewBooking } from "./NewBooking";
import { Nothing } from "./Nothing";
import { PeriodBar } from "./PeriodBar";
import { useZone } from "./useZone";
import { longDay } from "./words";
import { wallOf } from "./zone";

const types = ["conversation.changed"] as const;
const keys = [["bookings"], ["slots"]] as const;

/** Who comes when, to whom. */
export function BookingsPage() {
  const { t } = useTranslation("bookings");
  const search = useSearch({ from: "/shell/bookings" });
  const navigate = useNavigate({ from: "/bookings" });
  const may = useMay()("bookings.write");
  const isPhone = useIsPhone();
  const zone = useZone();
  const today = wallOf(useNow(), zone).day;
  const [dropped, setDropped] = useState<Drop | null>(null);
  const { view = "day", day = today } = search;
  const days = shownDays(view, day);
  const services = useQuery(servicesQuery);
  const resources = useQuery(resourcesQuery);
  const bookings = useQuery({ ...calendarQuery(days, zone, search), placeholderData: keepPreviousData });
  useFeed(types, keys);
  const label = t("calendar", { day: longDay(day) });
  const failed = [services, resources, bookings].find((query) => query.isError && !query.data);
  const calendar = () => {
    if (failed?.error) return <Failure error={failed.error} again={failed.refetch} />;
    if (!services.data || !resources.data || !bookings.data) return <RowsLoading rows={8} />;
    if (services.data.length === 0 || resources.data.length === 0)
      return <Nothing hasServices={services.data.length > 0} hasResources={resources.data.length > 0} />;
    if (isPhone) return <Agenda days={days} bookings={bookings.data} />;
    if (view === "month")
      return <MonthGrid label={label} days={days} day={day} today={today} bookings={bookings.data} />;
    return (
      <DayGrid
        label={label}
        columns={columnsOf({
          view,
          days,
          today,
          zone,
          search,
          bookings: bookings.data,
          resources: resources.data,
          services: services.data,
        })}
        takes={(booking, { resourceId }) =>
          resourceId === undefined ||
          services.data.some((one) => one.id === booking.serviceId && one.resourceIds.includes(resourceId))
        }
        onDrop={may ? setDropped : undefined}
      />
    );
  };
  return (
    <Page
      title={t("title")}
      actions={
        may &&
        (services.data?.length ?? 0) > 0 && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => void navigate({ search: (before) => ({ ...before, new: true }) })}
          >
            {t("new.title")}
          </Button>
        )
      }
      tools={
        <>
          <PeriodBar view={view} day={day} today={today} days={days} />
          <Filters search={search} services={services.data ?? []} resources={resources.data ?? []} />
        </>
      }
    >
      <div
        className={bookings.isPlaceholderData ? classes.loading : undefined}
        aria-busy={bookings.isPlaceholderData || undefined}
      >
        {calendar()}
      </div>
      <BookingPanel id={search.booking} onClose={() => void navigate({ search: ({ booking: _, ...rest }) => rest })} />
      <MoveDropped drop={dropped} onClose={() => setDropped(null)} />
      <Dialog
        opened={search.new !== undefined}
        onClose={() => void navigate({ search: ({ new: _, ...rest }) => rest })}
        title={t("new.title")}
        size="lg"
      >
        {search.new && (
          <NewBooking
            firstDay={laterOf(day, today)}
            onDone={(booking) =>
              navigate({
                search: ({ new: _, ...rest }) => ({
                  ...rest,
                  day: wallOf(booking.startsAt, zone).day,
                  booking: booking.id,
                }),
              })
            }
          />
        )}
      </Dialog>
    </Page>
  );
}
