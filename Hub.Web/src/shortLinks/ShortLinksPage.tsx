import { Button } from "@mantine/core";
import { IconLink, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { connectionQuery } from "~/connections/api";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { shortLinksQuery } from "./api";
import { QrDialog } from "./QrDialog";
import { ShortLinkForm } from "./ShortLinkForm";
import { ShortLinkRow } from "./ShortLinkRow";
import classes from "./ShortLinks.module.css";
import type { ShortLink } from "./types";

const types = ["short_link.changed"] as const;
const keys = [["shortLinks"]] as const;

/** Links that open the chat of an account, and what came by each. */
export function ShortLinksPage() {
  const { t } = useTranslation("shortLinks");
  const { connectionId } = useParams({ from: "/shell/connections/$connectionId/short-links" });
  const may = useMay()("connections.write");
  const connection = useQuery(connectionQuery(connectionId));
  const found = useQuery(shortLinksQuery(connectionId));
  useFeed(types, keys); // customers come without anybody here doing anything
  const [isNew, setNew] = useState(false);
  const [shown, show] = useState<ShortLink | null>(null);
  const items = found.data?.items ?? [];
  const add = may && found.data && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page
      above={
        <Back to="/connections/$connectionId" params={{ connectionId }}>
          {connection.data?.name ?? t("connection")}
        </Back>
      }
      title={t("title")}
      text={t("text")}
      actions={items.length > 0 && add}
    >
      {!may && <ReadOnly />}
      <Card flush>
        {found.isPending && <RowsLoading rows={3} height={96} />}
        {found.isError && <Failure error={found.error} again={found.refetch} />}
        {found.data && items.length === 0 && (
          <Empty icon={IconLink} title={t("empty")} text={t("emptyText")}>
            {add}
          </Empty>
        )}
        {items.length > 0 && (
          <ul className={classes.list} aria-label={t("title")}>
            {items.map((link) => (
              <li key={link.id}>
                <ShortLinkRow connectionId={connectionId} link={link} onQr={() => show(link)} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Dialog opened={isNew} onClose={() => setNew(false)} title={t("add")}>
        {found.data && (
          <ShortLinkForm
            connectionId={connectionId}
            rules={found.data}
            account={items[0]?.account ?? ""}
            onDone={(made) => {
              setNew(false);
              show(made);
            }}
          />
        )}
      </Dialog>
      <QrDialog link={shown} onClose={() => show(null)} />
    </Page>
  );
}
