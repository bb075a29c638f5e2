import { Button, Group, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { useMay } from "~/session/session";
import { subjectNamed, subjectOf, type Wanted, wanteds } from "./search";
import { deliveryStates } from "./types";

/** Narrows the page to one account, or to what one conversation, order or ad has led to. */
export function JobFinder() {
  const { t } = useTranslation("jobs");
  const search = useSearch({ from: "/shell/jobs" });
  const navigate = useNavigate({ from: "/jobs" });
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const [wanted, setWanted] = useState<Wanted>("conversation");
  const [id, setId] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const subject = subjectOf(search);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const named = subjectNamed(wanted, id);
    setIsWrong(!named);
    if (named) void navigate({ search: named });
  };
  return (
    <Group component="form" onSubmit={find} align="flex-start" gap="xs" role="search" aria-label={t("find.title")}>
      <Select
        aria-label={t("find.by")}
        value={wanted}
        onChange={(next) => next && setWanted(next as Wanted)}
        data={wanteds.map((one) => ({ value: one, label: t(`find.${one}`) }))}
        allowDeselect={false}
        w={150}
      />
      <TextInput
        aria-label={t("find.id")}
        placeholder={t("find.id")}
        value={id}
        onChange={(event) => setId(event.currentTarget.value)}
        error={isWrong && t("find.wrong")}
        flex={1}
        miw={180}
        maw={340}
      />
      <Button type="submit" variant="default" disabled={!id.trim()} leftSection={<IconSearch size={16} />}>
        {t("find.do")}
      </Button>
      {subject ? (
        <Select
          aria-label={t("find.state")}
          placeholder={t("find.anyState")}
          value={search.state ?? null}
          onChange={(next) =>
            void navigate({
              search: ({ state: _, ...rest }) => ({
                ...rest,
                ...(next && { state: next as (typeof deliveryStates)[number] }),
              }),
            })
          }
          data={deliveryStates.map((one) => ({ value: one, label: t(`state.${one}`) }))}
          clearable
          w={190}
        />
      ) : (
        connections &&
        connections.length > 1 && (
          <Select
            aria-label={t("find.connection")}
            placeholder={t("find.connection")}
            value={search.connection ?? null}
            onChange={(next) =>
              void navigate({
                search: ({ connection: _, ...rest }) => ({ ...rest, ...(next && { connection: next }) }),
              })
            }
            data={connections.map((one) => ({ value: one.id, label: one.name }))}
            searchable
            clearable
            w={230}
          />
        )
      )}
    </Group>
  );
}
