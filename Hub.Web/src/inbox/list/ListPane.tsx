import { useTranslation } from "react-i18next";
import { useInbox } from "../InboxContext";
import { BulkBar } from "./BulkBar";
import { ConnectionState } from "./ConnectionState";
import { ConversationList } from "./ConversationList";
import { FilterChips } from "./FilterChips";
import classes from "./ListPane.module.css";
import { MessageHits } from "./MessageHits";
import { SearchBox } from "./SearchBox";
import { StatusTabs } from "./StatusTabs";
import { ViewMenu } from "./ViewMenu";

export function ListPane() {
  const { t } = useTranslation("inbox");
  const { selected } = useInbox();
  return (
    <section className={classes.pane} aria-label={t("list.label")}>
      <ConnectionState />
      <header className={classes.head}>
        <ViewMenu />
        <SearchBox />
        <StatusTabs />
        <FilterChips />
      </header>
      {selected.size > 0 && <BulkBar />}
      <ConversationList />
      <MessageHits />
    </section>
  );
}
