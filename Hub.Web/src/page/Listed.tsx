import { Button, Center } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { PageOf } from "~/api/lists";
import { Failure } from "./Failure";
import { RowsLoading } from "./Rows";

interface Props<T> {
  list: UseInfiniteQueryResult<InfiniteData<PageOf<T>>, Error>;
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** A list that loads page after page: loading, failed, empty, or what is there. */
export function Listed<T>({ list, empty, children }: Props<T>) {
  if (list.isPending) return <RowsLoading />;
  if (list.isError && !list.data) return <Failure error={list.error} again={list.refetch} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !list.hasNextPage) return empty;
  return (
    <>
      {children(items)}
      {list.isFetchNextPageError && list.error ? (
        <Failure error={list.error} again={list.fetchNextPage} />
      ) : (
        list.hasNextPage && (
          <More isBusy={list.isFetching} isLoading={list.isFetchingNextPage} load={list.fetchNextPage} />
        )
      )}
    </>
  );
}

interface MoreProps {
  /** Anything of the list is on its way; asking for more now would break that off. */
  isBusy: boolean;
  isLoading: boolean;
  load: () => unknown;
}

function More({ isBusy, isLoading, load }: MoreProps) {
  const { t } = useTranslation("page");
  const { ref, entry } = useIntersection({ rootMargin: "400px" });
  const isNear = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (isNear && !isBusy) void load();
  }, [isNear, isBusy, load]);
  return (
    <Center p="md" ref={ref}>
      <Button variant="subtle" color="gray" loading={isLoading} onClick={() => void load()}>
        {t("more")}
      </Button>
    </Center>
  );
}
