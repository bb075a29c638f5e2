import { Button, Select, Text } from "@mantine/core";
import { IconAntennaBars5, IconListSearch, IconShieldLock } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { ledgerQuery } from "./api";
import { LedgerTable } from "./LedgerTable";
import { ProofPanel } from "./ProofPanel";
import { SignalTabs } from "./SignalTabs";
import { ledgerStates, signalKinds } from "./types";

const types = ["delivery.changed"] as const;
const keys = [["signals"]] as const;

/** What was told to ad platforms, and what was not. */
export function SignalsPage() {
  const { t } = useTranslation("signals");
  const search = useSearch({ from: "/shell/signals" });
  const navigate = useNavigate({ from: "/signals" });
  const may = useMay();
  const list = useInfiniteQuery(ledgerQuery(search));
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  useFeed(types, keys);
  const isFiltered = search.state !== undefined || search.kind !== undefined;
  return (
    <Page
      title={t("title")}
      text={
        <>
          <IconShieldLock size={16} aria-hidden style={{ verticalAlign: "-0.2em" }} /> {t("text")}
        </>
      }
      above={<SignalTabs at="/signals" />}
      actions={
        may("keywords.read") && (
          <Button variant="default" leftSection={<IconListSearch size={16} />} component={Link} to="/signals/keywords">
            {t("keywords.title")}
          </Button>
        )
      }
      tools={
        <>
          <Select
            aria-label={t("column.state")}
            placeholder={t("anyState")}
            value={search.state ?? null}
            onChange={(state) =>
              void navigate({ search: ({ state: _, ...rest }) => (state ? { ...rest, state } : rest) })
            }
            data={ledgerStates.map((value) => ({ value, label: t(`state.${value}`) }))}
            clearable
          />
          <Select
            aria-label={t("column.kind")}
            placeholder={t("anyKind")}
            value={search.kind ?? null}
            onChange={(kind) => void navigate({ search: ({ kind: _, ...rest }) => (kind ? { ...rest, kind } : rest) })}
            data={signalKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            clearable
          />
        </>
      }
    >
      <Card flush>
        <Listed
          list={list}
          empty={
            isFiltered ? (
              <Empty icon={IconAntennaBars5} title={t("none.title")} text={t("none.text")} />
            ) : (
              <Empty icon={IconAntennaBars5} title={t("empty.title")} text={t("empty.text")}>
                {may("connections.write") && (
                  <Button component={Link} to="/connections">
                    {t("empty.connect")}
                  </Button>
                )}
              </Empty>
            )
          }
        >
          {(items) => <LedgerTable items={items} connections={connections ?? []} />}
        </Listed>
      </Card>
      <Text fz="xs" c="dimmed">
        {t("explain")}
      </Text>
      <ProofPanel id={search.request} onClose={() => void navigate({ search: ({ request: _, ...rest }) => rest })} />
    </Page>
  );
}
