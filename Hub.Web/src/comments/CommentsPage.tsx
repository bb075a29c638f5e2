import { Alert, Tabs } from "@mantine/core";
import { IconMessage2Share } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { commentsQuery } from "./api";
import { CommentRow } from "./CommentRow";
import classes from "./Comments.module.css";
import { type Shelf, shelves } from "./types";
import { useDrafts } from "./useDrafts";

const types = ["comment.changed"] as const;
const keys = [["comments", "pages"]] as const;

/** What people wrote below videos and may be answered by a direct message, those with the least time first. */
export function CommentsPage() {
  const { t } = useTranslation("comments");
  const { shelf = "waiting" } = useSearch({ from: "/shell/comments" });
  const navigate = useNavigate({ from: "/comments" });
  const mayRead = useMay()("connections.read");
  // Time alone opens and closes comments too.
  const list = useInfiniteQuery({
    ...commentsQuery(shelf),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const connections = useQuery({ ...connectionsQuery, enabled: mayRead });
  useFeed(types, keys);
  const found = list.isPlaceholderData ? undefined : list.data?.pages.flatMap((page) => page.items);
  const { drafts, write, orphans } = useDrafts(shelf, found);
  const show = (next: Shelf) => void navigate({ search: next === "waiting" ? {} : { shelf: next }, replace: true });
  return (
    <Page
      title={t("title")}
      text={t("text")}
      tools={
        <Tabs value={shelf} onChange={(next) => next && show(next as Shelf)}>
          <Tabs.List aria-label={t("title")}>
            {shelves.map((one) => (
              <Tabs.Tab key={one} value={one} aria-controls={undefined}>
                {t(`shelf.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      }
    >
      {orphans.map(([id, text]) => (
        <Alert
          key={id}
          color="yellow"
          title={t("gone")}
          withCloseButton
          closeButtonLabel={t("forget")}
          onClose={() => write(id, null)}
        >
          <div className={classes.words}>{text}</div>
        </Alert>
      ))}
      <Card flush>
        <Listed
          list={list}
          empty={<Empty icon={IconMessage2Share} title={t(`empty.${shelf}`)} text={t("emptyText")} />}
        >
          {(items) => (
            <ul className={classes.list}>
              {items.map((comment) => (
                <li key={comment.id}>
                  <CommentRow
                    comment={comment}
                    connection={connections.data?.find((one) => one.id === comment.connectionId)}
                    draft={drafts[comment.id]?.text ?? null}
                    onDraft={(text) => write(comment.id, text)}
                  />
                </li>
              ))}
            </ul>
          )}
        </Listed>
      </Card>
    </Page>
  );
}
