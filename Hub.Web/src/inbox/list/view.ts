import { type InboxSearch, listOnly } from "../search";
import type { View } from "../types";
import type { Directory } from "../useDirectory";

/** What a view is made of, in one order; a list without a status is the open ones. */
const nameOf = (search: InboxSearch): string =>
  JSON.stringify(
    Object.entries(listOnly(search))
      .filter(([name, value]) => value != null && !(name === "status" && value === "open"))
      .sort(([one], [other]) => one.localeCompare(other)),
  );

/** Whether the list shows this view. Its own words leave the tabs of the status free. */
export function isShownView(view: InboxSearch, search: InboxSearch): boolean {
  const { status: _, ...rest } = search;
  return nameOf(view) === nameOf(view.status ? search : rest);
}

/** What stands above the list. */
export function titleOf(search: InboxSearch, directory: Directory, views: View[], t: (key: string) => string): string {
  const view = views.find(({ query }) => isShownView(query as InboxSearch, search));
  return (
    view?.name ||
    (search.label && directory.labels.get(search.label)?.name) ||
    (search.team && directory.teams.get(search.team)?.name) ||
    (search.connection && directory.connections.get(search.connection)?.name) ||
    (search.priority && `${t("action.priority")}: ${t(`priority.${search.priority}`)}`) ||
    t(`view.${search.who ?? "everybody"}`)
  );
}
