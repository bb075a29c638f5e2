import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { refreshAll } from "~/page/refresh";
import { toast, wordsOf } from "~/shell/toasts";
import { catalogQuery, checkConnection } from "../api";
import { AccountChoice } from "./AccountChoice";
import { type Grant, openGrant, returnGrant } from "./api";
import { type Begun, type Landing, landingPath, readWaiting, remembered, takeLanding, waitingAt } from "./landing";

/** Back from the platform's page: hands in what it gave, then lets accounts be chosen. */
export function GrantPage() {
  const { t } = useTranslation("connections");
  const navigate = useNavigate();
  const client = useQueryClient();
  const catalog = useQuery(catalogQuery);

  const isOver = async ({ id, connections }: Grant) => {
    const [first] = connections;
    if (!first) {
      if (id) stayAt(waitingAt(id));
      return;
    }
    const refused = await firstRefusal(connections.map((one) => one.id));
    toast(refused ? t("grant.refused", { reason: refused }) : t("grant.connected", { count: connections.length }));
    await refreshAll(client, [["connections"], ["unrouted"]]);
    await (connections.length === 1
      ? navigate({ to: "/connections/$connectionId", params: { connectionId: first.id }, replace: true })
      : navigate({ to: "/connections", replace: true }));
  };
  const { mutate, ...back } = useMutation({
    mutationFn: (landing: Landing | string) =>
      typeof landing === "string" ? openGrant(landing) : returnGrant(landing),
    onSuccess: isOver,
  });

  useEffect(() => {
    const landing = takeLanding();
    const found = landing ?? readWaiting(window.location.pathname, window.location.search);
    if (landing) stayAt(landingPath);
    if (found) mutate(found);
  }, [mutate]);

  const grant = back.data;
  const connector = catalog.data?.items.find((one) => one.id === grant?.connectorId);
  return (
    <Page above={<Back to="/connections">{t("title")}</Back>} title={t(back.isError ? "grant.failed" : "grant.choose")}>
      {back.isIdle && (
        <Card>
          <Text>{t("grant.nothing")}</Text>
        </Card>
      )}
      {back.isPending && (
        <Card title={t("grant.waiting")}>
          <RowsLoading rows={2} />
        </Card>
      )}
      {back.isError && <Refusal error={back.error} />}
      {grant?.id && connector && <AccountChoice grant={grant} connector={connector} onConnected={isOver} />}
    </Page>
  );
}

// The code is worth nothing any more, and must not stay in the browser's history; what waits can be loaded again for half an hour.
const stayAt = (address: string) => window.history.replaceState(window.history.state, "", address);

// A token can be dead already when it is handed in: that is said at once rather than beside a page that knows better a moment later.
async function firstRefusal(ids: string[]): Promise<string | null> {
  const answers = await Promise.all(ids.map((id) => checkConnection(id).catch(() => null)));
  return answers.find((answer) => answer && !answer.works)?.reason ?? null;
}

/** To where it was begun. */
function Again({ begun, ...props }: { begun: Begun }) {
  return begun.connectionId ? (
    <Link to="/connections/$connectionId" params={{ connectionId: begun.connectionId }} {...props} />
  ) : (
    <Link to="/connections/new/$connectorId" params={{ connectorId: begun.connectorId }} {...props} />
  );
}

function Refusal({ error }: { error: Error }) {
  const { t } = useTranslation("connections");
  const { title, message } = wordsOf(error);
  const begun = remembered();
  const detail = error instanceof ApiProblem ? error.detail : message;
  return (
    <Alert color="red" icon={<IconAlertCircle size={18} />} title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        {detail && (
          <Text fz="sm" ff="monospace">
            {detail}
          </Text>
        )}
        <Group>
          {begun && (
            <Button size="xs" renderRoot={(props) => <Again begun={begun} {...props} />}>
              {t("grant.tryAgain")}
            </Button>
          )}
          <Button size="xs" variant="default" component={Link} to="/connections">
            {t("grant.toConnections")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
